; fib, SystemV
; frame 24 bytes, 0 spill slots
fib:
    cmp   rsp, [rdi + 16]       ; check.stack v1 else stack_limit
    jb    exit1
    cmp   rsi, 2                ; branch v3, b1, b2
    jge   L2
    mov   rax, rsi              ; return v0
    ret
L2:
    push  rbx                   ; save
    push  rbp
    push  r12
    mov   rbp, rsi              ; move v0
    mov   rbx, rdi              ; move context
    lea   rsi, [rbp - 1]        ; v5 = int.sub.wrap v0, v4
    mov   rdi, rbx              ; v7 = call fib v5, v6
    call  fib
    cmp   dword ptr [rbx], 0
    jne   exit2
    mov   r12, rax              ; v8: i64 = call.word v7 0
    lea   rsi, [rbp - 2]        ; v9 = int.sub.wrap v0, v2
    mov   rdi, rbx              ; v11 = call fib v9, v10
    call  fib
    cmp   dword ptr [rbx], 0
    jne   exit3
    add   rax, r12              ; v14 = int.add v8, v12, v13
    jo    exit4
    pop   r12                   ; return v14
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   [rdi + 48], rsi       ; exit stack_limit, state 0
    mov   dword ptr [rdi], 1
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 5
    mov   qword ptr [rax], 2
    mov   [rax + 8], rbp
leave0:
    add   rax, 16               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit3:
    mov   rax, [rbx + 24]       ; exit call, state 9
    mov   qword ptr [rax], 3
    mov   [rax + 8], r12
    jmp   leave0
exit4:
    mov   [rbx + 48], r12       ; exit overflow, state 10
    mov   [rbx + 56], rax
    sub   [rbx + 56], r12
    mov   dword ptr [rbx], 4
    pop   r12
    pop   rbp
    pop   rbx
    ret
