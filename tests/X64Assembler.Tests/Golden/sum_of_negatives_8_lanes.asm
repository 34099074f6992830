; sum_of_negatives, SystemV
    mov   rcx, [rsi]            ; v1: address = field.fixed data v0
    mov   rsi, [rsi + 8]        ; v2: i64 = field.fixed count v0
    vpxor xmm0, xmm0, xmm0      ; v5: ints = broadcast v3
    xor   edx, edx              ; move v10
L1:
    vmovupd zmm1, [rcx + rdx*8] ; v12: ints = vector.load i64 v1, v10
    vpxor xmm2, xmm2, xmm2      ; v13: ints = lanes int.neg.wrap v12
    vpsubq zmm2, zmm2, zmm1
    vpminsq zmm1, zmm1, zmm2    ; v21: ints = lanes int.min v12, v13
    vpaddq zmm2, zmm0, zmm1     ; v14: ints = lanes int.add.wrap v11, v21
    vpternlogq zmm0, zmm2, zmm1, 36 ; v17: ints = lanes int.and v15, v16
    vpmovq2m k1, zmm0           ; branch v18, b3, b2
    kortestb k1, k1
    jne   L5
    add   rdx, 8                ; v20 = int.add.wrap v10, v4
    cmp   rdx, rsi              ; branch v22, b1, b4
    jge   L4
    vmovapd zmm0, zmm2          ; move v11
    jmp   L1
L4:
    vmovq rax, xmm2             ; v30: i64 = lane v14 0
    vpextrq rcx, xmm2, 1        ; v31: i64 = lane v14 1
    vextracti64x2 xmm2, zmm2, 3 ; v32: i64 = lane v14 7
    vpextrq rdx, xmm2, 1
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
