; collatz(n) CPython 3.13, SystemV: fixtures/src/loops.py
    cmp   rsi, 1                ; branch v2, b1, b2  loops.py:54
    je    L6
    xor   eax, eax              ; move v6
L2:
    test  sil, 1                ; branch v16, b7, b8  loops.py:55
    jne   L4
    sar   rsi, 1                ; v53 = int.shr v5, v1  loops.py:56
    jmp   L5                    ; jump b9
L4:
    imul  rcx, rsi, 3           ; v54 = int.mul v5, v31, v32  loops.py:58
    jo    exit1
    add   rcx, 1                ; v36 = int.add v54, v1, v35
    jo    exit2
    mov   rsi, rcx              ; move v28
L5:
    add   rax, 1                ; v40 = int.add v6, v1, v39  loops.py:59
    jo    exit3
    cmp   rsi, 1                ; branch v42, b3, b4  loops.py:54
    jne   L2
    jmp   L7
L6:
    xor   eax, eax              ; move v9
L7:
    ret                         ; return v9  loops.py:60
exit1:
    mov   [rdi + 48], rax       ; exit overflow, state 19
    mov   [rdi + 56], rsi
    mov   dword ptr [rdi], 1
    ret
exit2:
    mov   [rdi + 48], rax       ; exit overflow, state 21
    mov   [rdi + 56], rcx
    sub   qword ptr [rdi + 56], 1
    mov   dword ptr [rdi], 2
    ret
exit3:
    mov   [rdi + 48], rsi       ; exit overflow, state 25
    mov   [rdi + 56], rax
    sub   qword ptr [rdi + 56], 1
    mov   dword ptr [rdi], 3
    ret
