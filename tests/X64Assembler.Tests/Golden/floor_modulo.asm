; floor_modulo, SystemV
    mov   rcx, rdx              ; v1: i64 = parameter 1
    test  rcx, rcx              ; check.nonzero v1 else modulo_by_zero
    je    exit1
    cmp   rcx, -1               ; v2 = int.mod v0, v1
    je    L4
    mov   rax, rsi
    cqo
    idiv  rcx
    mov   rsi, rdx
    xor   rsi, rcx
    js    L5
    mov   rax, rdx              ; move v2
    ret                         ; return v2
L4:
    xor   eax, eax              ; move v2
    ret                         ; v2 = int.mod v0, v1
L5:
    add   rcx, rdx
    test  rdx, rdx
    mov   rax, rdx
    cmovne rax, rcx
    ret
exit1:
    mov   dword ptr [rdi], 1    ; exit modulo_by_zero
    ret
