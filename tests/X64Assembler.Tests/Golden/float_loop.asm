; floats, SystemV
    movq  xmm0, rdx             ; v1: f64 = parameter 1
    xor   ecx, ecx              ; move v7
    xorps xmm1, xmm1            ; move v6
    cmp   rcx, rsi              ; branch v8, b2, b3
    jge   L4
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax]
L2:
    xorps xmm2, xmm2            ; v10 = float.from_int v7
    cvtsi2sd xmm2, rcx
    mulsd xmm2, xmm0            ; v11 = float.mul v10, v1
    mulsd xmm2, xmm2            ; v12 = float.mul v11, v11
    movaps xmm3, xmm1           ; v14 = float.add v6, v13
    addsd xmm3, [rip + c0]
    ucomisd xmm3, [rip + c1]    ; check v15, v16 else float_division_by_zero
    jp    L3
    je    exit1
L3:
    divsd xmm2, xmm3            ; v18 = float.div v12, v14
    addsd xmm1, xmm2            ; v19 = float.add v6, v18
    add   rcx, 1                ; v20 = int.add.wrap v7, v3
    cmp   rcx, rsi              ; branch v8, b2, b3
    jl    L2
L4:
    movq  rax, xmm1             ; return v6
    ret
exit1:
    mov   [rdi + 48], rsi       ; exit float_division_by_zero, state 1
    movsd [rdi + 56], xmm0
    movsd [rdi + 64], xmm1
    mov   [rdi + 72], rcx
    movsd [rdi + 80], xmm2
    movsd [rdi + 88], xmm3
    mov   dword ptr [rdi], 1
    ret
c0:
    dq    3ff8000000000000h     ; 1.5
c1:
    dq    0000000000000000h     ; 0
