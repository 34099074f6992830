; sum_of_negatives, SystemV
    mov   rcx, [rsi]            ; v1: address = field.fixed data v0
    mov   rsi, [rsi + 8]        ; v2: i64 = field.fixed count v0
    vpxor xmm0, xmm0, xmm0      ; v5: ints = broadcast v3
    xor   edx, edx              ; move v10
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
L1:
    vmovupd ymm1, [rcx + rdx*8] ; v12: ints = vector.load i64 v1, v10
    vpxor xmm2, xmm2, xmm2      ; v13: ints = lanes int.neg.wrap v12
    vpsubq ymm2, ymm2, ymm1
    vpcmpgtq ymm3, ymm1, ymm2   ; v21: ints = lanes int.min v12, v13
    vblendvpd ymm3, ymm1, ymm2, ymm3
    vpaddq ymm1, ymm0, ymm3     ; v14: ints = lanes int.add.wrap v11, v21
    vpxor ymm0, ymm0, ymm1      ; v15: ints = lanes int.xor v11, v14
    vpxor ymm3, ymm3, ymm1      ; v16: ints = lanes int.xor v21, v14
    vpand ymm0, ymm0, ymm3      ; v17: ints = lanes int.and v15, v16
    vmovmskpd r8d, ymm0         ; branch v18, b3, b2
    test  r8, r8
    jne   L5
    add   rdx, 4                ; v20 = int.add.wrap v10, v4
    cmp   rdx, rsi              ; branch v22, b1, b4
    jge   L4
    vmovapd ymm0, ymm1          ; move v11
    jmp   L1
L4:
    vmovq rax, xmm1             ; v30: i64 = lane v14 0
    vpextrq rcx, xmm1, 1        ; v31: i64 = lane v14 1
    vextracti128 xmm1, ymm1, 1  ; v32: i64 = lane v14 3
    vpextrq rdx, xmm1, 1
    vzeroupper                  ; vector.end
    add   rax, rcx              ; v33 = int.add v30, v31
    jo    exit1
    add   rax, rdx              ; v34 = int.add v33, v32
    jo    exit1
    ret                         ; return v34
L5:
    vzeroupper                  ; vector.end
    xor   eax, eax              ; return v3
    ret
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
