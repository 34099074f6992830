; foo, SystemV
    mov   rax, rsi              ; v2 = int.mul v0, v0
    imul  rax, rsi
    jo    exit1
    imul  rdx, rdx              ; v3 = int.mul v1, v1
    jo    exit1
    sub   rax, rdx              ; v4 = int.sub v2, v3
    jo    exit1
    ret                         ; return v4
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
