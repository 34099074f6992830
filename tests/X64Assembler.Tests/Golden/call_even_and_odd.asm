; even, SystemV
even:
; frame 40 bytes, 2 spill slots
    movq  xmm0, rdx             ; v1: f64 = parameter 1
    test  rsi, rsi              ; branch v3, b1, b2
    ja    L2
    mov   dword ptr [rdi + 4], 0 ; return v4
    mov   eax, 1
    ret
L2:
    push  rbx                   ; save
    push  rbp
    sub   rsp, 24               ; frame
    movsd [rsp], xmm0           ; spill v1
    mov   rbp, rsi              ; move v0
    mov   rbx, rdi              ; move context
    mov   rdx, rbp              ; v7 = uint.sub v0, v5, v6
    sub   rdx, 1
    jb    exit1
    movaps xmm1, xmm0           ; v8 = float.mul v1, v1
    mulsd xmm1, xmm0
    movsd [rsp + 8], xmm1       ; spill v8
    movq  rsi, xmm1             ; v10 = call odd v8, v7, v9
    mov   rdi, rbx
    call  odd
    cmp   dword ptr [rbx], 0
    jne   exit2
    movq  xmm0, rax             ; v13: f64 = call.word v10 0
    mov   rcx, [rbx + 56]       ; v12: i64 = call.word v10 1
    movsd xmm1, [rbx + 64]      ; v14: f64 = call.word v10 2
    mov   edx, [rbx + 4]        ; v11 = call.shape v10
    cmp   rdx, 1                ; branch v17, b3, b4
    jne   L4
    mov   dword ptr [rbx + 4], 1 ; return v13, v12, v14, v1
    mov   [rbx + 56], rcx
    movsd [rbx + 64], xmm1
    movsd xmm1, [rsp]           ; reload v1
    movsd [rbx + 72], xmm1      ; return v13, v12, v14, v1
    movq  rax, xmm0
    add   rsp, 24
    pop   rbp
    pop   rbx
    ret
L4:
    xor   rax, 1                ; v18 = bool.not v15
    mov   dword ptr [rbx + 4], 0 ; return v18
    add   rsp, 24
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   [rbx + 48], rbp       ; exit overflow, state 4
    mov   dword ptr [rbx], 1
    add   rsp, 24
    pop   rbp
    pop   rbx
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 8
    mov   qword ptr [rax], 2
    mov   [rax + 8], rbp
    mov   rcx, [rsp]
    mov   [rax + 16], rcx
    mov   rcx, [rsp + 8]
    mov   [rax + 24], rcx
    add   rax, 32               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    add   rsp, 24
    pop   rbp
    pop   rbx
    ret
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax]
odd:
; frame 24 bytes, 2 spill slots
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    test  rdx, rdx              ; branch v3, b1, b2
    ja    L7
    mov   dword ptr [rdi + 4], 0 ; return v4
    xor   eax, eax
    ret
L7:
    mov   rsi, rdx              ; v7 = uint.sub v1, v5, v6
    sub   rsi, 1
    jb    exit3
    ucomisd xmm0, [rip + c0]    ; branch v9, b3, b4
    jbe   L9
    xorps xmm1, xmm1            ; v11 = float.sqrt v0
    sqrtsd xmm1, xmm0
    mov   dword ptr [rdi + 4], 1 ; return v0, v10, v11, v0
    mov   ecx, 42
    mov   [rdi + 56], rcx
    movsd [rdi + 64], xmm1
    movsd [rdi + 72], xmm0
    movq  rax, xmm0
    ret
L9:
    push  rbx                   ; save
    sub   rsp, 16               ; frame
    movsd [rsp], xmm0           ; spill v0
    mov   rbx, rdi              ; move context
    movsd xmm1, [rsp]           ; v13 = float.add v0, v12
    addsd xmm1, [rip + c1]
    movsd [rsp + 8], xmm1       ; spill v13
    movq  rdx, xmm1             ; v15 = call even v7, v13, v14
    mov   rdi, rbx
    call  even
    cmp   dword ptr [rbx], 0
    jne   exit4
    movsd xmm0, [rbx + 72]      ; v18: f64 = call.word v15 3
    mov   ecx, [rbx + 4]        ; v16 = call.shape v15
    test  rcx, rcx              ; branch v20, b5, b6
    jne   L11
    xor   rax, 1                ; v21 = bool.not v17
    mov   dword ptr [rbx + 4], 0 ; return v21
    add   rsp, 16
    pop   rbx
    ret
L11:
    mov   dword ptr [rbx + 4], 1 ; return v18, v22, v0, v13
    mov   ecx, 43
    mov   [rbx + 56], rcx
    movsd xmm1, [rsp]           ; reload v0
    movsd [rbx + 64], xmm1      ; return v18, v22, v0, v13
    movsd xmm1, [rsp + 8]       ; reload v13
    movsd [rbx + 72], xmm1      ; return v18, v22, v0, v13
    movq  rax, xmm0
    add   rsp, 16
    pop   rbx
    ret
exit3:
    mov   [rdi + 48], rsi       ; exit overflow, state 4
    add   qword ptr [rdi + 48], 1
    mov   dword ptr [rdi], 3
    ret
exit4:
    mov   rax, [rbx + 24]       ; exit call, state 12
    mov   qword ptr [rax], 4
    mov   rcx, [rsp]
    mov   [rax + 8], rcx
    mov   rcx, [rsp + 8]
    mov   [rax + 16], rcx
    add   rax, 32               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    add   rsp, 16
    pop   rbx
    ret
c0:
    dq    408f400000000000h     ; 1000
c1:
    dq    3ff8000000000000h     ; 1.5
