; is_odd, SystemV
    test  sil, 1                ; v4 = int.ne v2, v3
    setne al
    movzx eax, al
    ret                         ; return v4
