; shift_by_constants, SystemV
    imul  rax, rsi, 16          ; v2 = int.shl v0, v1
    jo    exit1
    sar   rax, 3                ; v4 = int.shr v2, v3
    ret                         ; return v4
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
