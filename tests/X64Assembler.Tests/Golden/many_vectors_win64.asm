; many_vectors, Win64
; frame 56 bytes, 0 spill slots
    sub   rsp, 56               ; frame
    movaps [rsp], xmm6          ; save
    movaps [rsp + 16], xmm7
    movaps [rsp + 32], xmm8
    vpbroadcastq zmm0, rdx      ; v1: ints = broadcast v0
    vpaddq zmm1, zmm0, zmm0     ; v2: ints = lanes int.add.wrap v1, v1
    vpaddq zmm2, zmm1, zmm0     ; v3: ints = lanes int.add.wrap v2, v1
    vpaddq zmm3, zmm2, zmm0     ; v4: ints = lanes int.add.wrap v3, v1
    vpaddq zmm4, zmm3, zmm0     ; v5: ints = lanes int.add.wrap v4, v1
    vpaddq zmm5, zmm4, zmm0     ; v6: ints = lanes int.add.wrap v5, v1
    vpaddq zmm6, zmm5, zmm0     ; v7: ints = lanes int.add.wrap v6, v1
    vpaddq zmm7, zmm6, zmm0     ; v8: ints = lanes int.add.wrap v7, v1
    vpaddq zmm8, zmm7, zmm0     ; v9: ints = lanes int.add.wrap v8, v1
    vpternlogq zmm2, zmm0, zmm1, -106 ; v21: ints = lanes int.xor v20, v3
    vpternlogq zmm4, zmm2, zmm3, -106 ; v23: ints = lanes int.xor v22, v5
    vpternlogq zmm6, zmm4, zmm5, -106 ; v25: ints = lanes int.xor v24, v7
    vpternlogq zmm8, zmm6, zmm7, -106 ; v27: ints = lanes int.xor v26, v9
    vextracti64x2 xmm8, zmm8, 3 ; v28: i64 = lane v27 7
    vpextrq rax, xmm8, 1
    vzeroupper                  ; vector.end
    movaps xmm6, [rsp]          ; return v28
    movaps xmm7, [rsp + 16]
    movaps xmm8, [rsp + 32]
    add   rsp, 56
    ret
