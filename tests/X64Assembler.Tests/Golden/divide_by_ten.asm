; divide_by_ten, SystemV
    mov   rcx, rsi              ; v2 = int.div v0, v1
    sar   rcx, 63
    xor   rsi, rcx
    mov   rax, 7378697629483820647
    mul   rsi
    mov   rax, rdx
    shr   rax, 2
    xor   rax, rcx
    ret                         ; return v2
