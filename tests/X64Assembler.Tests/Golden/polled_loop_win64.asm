; polled_loop, Win64
    mov   rax, r8               ; move v4
    cmp   rdx, r8               ; branch v5, b2, b3
    je    L3
L2:
    xor   rax, rdx              ; v7 = int.xor v4, v3
    cmp   rcx, [rcx + 16]       ; poll else stop
    jb    exit1
    add   rdx, -1               ; v6 = int.sub.wrap v3, v2
    cmp   rdx, r8               ; branch v5, b2, b3
    jne   L2
L3:
    ret                         ; return v4
exit1:
    mov   dword ptr [rcx], 1    ; exit stop
    ret
