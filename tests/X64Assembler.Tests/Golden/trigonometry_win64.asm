; trigonometry, Win64
; frame 88 bytes, 0 spill slots
    push  rbx                   ; save
    sub   rsp, 80               ; frame
    movaps [rsp + 32], xmm6     ; save
    movaps [rsp + 48], xmm7
    movaps [rsp + 64], xmm8
    mov   rbx, rcx
    movq  xmm6, rdx             ; v0: f64 = parameter 0
    movq  xmm7, r8              ; v1: f64 = parameter 1
    movaps xmm0, xmm6           ; v2 = float.call1 sin v0
    mov   rax, sin
    call  rax
    movaps xmm8, xmm0
    movaps xmm0, xmm6           ; v3 = float.call1 cos v0
    mov   rax, cos
    call  rax
    mulsd xmm8, xmm0            ; v4 = float.mul v2, v3
    movaps xmm0, xmm8           ; v5 = float.call2 atan2 v4, v1
    movaps xmm1, xmm7
    mov   rax, atan2
    call  rax
    movaps xmm1, xmm0           ; v6 = float.abs v5
    andps xmm1, [rip + c0]
    movsd xmm2, [rip + c1]      ; check v8 else float_domain
    ucomisd xmm2, xmm1
    jbe   exit1
    movq  rax, xmm0             ; return v5
    movaps xmm6, [rsp + 32]
    movaps xmm7, [rsp + 48]
    movaps xmm8, [rsp + 64]
    add   rsp, 80
    pop   rbx
    ret
exit1:
    mov   dword ptr [rbx], 1    ; exit float_domain
    movaps xmm6, [rsp + 32]
    movaps xmm7, [rsp + 48]
    movaps xmm8, [rsp + 64]
    add   rsp, 80
    pop   rbx
    ret
c0:
    dq    7fffffffffffffffh     ; NaN
    dq    7fffffffffffffffh     ; NaN
c1:
    dq    7ff0000000000000h     ; Infinity
