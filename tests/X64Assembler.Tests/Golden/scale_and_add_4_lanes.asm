; scale_and_add, SystemV
    movq  xmm0, r8              ; v3: f64 = parameter 3
    movq  xmm1, r9              ; v4: f64 = parameter 4
    mov   rdi, [rsi]            ; v5: address = field.fixed data v0
    mov   rdx, [rdx]            ; v6: address = field.fixed data v1
    mov   rcx, [rcx]            ; v7: address = field.fixed data v2
    mov   rsi, [rsi + 8]        ; v8: i64 = field.fixed count v0
    vbroadcastsd ymm0, xmm0     ; v11: floats = broadcast v3
    vbroadcastsd ymm1, xmm1     ; v12: floats = broadcast v4
    xor   eax, eax              ; move v20
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    xchg  ax, ax
L1:
    vmulpd ymm2, ymm0, [rdi + rax*8] ; v22: floats = lanes float.mul v21, v11
    vaddpd ymm2, ymm2, [rdx + rax*8] ; v24: floats = lanes float.add v22, v23
    vcmplt_oqpd ymm3, ymm1, ymm2 ; v25: mask = lanes float.lt v12, v24
    vblendvpd ymm3, ymm2, ymm1, ymm3 ; v26: floats = lanes select v25, v12, v24
    vmovupd [rcx + rax*8], ymm3 ; vector.store f64 v7, v20, v26
    add   rax, 4                ; v27 = int.add.wrap v20, v10
    cmp   rax, rsi              ; branch v28, b1, b2
    jl    L1
    vzeroupper                  ; vector.end
    ret                         ; return v27
