; test_bits, SystemV
    test  esi, 255              ; branch v5, b1, b2
    jne   L2
    mov   rax, rsi              ; return v0
    ret
L2:
    test  edx, 256              ; branch v8, b3, b4
    je    L4
    mov   rax, rdx              ; return v1
    ret
L4:
    xor   eax, eax              ; return v2
    ret
