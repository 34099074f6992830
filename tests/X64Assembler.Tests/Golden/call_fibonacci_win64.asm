; fib, Win64
; frame 56 bytes, 0 spill slots
fib:
    cmp   rsp, [rcx + 16]       ; check.stack v1 else stack_limit
    jb    exit1
    cmp   rdx, 2                ; branch v3, b1, b2
    jge   L2
    mov   rax, rdx              ; return v0
    ret
L2:
    push  rbx                   ; save
    push  rsi
    push  rdi
    sub   rsp, 32               ; frame
    mov   rsi, rdx              ; move v0
    mov   rbx, rcx              ; move context
    lea   rdx, [rsi - 1]        ; v5 = int.sub.wrap v0, v4
    mov   rcx, rbx              ; v7 = call fib v5, v6
    call  fib
    cmp   dword ptr [rbx], 0
    jne   exit2
    mov   rdi, rax              ; v8: i64 = call.word v7 0
    lea   rdx, [rsi - 2]        ; v9 = int.sub.wrap v0, v2
    mov   rcx, rbx              ; v11 = call fib v9, v10
    call  fib
    cmp   dword ptr [rbx], 0
    jne   exit3
    add   rax, rdi              ; v14 = int.add v8, v12, v13
    jo    exit4
    add   rsp, 32               ; return v14
    pop   rdi
    pop   rsi
    pop   rbx
    ret
exit1:
    mov   [rcx + 48], rdx       ; exit stack_limit, state 0
    mov   dword ptr [rcx], 1
    ret
exit2:
    mov   rax, [rbx + 24]       ; exit call, state 5
    mov   qword ptr [rax], 2
    mov   [rax + 8], rsi
leave0:
    add   rax, 16               ; next slot
    cmp   rax, [rbx + 40]
    cmovae rax, [rbx + 32]
    mov   [rbx + 24], rax
    inc   dword ptr [rbx + 12]
    add   rsp, 32
    pop   rdi
    pop   rsi
    pop   rbx
    ret
exit3:
    mov   rax, [rbx + 24]       ; exit call, state 9
    mov   qword ptr [rax], 3
    mov   [rax + 8], rdi
    jmp   leave0
exit4:
    mov   [rbx + 48], rdi       ; exit overflow, state 10
    mov   [rbx + 56], rax
    sub   [rbx + 56], rdi
    mov   dword ptr [rbx], 4
    add   rsp, 32
    pop   rdi
    pop   rsi
    pop   rbx
    ret
