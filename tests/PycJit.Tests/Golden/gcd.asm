; gcd(a, b) CPython 3.13, SystemV: fixtures/src/loops.py
    test  rdx, rdx              ; branch v3, b3, b4  loops.py:5
    je    L7
    mov   rcx, rdx              ; move v6
    mov   rax, rsi              ; move v5
L2:
    cmp   rcx, -1               ; v12 = int.mod v5, v6  loops.py:6
    je    L9
    mov   rsi, rcx
    sar   rsi, 63
    cqo
    idiv  rcx
    mov   rdi, rdx
    xor   rdi, rsi
    lea   r8, [rdx + rcx]
    cmp   rdi, rsi
    cmovl rdx, r8
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
