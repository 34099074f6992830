; cube, SystemV
    mov   rax, rsi              ; v1 = int.mul v0, v0
    imul  rax, rsi
    jo    exit1
    imul  rax, rsi              ; v2 = int.mul v0, v1
    jo    exit1
    ret                         ; return v2
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
