; mixed, SystemV
    movq  xmm0, rdx             ; v1: f64 = parameter 1
    ucomisd xmm0, [rip + c0]    ; branch v3, b1, b2
    jb    L2
    roundsd xmm0, xmm0, 9       ; v5 = float.floor v1
    xorps xmm0, [rip + c1]      ; v6 = float.neg v5
    mov   dword ptr [rdi + 4], 0 ; return v6
    movq  rax, xmm0
    ret
L2:
    xorps xmm1, xmm1            ; v8 = float.from_int v0
    cvtsi2sd xmm1, rsi
    ucomisd xmm0, xmm1          ; branch v9, b3, b4
    jp    L4
    jne   L4
    mov   dword ptr [rdi + 4], 1 ; return v0
    mov   rax, rsi
    ret
L4:
    cmp   rsi, 10               ; branch v13, b5, b6
    jle   exit1
    mov   dword ptr [rdi + 4], 2 ; return v15
    xor   eax, eax
    ret
exit1:
    mov   [rdi + 48], rsi       ; exit raise, state 1
    movsd [rdi + 56], xmm0
    mov   dword ptr [rdi], 1
    ret
c1:
    dq    8000000000000000h     ; -0
    dq    8000000000000000h     ; -0
c0:
    dq    3fe0000000000000h     ; 0.5
