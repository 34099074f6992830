; both, SystemV
    mov   rcx, rdx              ; v1: i64 = parameter 1
    test  rcx, rcx              ; check.nonzero v1 else division_by_zero
    je    exit1
    cmp   rcx, -1               ; v2 = int.div v0, v1
    je    L3
    mov   rax, rsi
    cqo
    idiv  rcx
    mov   rsi, rdx
    xor   rsi, rcx
    js    L4
L2:
    xor   rax, rdx              ; v4 = int.xor v2, v3
    ret                         ; return v4
L3:
    mov   rax, rsi              ; v2 = int.div v0, v1
    neg   rax
    jo    exit2
    xor   edx, edx              ; move v2
    jmp   L2                    ; v2 = int.div v0, v1
L4:
    lea   rsi, [rax - 1]
    add   rcx, rdx
    test  rdx, rdx
    cmovne rax, rsi
    cmovne rdx, rcx
    jmp   L2
exit1:
    mov   dword ptr [rdi], 1    ; exit division_by_zero
    ret
exit2:
    mov   dword ptr [rdi], 2    ; exit overflow
    ret
