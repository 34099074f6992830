; floor_divide, SystemV
    mov   rcx, rdx              ; v1: i64 = parameter 1
    test  rcx, rcx              ; check.nonzero v1 else division_by_zero
    je    exit1
    cmp   rcx, -1               ; v2 = int.div v0, v1
    je    L3
    mov   rax, rsi
    cqo
    idiv  rcx
    xor   rcx, rdx
    js    L4
    ret                         ; return v2
L3:
    mov   rax, rsi              ; v2 = int.div v0, v1
    neg   rax
    jo    exit2
    ret
L4:
    lea   rcx, [rax - 1]
    test  rdx, rdx
    cmovne rax, rcx
    ret
exit1:
    mov   dword ptr [rdi], 1    ; exit division_by_zero
    ret
exit2:
    mov   dword ptr [rdi], 2    ; exit overflow
    ret
