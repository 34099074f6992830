; less, SystemV
    cmp   rsi, rdx              ; v2 = int.lt v0, v1
    setl  al
    movzx eax, al
    ret                         ; return v2
