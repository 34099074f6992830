; nothing, SystemV
    xor   eax, eax              ; return v0
    ret
