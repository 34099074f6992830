; gcd(a, b) CPython 3.13, SystemV: fixtures/src/loops.py
    test  rdx, rdx              ; branch v3, b3, b4  loops.py:5
    je    L8
    mov   rcx, rdx              ; move v6
    mov   rax, rsi              ; move v5
L2:
    cmp   rcx, -1               ; v12 = int.mod v5, v6  loops.py:6
    je    L10
    cqo
    idiv  rcx
    mov   rsi, rdx
    xor   rsi, rcx
    js    L11
    mov   rax, rdx              ; move v12
L5:
    test  rax, rax              ; branch v14, b3, b4  loops.py:5
    je    L7
    xchg  rcx, rax              ; exchange v5
    jmp   L2
L7:
    mov   rax, rcx              ; move v8
    ret
L8:
    mov   rax, rsi              ; move v8
    ret                         ; return v8  loops.py:7
L10:
    xor   eax, eax              ; move v12
    jmp   L5                    ; v12 = int.mod v5, v6  loops.py:6
L11:
    lea   rsi, [rdx + rcx]
    test  rdx, rdx
    cmovne rdx, rsi
    mov   rax, rdx              ; move v12
    jmp   L5                    ; v12 = int.mod v5, v6
