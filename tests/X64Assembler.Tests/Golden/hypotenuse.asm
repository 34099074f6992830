; hypotenuse, SystemV
    movq  xmm0, rsi             ; v0: f64 = parameter 0
    movq  xmm1, rdx             ; v1: f64 = parameter 1
    mulsd xmm0, xmm0            ; v2 = float.mul v0, v0
    mulsd xmm1, xmm1            ; v3 = float.mul v1, v1
    addsd xmm0, xmm1            ; v4 = float.add v2, v3
    ucomisd xmm0, [rip + c0]    ; check v6 else float_domain
    jb    exit1
    sqrtsd xmm0, xmm0           ; v7 = float.sqrt v4
    movq  rax, xmm0             ; return v7
    ret
exit1:
    mov   dword ptr [rdi], 1    ; exit float_domain
    ret
c0:
    dq    0000000000000000h     ; 0
