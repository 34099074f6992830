; floor_modulo, SystemV
    mov   rcx, rdx              ; v1: i64 = parameter 1
    test  rcx, rcx              ; check.nonzero v1 else modulo_by_zero
    je    exit1
    cmp   rcx, -1               ; v2 = int.mod v0, v1
    je    L3
    mov   rdi, rcx
    sar   rdi, 63
    mov   rax, rsi
    cqo
    idiv  rcx
    mov   rsi, rdx
    xor   rsi, rdi
    add   rcx, rdx
    cmp   rsi, rdi
    mov   rax, rdx
    cmovl rax, rcx
    ret                         ; return v2
L3:
    xor   eax, eax              ; move v2
    ret                         ; v2 = int.mod v0, v1
exit1:
    mov   dword ptr [rdi], 1    ; exit modulo_by_zero
    ret
