; whole_numbers, SystemV
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    xorps xmm1, xmm1            ; v1 = float.floor v0
    roundsd xmm1, xmm0, 9
    cvttsd2si rax, xmm1         ; v2 = int.from_float v1
    cmp   rax, 1
    jo    exit1
    xorps xmm1, xmm1            ; v3 = float.ceil v0
    roundsd xmm1, xmm0, 10
    cvttsd2si rcx, xmm1         ; v4 = int.from_float v3
    cmp   rcx, 1
    jo    exit1
    roundsd xmm0, xmm0, 8       ; v5 = float.round v0
    cvttsd2si rdx, xmm0         ; v6 = int.from_float v5
    cmp   rdx, 1
    jo    exit1
    cmp   rax, rcx              ; v7 = int.max v2, v4
    cmovl rax, rcx
    mov   ecx, 100              ; v9 = int.min v7, v8
    cmp   rax, 100
    cmovg rax, rcx
    sub   rax, rdx              ; v10 = int.sub.wrap v9, v6
    ret                         ; return v10
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
