; foo, SystemV
    mov   rax, rsi              ; v2 = int.mul.wrap v0, v0
    imul  rax, rsi
    imul  rdx, rdx              ; v3 = int.mul.wrap v1, v1
    sub   rax, rdx              ; v4 = int.sub.wrap v2, v3
    ret                         ; return v4
