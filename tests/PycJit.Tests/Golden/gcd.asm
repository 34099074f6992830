; gcd(a, b) CPython 3.13, SystemV: fixtures/src/loops.py
    test  rdx, rdx              ; branch v3, b3, b4  loops.py:5
    je    L7
    mov   rcx, rdx              ; move v6
    mov   rax, rsi              ; move v5
L2:
    test  rcx, rcx              ; check.nonzero v6, v10 else modulo_by_zero  loops.py:6
    je    exit1
    cmp   rcx, -1               ; v12 = int.mod v5, v6
    je    L9
    mov   rsi, rcx
    sar   rsi, 63
    cqo
    idiv  rcx
    mov   r8, rdx
    xor   r8, rsi
    lea   r9, [rdx + rcx]
    cmp   r8, rsi
    cmovl rdx, r9
    mov   rax, rdx              ; move v12
L4:
    test  rax, rax              ; branch v14, b3, b4  loops.py:5
    je    L6
    xchg  rcx, rax              ; exchange v5
    jmp   L2
L6:
    mov   rax, rcx              ; move v8
    ret
L7:
    mov   rax, rsi              ; move v8
    ret                         ; return v8  loops.py:7
L9:
    xor   eax, eax              ; move v12
    jmp   L4                    ; v12 = int.mod v5, v6  loops.py:6
exit1:
    mov   [rdi + 16], rcx       ; exit modulo_by_zero, state 5
    mov   [rdi + 24], rax
    mov   dword ptr [rdi], 1
    ret
