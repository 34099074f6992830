; spills, SystemV
; frame 72 bytes, 3 spill slots
    push  rbx                   ; save
    push  rbp
    push  r12
    push  r13
    push  r14
    push  r15
    sub   rsp, 24               ; frame
    mov   [rsp + 8], rdi        ; spill context
    mov   [rsp], rsi            ; spill v0
    mov   rax, rdx              ; v2 = int.mul v0, v1
    imul  rax, rsi
    mov   [rsp + 16], rax       ; spill v2
    jo    exit1                 ; v2 = int.mul v0, v1
    mov   rcx, rsi              ; v3 = int.mul v0, v2
    imul  rcx, rax
    jo    exit1
    mov   rdx, rsi              ; v4 = int.mul v0, v3
    imul  rdx, rcx
    jo    exit1
    mov   r8, rsi               ; v5 = int.mul v0, v4
    imul  r8, rdx
    jo    exit1
    mov   r9, rsi               ; v6 = int.mul v0, v5
    imul  r9, r8
    jo    exit1
    mov   r10, rsi              ; v7 = int.mul v0, v6
    imul  r10, r9
    jo    exit1
    mov   r11, rsi              ; v8 = int.mul v0, v7
    imul  r11, r10
    jo    exit1
    mov   rbx, rsi              ; v9 = int.mul v0, v8
    imul  rbx, r11
    jo    exit1
    mov   rbp, rsi              ; v10 = int.mul v0, v9
    imul  rbp, rbx
    jo    exit1
    mov   r12, rsi              ; v11 = int.mul v0, v10
    imul  r12, rbp
    jo    exit1
    mov   r13, rsi              ; v12 = int.mul v0, v11
    imul  r13, r12
    jo    exit1
    mov   r14, rsi              ; v13 = int.mul v0, v12
    imul  r14, r13
    jo    exit1
    mov   r15, rsi              ; v14 = int.mul v0, v13
    imul  r15, r14
    jo    exit1
    imul  rsi, r15              ; v15 = int.mul v0, v14
    jo    exit1
    mov   rdi, [rsp]            ; v16 = int.mul v0, v15
    imul  rdi, rsi
    jo    exit1_1
    mov   rax, [rsp]            ; v17 = int.mul v0, v16
    imul  rax, rdi
    mov   [rsp], rax            ; spill v17
    jo    exit1_1               ; v17 = int.mul v0, v16
    mov   rax, [rsp + 16]       ; v18 = int.add v2, v3
    add   rax, rcx
    jo    exit1_1
    add   rax, rdx              ; v19 = int.add v18, v4
    jo    exit1_1
    add   rax, r8               ; v20 = int.add v19, v5
    jo    exit1_1
    add   rax, r9               ; v21 = int.add v20, v6
    jo    exit1_1
    add   rax, r10              ; v22 = int.add v21, v7
    jo    exit1_1
    add   rax, r11              ; v23 = int.add v22, v8
    jo    exit1_1
    add   rax, rbx              ; v24 = int.add v23, v9
    jo    exit1_1
    add   rax, rbp              ; v25 = int.add v24, v10
    jo    exit1_1
    add   rax, r12              ; v26 = int.add v25, v11
    jo    exit1_1
    add   rax, r13              ; v27 = int.add v26, v12
    jo    exit1_1
    add   rax, r14              ; v28 = int.add v27, v13
    jo    exit1_1
    add   rax, r15              ; v29 = int.add v28, v14
    jo    exit1_1
    add   rax, rsi              ; v30 = int.add v29, v15
    jo    exit1_1
    add   rax, rdi              ; v31 = int.add v30, v16
    jo    exit1_1
    add   rax, [rsp]            ; v32 = int.add v31, v17
    jo    exit1_1
    add   rsp, 24               ; return v32
    pop   r15
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    add   rsp, 24
    pop   r15
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
exit1_1:
    mov   rax, [rsp + 8]        ; exit overflow
    mov   dword ptr [rax], 1
    add   rsp, 24
    pop   r15
    pop   r14
    pop   r13
    pop   r12
    pop   rbp
    pop   rbx
    ret
