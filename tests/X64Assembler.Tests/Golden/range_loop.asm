; products, SystemV
    xor   eax, eax              ; move v5
    mov   ecx, 1                ; move v4
    cmp   rcx, rsi              ; branch v6, b2, b4
    jge   L5
L2:
    mov   rdx, rcx              ; v10 = int.mul v4, v4, v9
    imul  rdx, rcx
    jo    exit1
    cmp   rax, rdx              ; branch v11, b5, b3
    jge   L4
    add   rax, rdx              ; v14 = int.add v5, v10, v13
    jo    exit2
    add   rcx, 1                ; v8 = int.add.wrap v4, v2
    cmp   rcx, rsi              ; branch v6, b2, b4
    jl    L2
    jmp   L5
L4:
    test  rcx, rcx              ; check.nonzero v4, v16 else division_by_zero
    je    exit3
    add   rcx, 1                ; v8 = int.add.wrap v4, v2
    cmp   rcx, rsi              ; branch v6, b2, b4
    jl    L2
L5:
    ret                         ; return v5
exit1:
    mov   [rdi + 48], rcx       ; exit overflow, state 1
    mov   [rdi + 56], rsi
    mov   [rdi + 64], rax
    mov   [rdi + 72], rcx
    add   qword ptr [rdi + 48], 1
    mov   dword ptr [rdi], 1
    ret
exit2:
    mov   [rdi + 48], rcx       ; exit overflow, state 2
    mov   [rdi + 56], rsi
    mov   [rdi + 64], rax
    mov   [rdi + 72], rcx
    sub   [rdi + 64], rdx
    add   qword ptr [rdi + 72], 1
    mov   dword ptr [rdi], 2
    ret
exit3:
    mov   [rdi + 48], rcx       ; exit division_by_zero, state 3
    mov   [rdi + 56], rcx
    mov   [rdi + 64], rax
    add   qword ptr [rdi + 48], 1
    mov   dword ptr [rdi], 3
    ret
