; unsigned, SystemV
    mov   r8, rdx               ; v1: u64 = parameter 1
    mov   rax, rsi              ; v3 = uint.mul_mod v0, v1, v2
    mul   r8
    mov   r9, rax
    mov   rax, rdx
    cmp   rax, rcx
    jae   L3
    mov   rdx, rax              ; move v3
L2:
    mov   rax, r9               ; v3 = uint.mul_mod v0, v1, v2
    div   rcx
    mov   r9, rdx
    mov   rax, -3689348814741910323 ; v5 = uint.div v0, v4
    mul   rsi
    shr   rdx, 3
    add   r9, rdx               ; v7 = uint.add v3, v5, v6
    jb    exit1
    mov   rax, 2635249153387078803 ; v9 = uint.div v7, v8
    mul   r9
    mov   rax, r9
    sub   rax, rdx
    shr   rax, 1
    add   rax, rdx
    shr   rax, 2
    ret                         ; return v9
L3:
    xor   edx, edx              ; v3 = uint.mul_mod v0, v1, v2
    div   rcx
    jmp   L2
exit1:
    mov   [rdi + 48], rsi       ; exit overflow, state 1
    mov   [rdi + 56], r8
    mov   [rdi + 64], rcx
    mov   [rdi + 72], r9
    mov   [rdi + 80], rdx
    sub   [rdi + 72], rdx
    mov   dword ptr [rdi], 1
    ret
