; mandelbrot(cr, ci, limit) CPython 3.13, SystemV: fixtures/src/floats.py
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    movq  xmm1, rdx             ; v1: f64 = parameter 1
    xor   eax, eax              ; move v12
    xorps xmm3, xmm3            ; move v11
    xorps xmm2, xmm2            ; move v10
    cmp   rax, rcx              ; branch v16, b2, b5  floats.py:108
    jge   L5
L2:
    movaps xmm4, xmm2           ; v31 = float.mul v10, v10  floats.py:109
    mulsd xmm4, xmm2
    movaps xmm5, xmm3           ; v32 = float.mul v11, v11
    mulsd xmm5, xmm3
    subsd xmm4, xmm5            ; v33 = float.sub v31, v32
    addsd xmm4, xmm0            ; v34 = float.add v33, v0
    mulsd xmm2, [rip + c0]      ; v62 = float.mul v10, v35  floats.py:110
    mulsd xmm2, xmm3            ; v37 = float.mul v62, v11
    movaps xmm3, xmm2           ; v38 = float.add v37, v1
    addsd xmm3, xmm1
    movaps xmm2, xmm4           ; v39 = float.mul v34, v34  floats.py:112
    mulsd xmm2, xmm4
    movaps xmm5, xmm3           ; v40 = float.mul v38, v38
    mulsd xmm5, xmm3
    addsd xmm2, xmm5            ; v41 = float.add v39, v40
    ucomisd xmm2, [rip + c1]    ; branch v43, b8, b1
    jbe   L4
    ret                         ; return v12  floats.py:113
L4:
    add   rax, 1                ; v18 = int.add.wrap v12, v4  floats.py:108
    movaps xmm2, xmm4           ; move v10
    cmp   rax, rcx              ; branch v16, b2, b5
    jl    L2
L5:
    mov   rax, rcx              ; return v2  floats.py:114
    ret
c0:
    dq    4000000000000000h     ; 2
c1:
    dq    4010000000000000h     ; 4
