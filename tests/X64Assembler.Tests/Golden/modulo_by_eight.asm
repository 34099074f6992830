; modulo_by_eight, SystemV
    mov   rax, rsi              ; v2 = int.mod v0, v1
    and   rax, 7
    ret                         ; return v2
