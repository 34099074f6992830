; fnv1a(n, count) CPython 3.13, SystemV: fixtures/src/overflow.py
    xor   ecx, ecx              ; move v7
    mov   eax, -2128831035      ; move v6
    cmp   rcx, rdx              ; branch v11, b2, b5  overflow.py:122
    jge   L3
L2:
    add   rcx, 1                ; v13 = int.add.wrap v7, v3
    mov   rdi, rsi              ; v24 = int.and v5, v23  overflow.py:123
    and   rdi, 255
    xor   rax, rdi              ; v25 = int.xor v6, v24
    imul  rax, 16777619         ; v35 = int.mul.wrap v25, v26
    mov   eax, eax              ; v30 = int.and v35, v29
    sar   rsi, 1                ; v32 = int.shr v5, v3  overflow.py:124
    cmp   rcx, rdx              ; branch v11, b2, b5  overflow.py:122
    jl    L2
L3:
    ret                         ; return v6  overflow.py:125
