; many, SystemV
many:
; frame 120 bytes, 3 spill slots
    push  rbx                   ; save
    push  rbp
    push  r12
    push  r13
    sub   rsp, 88               ; frame
    mov   rbx, rdi
    mov   rbp, rsi              ; v0: i64 = parameter 0
    movq  xmm0, rdx             ; v1: f64 = parameter 1
    movsd [rsp + 64], xmm0      ; spill v1
    mov   r12, rcx              ; v2: u64 = parameter 2
    mov   qword ptr [rsp + 56], 3 ; v9 = call callee v1, v0, v3, v2, v4, v5, v0, v1, v6, v7, v2, v0, v3, v8
    mov   [rsp + 48], rbp
    mov   dword ptr [rsp + 32], -1985229329
    mov   dword ptr [rsp + 36], 19088743
    mov   qword ptr [rsp + 24], 1
    movsd [rsp + 16], xmm0
    mov   [rsp + 8], rbp
    mov   r9, 4598175219545276416
    mov   r8, r12
    mov   ecx, 3
    mov   rdx, rbp
    movq  rsi, xmm0
    mov   rdi, rbx
    call  callee
    cmp   dword ptr [rbx], 0
    jne   exit1
    movq  xmm0, rax             ; v10: f64 = call.word v9 0
    movsd [rsp + 72], xmm0      ; spill v10
    mov   r12, [rbx + 56]       ; v11: i64 = call.word v9 1
    mov   r13, [rbx + 64]       ; v12: u64 = call.word v9 2
    movsd xmm1, [rbx + 72]      ; v13: f64 = call.word v9 3
    movsd [rsp + 80], xmm1      ; spill v13
    mov   rcx, [rbx + 88]       ; v14: bool = call.word v9 5
    mov   qword ptr [rsp + 56], 3 ; v16 = call callee v13, v11, v0, v12, v10, v5, v11, v13, v14, v0, v12, v11, v3, v15
    mov   [rsp + 48], r12
    mov   [rsp + 32], rbp
    mov   [rsp + 24], rcx
    mov   rcx, rbp
    movsd [rsp + 16], xmm1
    mov   [rsp + 8], r12
    movq  r9, xmm0
    mov   r8, r13
    mov   rdx, r12
    movq  rsi, xmm1
    mov   rdi, rbx
    call  callee
    cmp   dword ptr [rbx], 0
    jne   exit2
    movq  xmm0, rax             ; v18: f64 = call.word v16 0
    mov   rax, [rbx + 56]       ; v17: i64 = call.word v16 1
    add   rax, r12              ; v19 = int.add.wrap v17, v11
    add   rax, rbp              ; v20 = int.add.wrap v19, v0
    movsd [rbx + 56], xmm0      ; return v20, v18, v10, v1
    movsd xmm0, [rsp + 72]      ; reload v10
    movsd [rbx + 64], xmm0      ; return v20, v18, v10, v1
    movsd xmm0, [rsp + 64]      ; reload v1
    movsd [rbx + 72], xmm0      ; return v20, v18, v10, v1
    add   rsp, 88
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   rax, [rbx + 24]       ; exit call, state 1
    mov   qword ptr [rax], 1
    mov   [rax + 8], rbp
    mov   [rax + 24], r12
    mov   rcx, [rsp + 64]
    mov   [rax + 16], rcx
leave0:
    add   rax, 40               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    add   rsp, 88
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 2
    mov   qword ptr [rax], 2
    mov   [rax + 8], r12
    mov   [rax + 16], r13
    mov   [rax + 32], rbp
    mov   rcx, [rsp + 80]
    mov   [rax + 24], rcx
    jmp   leave0
    nop   [rax + rax]           ; align
    nop   [rax + rax]
callee:
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    movq  xmm1, r9              ; v4: f64 = parameter 4
    addsd xmm0, xmm1            ; v13 = float.add v0, v4
    subsd xmm0, [rsp + 24]      ; v14 = float.sub v13, v7
    imul  rdx, rcx              ; v15 = int.mul.wrap v1, v2
    xor   rdx, [rsp + 16]       ; v16 = int.xor v15, v6
    mov   rcx, [rsp + 40]       ; reload v9
    add   rdx, rcx              ; v17 = int.add.wrap v16, v9
    sub   rdx, [rsp + 56]       ; v18 = int.sub.wrap v17, v11
    add   rdx, [rsp + 64]       ; v20 = int.add v18, v12, v19
    jo    exit3
    movsd xmm1, [rsp + 24]      ; v21 = float.neg v7
    xorps xmm1, [rip + c0]
    mov   [rdi + 56], rdx       ; return v14, v20, v3, v21, v5, v8, v22
    mov   [rdi + 64], r8
    movsd [rdi + 72], xmm1
    xor   ecx, ecx
    mov   [rdi + 80], rcx
    mov   rcx, [rsp + 32]       ; reload v8
    mov   [rdi + 88], rcx       ; return v14, v20, v3, v21, v5, v8, v22
    mov   ecx, 3
    mov   [rdi + 96], rcx
    movq  rax, xmm0
    ret
exit3:
    mov   [rdi + 48], rdx       ; exit overflow, state 3
    mov   rax, [rsp + 64]
    mov   [rdi + 56], rax
    mov   rax, [rsp + 64]
    sub   [rdi + 48], rax
    mov   dword ptr [rdi], 3
    ret
c0:
    dq    8000000000000000h     ; -0
    dq    8000000000000000h     ; -0
