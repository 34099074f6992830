; many, Win64
many:
; frame 200 bytes, 0 spill slots
    push  rbx                   ; save
    push  rbp
    push  rsi
    push  rdi
    sub   rsp, 168              ; frame
    movaps [rsp + 112], xmm6    ; save
    movaps [rsp + 128], xmm7
    movaps [rsp + 144], xmm8
    mov   rbx, rcx
    mov   rsi, rdx              ; v0: i64 = parameter 0
    movq  xmm6, r8              ; v1: f64 = parameter 1
    mov   rdi, r9               ; v2: u64 = parameter 2
    mov   qword ptr [rsp + 104], 3 ; v9 = call callee v1, v0, v3, v2, v4, v5, v0, v1, v6, v7, v2, v0, v3, v8
    mov   [rsp + 96], rsi
    mov   dword ptr [rsp + 80], -1985229329
    mov   dword ptr [rsp + 84], 19088743
    mov   qword ptr [rsp + 72], 1
    movsd [rsp + 64], xmm6
    mov   [rsp + 56], rsi
    mov   dword ptr [rsp + 40], 0
    mov   dword ptr [rsp + 44], 1070596096
    mov   [rsp + 32], rdi
    mov   r9d, 3
    mov   r8, rsi
    movq  rdx, xmm6
    mov   rcx, rbx
    call  callee
    cmp   dword ptr [rbx], 0
    jne   exit1
    movq  xmm7, rax             ; v10: f64 = call.word v9 0
    mov   rdi, [rbx + 56]       ; v11: i64 = call.word v9 1
    mov   rbp, [rbx + 64]       ; v12: u64 = call.word v9 2
    movsd xmm8, [rbx + 72]      ; v13: f64 = call.word v9 3
    mov   rcx, [rbx + 88]       ; v14: bool = call.word v9 5
    mov   qword ptr [rsp + 104], 3 ; v16 = call callee v13, v11, v0, v12, v10, v5, v11, v13, v14, v0, v12, v11, v3, v15
    mov   [rsp + 96], rdi
    mov   [rsp + 80], rsi
    mov   [rsp + 72], rcx
    mov   rcx, rbx
    movsd [rsp + 64], xmm8
    mov   [rsp + 56], rdi
    movsd [rsp + 40], xmm7
    mov   [rsp + 32], rbp
    mov   r9, rsi
    mov   r8, rdi
    movq  rdx, xmm8
    call  callee
    cmp   dword ptr [rbx], 0
    jne   exit2
    movq  xmm0, rax             ; v18: f64 = call.word v16 0
    mov   rax, [rbx + 56]       ; v17: i64 = call.word v16 1
    add   rax, rdi              ; v19 = int.add.wrap v17, v11
    add   rax, rsi              ; v20 = int.add.wrap v19, v0
    movsd [rbx + 56], xmm0      ; return v20, v18, v10, v1
    movsd [rbx + 64], xmm7
    movsd [rbx + 72], xmm6
    movaps xmm6, [rsp + 112]
    movaps xmm7, [rsp + 128]
    movaps xmm8, [rsp + 144]
    add   rsp, 168
    pop   rdi
    pop   rsi
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   rax, [rbx + 24]       ; exit call, state 1
    mov   qword ptr [rax], 1
    mov   [rax + 8], rsi
    movsd [rax + 16], xmm6
    mov   [rax + 24], rdi
leave0:
    add   rax, 40               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    movaps xmm6, [rsp + 112]
    movaps xmm7, [rsp + 128]
    movaps xmm8, [rsp + 144]
    add   rsp, 168
    pop   rdi
    pop   rsi
    pop   rbp
    pop   rbx
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 2
    mov   qword ptr [rax], 2
    mov   [rax + 8], rdi
    mov   [rax + 16], rbp
    movsd [rax + 24], xmm8
    mov   [rax + 32], rsi
    jmp   leave0
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop
callee:
    movq  xmm0, rdx             ; v0: f64 = parameter 0
    addsd xmm0, [rsp + 48]      ; v13 = float.add v0, v4
    subsd xmm0, [rsp + 72]      ; v14 = float.sub v13, v7
    imul  r8, r9                ; v15 = int.mul.wrap v1, v2
    xor   r8, [rsp + 64]        ; v16 = int.xor v15, v6
    mov   rdx, [rsp + 88]       ; reload v9
    add   r8, rdx               ; v17 = int.add.wrap v16, v9
    sub   r8, [rsp + 104]       ; v18 = int.sub.wrap v17, v11
    add   r8, [rsp + 112]       ; v20 = int.add v18, v12, v19
    jo    exit3
    movsd xmm1, [rsp + 72]      ; v21 = float.neg v7
    xorps xmm1, [rip + c0]
    mov   [rcx + 56], r8        ; return v14, v20, v3, v21, v5, v8, v22
    mov   rdx, [rsp + 40]       ; reload v3
    mov   [rcx + 64], rdx       ; return v14, v20, v3, v21, v5, v8, v22
    movsd [rcx + 72], xmm1
    xor   edx, edx
    mov   [rcx + 80], rdx
    mov   rdx, [rsp + 80]       ; reload v8
    mov   [rcx + 88], rdx       ; return v14, v20, v3, v21, v5, v8, v22
    mov   edx, 3
    mov   [rcx + 96], rdx
    movq  rax, xmm0
    ret
exit3:
    mov   [rcx + 48], r8        ; exit overflow, state 3
    mov   rax, [rsp + 112]
    mov   [rcx + 56], rax
    mov   rax, [rsp + 112]
    sub   [rcx + 48], rax
    mov   dword ptr [rcx], 3
    ret
c0:
    dq    8000000000000000h     ; -0
    dq    8000000000000000h     ; -0
