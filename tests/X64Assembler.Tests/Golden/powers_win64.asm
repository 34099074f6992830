; powers, Win64
; frame 88 bytes, 0 spill slots
    sub   rsp, 88               ; frame
    movaps [rsp + 32], xmm6     ; save
    movaps [rsp + 48], xmm7
    movaps [rsp + 64], xmm8
    movq  xmm6, rdx             ; v0: f64 = parameter 0
    movq  xmm7, r8              ; v1: f64 = parameter 1
    movaps xmm0, xmm6           ; v2 = float.pow v0, v1
    movaps xmm1, xmm7
    mov   rax, pow
    call  rax
    movaps xmm8, xmm0
    movaps xmm0, xmm7           ; v3 = float.pow v1, v0
    movaps xmm1, xmm6
    mov   rax, pow
    call  rax
    addsd xmm8, xmm0            ; v4 = float.add v2, v3
    movq  rax, xmm8             ; return v4
    movaps xmm6, [rsp + 32]
    movaps xmm7, [rsp + 48]
    movaps xmm8, [rsp + 64]
    add   rsp, 88
    ret
