; add, SystemV
    lea   rax, [rsi + rdx]      ; v2 = int.add.wrap v0, v1
    ret                         ; return v2
