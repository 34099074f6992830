; divide_by_ten, SystemV
    mov   ecx, 10               ; v2 = int.div v0, v1
    mov   rax, rsi
    cqo
    idiv  rcx
    lea   rcx, [rax - 1]
    test  rdx, rdx
    cmovs rax, rcx
    ret                         ; return v2
