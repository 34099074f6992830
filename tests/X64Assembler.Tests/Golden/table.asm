; table, SystemV
    lea   rcx, [rip + t0]       ; v2: i64 = table v0, 1, 0, 2
    mov   rcx, [rcx + rsi*8]
    lea   rsi, [rip + t1]       ; v3: f64 = table v2, 0.5, -1.5, 1E+300
    movsd xmm0, [rsi + rcx*8]
    lea   rcx, [rip + t2]       ; v4: f64 = table v1, 1, 2
    movsd xmm1, [rcx + rdx*8]
    addsd xmm0, [rip + c0]      ; v6 = float.add v3, v5
    mulsd xmm0, xmm1            ; v7 = float.mul v6, v4
    movq  rax, xmm0             ; return v7
    ret
c0:
    dq    3fd0000000000000h     ; 0.25
t0:
    dq    0000000000000001h     ; 5E-324
    dq    0000000000000000h     ; 0
    dq    0000000000000002h     ; 1E-323
t1:
    dq    3fe0000000000000h     ; 0.5
    dq    bff8000000000000h     ; -1.5
    dq    7e37e43c8800759ch     ; 1E+300
t2:
    dq    3ff0000000000000h     ; 1
    dq    4000000000000000h     ; 2
