; select, SystemV
    movq  xmm0, rcx             ; v2: f64 = parameter 2
    movq  xmm1, r8              ; v3: f64 = parameter 3
    cmp   rsi, rdx              ; v5: i64 = select v4, v1, v0
    mov   rcx, rsi
    cmovl rcx, rdx
    mov   edi, 7                ; v7: i64 = select v4, v6, v5
    cmp   rsi, rdx
    cmovl rcx, rdi
    xorps xmm2, xmm2            ; v8 = float.from_int v7
    cvtsi2sd xmm2, rcx
    movaps xmm3, xmm0           ; v10: f64 = select v9, v8, v2
    cmplesd xmm3, xmm1
    andps xmm2, xmm3
    andnps xmm3, xmm0
    orps  xmm3, xmm2
    cmpeqsd xmm0, xmm1          ; v13: f64 = select v12, v10, v11
    andps xmm0, xmm3
    movq  rax, xmm0             ; return v13
    ret
