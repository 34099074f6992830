; sum, SystemV
    xor   ecx, ecx              ; move v5
    xor   eax, eax              ; move v4
    cmp   rcx, rsi              ; branch v6, b2, b3
    je    L3
L2:
    mov   rdx, rcx              ; v9 = int.mul v5, v5, v8
    imul  rdx, rcx
    jo    exit1
    add   rax, rdx              ; v11 = int.add v4, v9, v10
    jo    exit2
    add   rcx, 1                ; v13 = int.add v5, v2, v12
    jo    exit3
    cmp   rcx, rsi              ; branch v6, b2, b3
    jne   L2
L3:
    ret                         ; return v4
exit1:
    mov   [rdi + 48], rsi       ; exit overflow, state 1
    mov   [rdi + 56], rax
    mov   [rdi + 64], rcx
    mov   dword ptr [rdi], 1
    ret
exit2:
    mov   [rdi + 48], rsi       ; exit overflow, state 2
    mov   [rdi + 56], rax
    mov   [rdi + 64], rcx
    mov   [rdi + 72], rdx
    sub   [rdi + 56], rdx
    mov   dword ptr [rdi], 2
    ret
exit3:
    mov   [rdi + 48], rsi       ; exit overflow, state 3
    mov   [rdi + 56], rax
    mov   [rdi + 64], rcx
    sub   qword ptr [rdi + 64], 1
    mov   dword ptr [rdi], 3
    ret
