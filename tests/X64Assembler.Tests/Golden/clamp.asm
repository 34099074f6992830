; clamp, SystemV
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    movq  xmm1, rdx             ; v1: f64 = parameter 1
    movsd xmm2, [rip + c0]      ; v3 = float.min v2, v0
    minsd xmm2, xmm0
    maxsd xmm1, xmm2            ; v4 = float.max v1, v3
    movq  rax, xmm1             ; return v4
    ret
c0:
    dq    3ff0000000000000h     ; 1
