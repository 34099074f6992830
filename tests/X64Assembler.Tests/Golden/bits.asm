; bits, SystemV
    mov   rcx, rsi              ; v1 = uint.bit_length v0
    or    rcx, 1
    bsr   rax, rcx
    test  rsi, rsi
    setne cl
    movzx ecx, cl
    add   rax, rcx
    popcnt rsi, rsi             ; v2 = uint.bit_count v0
    sub   rax, rsi              ; v3 = int.sub.wrap v1, v2
    ret                         ; return v3
