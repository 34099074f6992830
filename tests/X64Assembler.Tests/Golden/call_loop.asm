; loop, SystemV
loop:
; frame 56 bytes, 1 spill slots
    push  rbx                   ; save
    push  rbp
    push  r12
    push  r13
    push  r14
    sub   rsp, 16               ; frame
    mov   rbx, rdi
    mov   rbp, rsi              ; v0: i64 = parameter 0
    mov   r12, rdx              ; v1: i64 = parameter 1
    movq  xmm0, rcx             ; v2: f64 = parameter 2
    xor   r14d, r14d            ; move v6
    xor   r13d, r13d            ; move v5
    movsd [rsp], xmm0           ; spill v7
    cmp   r13, rbp              ; branch v8, b2, b3
    jge   L3
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax]
L2:
    movq  r8, xmm0              ; v10 = call step v6, v5, v1, v7, v9
    mov   rcx, r12
    mov   rdx, r13
    mov   rsi, r14
    mov   rdi, rbx
    call  step
    cmp   dword ptr [rbx], 0
    jne   exit1
    movsd xmm0, [rbx + 56]      ; v13: f64 = call.word v10 1
    mov   rcx, r13              ; v12 = int.add v11, v5, v15
    add   rcx, rax
    jo    exit2
    add   r13, 1                ; v14 = int.add.wrap v5, v4
    mov   r14, rcx              ; move v6
    movsd [rsp], xmm0           ; spill v7
    cmp   r13, rbp              ; branch v8, b2, b3
    jl    L2
L3:
    lea   rax, [r14 + r12]      ; v16 = int.add.wrap v6, v1
    movsd xmm0, [rsp]           ; reload v7
    movsd [rbx + 56], xmm0      ; return v16, v7
    add   rsp, 16
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   rax, [rbx + 24]       ; exit call, state 5
    mov   qword ptr [rax], 1
    mov   [rax + 8], r13
    mov   [rax + 16], r14
    mov   [rax + 32], r12
    mov   rcx, [rsp]
    mov   [rax + 24], rcx
    add   qword ptr [rax + 8], 1
    add   rax, 40               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    add   rsp, 16
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit2:
    mov   [rbx + 48], r13       ; exit overflow, state 8
    mov   [rbx + 56], r14
    mov   [rbx + 64], rax
    mov   [rbx + 72], r13
    add   qword ptr [rbx + 48], 1
    mov   dword ptr [rbx], 2
    add   rsp, 16
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax]
step:
    movq  xmm0, r8              ; v3: f64 = parameter 3
    mov   rax, rsi              ; v5 = int.mul v0, v2, v4
    imul  rax, rcx
    jo    exit3
    add   rax, rdx              ; v6 = int.add v5, v1, v4
    jo    exit3
    mulsd xmm0, [rip + c0]      ; v8 = float.mul v3, v7
    movsd [rdi + 56], xmm0      ; return v6, v8
    ret
exit3:
    mov   [rdi + 48], rsi       ; exit overflow, state 1
    mov   [rdi + 56], rdx
    mov   [rdi + 64], rcx
    movsd [rdi + 72], xmm0
    mov   dword ptr [rdi], 3
    ret
c0:
    dq    3fe0000000000000h     ; 0.5
