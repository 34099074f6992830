; frames, SystemV
frames:
; frame 40 bytes, 0 spill slots
    push  rbx                   ; save
    push  rbp
    push  r12
    push  r13
    push  r14
    mov   rbx, rdi
    mov   rbp, rsi              ; v0: i64 = parameter 0
    mov   r12, rdx              ; v1: i64 = parameter 1
    mov   rdi, rbx              ; v3 = call nothing v2
    call  nothing
    cmp   dword ptr [rbx], 0
    jne   exit1
    mov   rdx, r12              ; v5 = call pair v0, v1, v4
    mov   rsi, rbp
    mov   rdi, rbx
    call  pair
    cmp   dword ptr [rbx], 0
    jne   exit2
    mov   r13, [rbx + 56]       ; v6: i64 = call.word v5 1
    mov   rdx, rbp              ; v10 = call pair v6, v0, v9
    mov   rsi, r13
    mov   rdi, rbx
    call  pair
    cmp   dword ptr [rbx], 0
    jne   exit3
    mov   r14, rax              ; v13 = int.mul v11, v6, v12
    imul  r14, r13
    jo    exit4
    mov   rdx, r14              ; v15 = call pair v13, v13, v14
    mov   rsi, r14
    mov   rdi, rbx
    call  pair
    cmp   dword ptr [rbx], 0
    jne   exit5
    mov   rax, r14              ; return v13
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   rax, [rbx + 24]       ; exit call, state 1
    mov   qword ptr [rax], 1
    mov   [rax + 8], rbp
    mov   [rax + 16], r12
leave0:
    add   rax, 32               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 2
    mov   qword ptr [rax], 2
    mov   [rax + 8], rbp
    jmp   leave0
exit3:
    mov   rax, [rbx + 24]       ; exit call, state 20, state 10, state 3
    mov   qword ptr [rax], 3
    mov   [rax + 8], rbp
    mov   [rax + 16], r12
    mov   [rax + 24], r13
    jmp   leave0
exit4:
    mov   [rbx + 48], r13       ; exit overflow, state 21, state 10, state 3
    mov   [rbx + 56], rax
    mov   [rbx + 64], r12
    mov   [rbx + 72], rbp
    mov   dword ptr [rbx], 4
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit5:
    mov   rax, [rbx + 24]       ; exit call, state 4
    mov   qword ptr [rax], 5
    mov   [rax + 8], r14
    jmp   leave0
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax]
nothing:
    ret                         ; return
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax]
pair:
    mov   rax, rsi              ; v3 = int.mul v0, v1, v2
    imul  rax, rdx
    jo    exit6
    mov   rcx, rax              ; v4 = int.add v3, v0, v2
    add   rcx, rsi
    jo    exit6
    mov   [rdi + 56], rcx       ; return v3, v4
    ret
exit6:
    mov   [rdi + 48], rsi       ; exit overflow, state 5
    mov   [rdi + 56], rdx
    mov   dword ptr [rdi], 6
    ret
