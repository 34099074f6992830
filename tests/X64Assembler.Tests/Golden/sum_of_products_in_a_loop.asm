; sums, SystemV
    mov   rcx, rdx              ; v1: i64 = parameter 1
    test  rcx, rcx              ; check.nonzero v1 else division_by_zero
    je    exit1
    xor   r9d, r9d              ; move v5
    xor   r8d, r8d              ; move v4
    cmp   r8, rsi               ; branch v6, b2, b3
    jge   L5
L2:
    cmp   rcx, -1               ; v7 = int.div v4, v1
    je    L6
    mov   rax, r8
    cqo
    idiv  rcx
    mov   r10, rdx
    xor   r10, rcx
    js    L7
L4:
    imul  rax, r8               ; v8 = int.mul v7, v4
    jo    exit2
    add   r9, rax               ; v10 = int.add v5, v8
    jo    exit2
    add   r8, 1                 ; v9 = int.add v4, v3
    jo    exit2
    cmp   r8, rsi               ; branch v6, b2, b3
    jl    L2
L5:
    mov   rax, r9               ; return v5
    ret
L6:
    mov   rdx, r8               ; v7 = int.div v4, v1
    neg   rdx
    jo    exit2
    mov   rax, rdx              ; move v7
    jmp   L4                    ; v7 = int.div v4, v1
L7:
    lea   r10, [rax - 1]
    test  rdx, rdx
    cmovne rax, r10
    jmp   L4
exit1:
    mov   dword ptr [rdi], 1    ; exit division_by_zero
    ret
exit2:
    mov   dword ptr [rdi], 2    ; exit overflow
    ret
