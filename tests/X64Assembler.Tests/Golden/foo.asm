; foo, SystemV
    mov   rax, rsi              ; v2 = int.mul v0, v0
    imul  rax, rsi
    jo    overflow
    imul  rdx, rdx              ; v3 = int.mul v1, v1
    jo    overflow
    sub   rax, rdx              ; v4 = int.sub v2, v3
    jo    overflow
    ret                         ; return v4
overflow:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
