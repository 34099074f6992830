; trigonometry, SystemV
; frame 40 bytes, 3 spill slots
    push  rbx                   ; save
    sub   rsp, 32               ; frame
    mov   rbx, rdi
    movq  xmm1, rsi             ; v0: f64 = parameter 0
    movsd [rsp], xmm1           ; spill v0
    movq  xmm2, rdx             ; v1: f64 = parameter 1
    movsd [rsp + 8], xmm2       ; spill v1
    movaps xmm0, xmm1           ; v2 = float.call1 sin v0
    mov   rax, sin
    call  rax
    movsd [rsp + 16], xmm0
    movsd xmm0, [rsp]           ; v3 = float.call1 cos v0
    mov   rax, cos
    call  rax
    movsd xmm1, [rsp + 16]      ; v4 = float.mul v2, v3
    mulsd xmm1, xmm0
    movaps xmm0, xmm1           ; v5 = float.call2 atan2 v4, v1
    movsd xmm1, [rsp + 8]
    mov   rax, atan2
    call  rax
    movaps xmm1, xmm0           ; v6 = float.abs v5
    andps xmm1, [rip + c0]
    movsd xmm2, [rip + c1]      ; check v8 else float_domain
    ucomisd xmm2, xmm1
    jbe   exit1
    movq  rax, xmm0             ; return v5
    add   rsp, 32
    pop   rbx
    ret
exit1:
    mov   dword ptr [rbx], 1    ; exit float_domain
    add   rsp, 32
    pop   rbx
    ret
c0:
    dq    7fffffffffffffffh     ; NaN
    dq    7fffffffffffffffh     ; NaN
c1:
    dq    7ff0000000000000h     ; Infinity
