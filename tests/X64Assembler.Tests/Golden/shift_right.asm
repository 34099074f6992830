; shift_right, SystemV
    test  rdx, rdx              ; check.nonneg v1 else negative_shift
    js    exit1
    mov   ecx, 63               ; v2 = int.shr v0, v1
    cmp   rdx, 63
    cmovl rcx, rdx
    mov   rax, rsi
    sar   rax, cl
    ret                         ; return v2
exit1:
    mov   dword ptr [rdi], 1    ; exit negative_shift
    ret
