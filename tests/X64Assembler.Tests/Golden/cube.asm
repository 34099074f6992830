; cube, SystemV
    mov   rax, rsi              ; v1 = int.mul v0, v0
    imul  rax, rsi
    jo    overflow
    imul  rax, rsi              ; v2 = int.mul v0, v1
    jo    overflow
    ret                         ; return v2
overflow:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
