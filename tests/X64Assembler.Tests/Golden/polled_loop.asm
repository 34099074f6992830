; polled_loop, SystemV
    mov   rax, rdx              ; move v4
    cmp   rsi, rdx              ; branch v5, b2, b3
    je    L3
L2:
    xor   rax, rsi              ; v7 = int.xor v4, v3
    cmp   rdi, [rdi + 16]       ; poll else stop
    jb    exit1
    add   rsi, -1               ; v6 = int.sub.wrap v3, v2
    cmp   rsi, rdx              ; branch v5, b2, b3
    jne   L2
L3:
    ret                         ; return v4
exit1:
    mov   dword ptr [rdi], 1    ; exit stop
    ret
