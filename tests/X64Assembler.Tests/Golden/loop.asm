; factorial, SystemV
    mov   eax, 1                ; move v2
    cmp   rsi, 1                ; branch v4, b2, b3
    jle   L3
L2:
    imul  rax, rsi              ; v5 = int.mul v2, v3
    jo    exit1
    sub   rsi, 1                ; v6 = int.sub v3, v1
    jo    exit1
    cmp   rsi, 1                ; branch v4, b2, b3
    jg    L2
L3:
    ret                         ; return v2
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
