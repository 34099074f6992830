; maximum, SystemV
    cmp   rsi, rdx              ; branch v2, b1, b2
    jle   L2
    mov   rax, rsi              ; move v3
    ret                         ; jump b3
L2:
    mov   rax, rdx              ; move v3
    ret                         ; return v3
