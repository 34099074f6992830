; collatz(n) CPython 3.13, SystemV: fixtures/src/loops.py
    cmp   rsi, 1                ; branch v2, b1, b2  loops.py:54
    je    L3
    xor   eax, eax              ; move v6
L2:
    mov   rcx, rsi              ; v53 = int.shr v5, v1  loops.py:56
    sar   rcx, 1
    lea   rdx, [rsi + rsi*2]    ; v56 = int.mul.wrap v5, v31  loops.py:58
    add   rdx, 1                ; v58 = int.add.wrap v56, v1
    xor   r8d, r8d              ; v60: i64 = select v16, v4, v5  loops.py:55
    test  sil, 1
    mov   r9, rsi
    cmove r9, r8
    mov   r8, 3074457345618258602 ; v70 = int.add.wrap v60, v69
    add   r9, r8
    mov   r8, 6148914691236517204 ; check v65, v55 else overflow  loops.py:58
    cmp   r9, r8
    ja    exit1
    test  sil, 1                ; v67: i64 = select v16, v53, v58  loops.py:55
    mov   rsi, rdx
    cmove rsi, rcx
    add   rax, 1                ; v40 = int.add v6, v1, v39  loops.py:59
    jo    exit2
    cmp   rsi, 1                ; branch v42, b3, b4  loops.py:54
    jne   L2
    jmp   L4
L3:
    xor   eax, eax              ; move v9
L4:
    ret                         ; return v9  loops.py:60
exit1:
    mov   [rdi + 48], rax       ; exit overflow, state 19
    mov   [rdi + 56], rsi
    mov   dword ptr [rdi], 1
    ret
exit2:
    mov   [rdi + 48], rsi       ; exit overflow, state 25
    mov   [rdi + 56], rax
    sub   qword ptr [rdi + 56], 1
    mov   dword ptr [rdi], 2
    ret
