; last, Win64
    mov   rax, rdx              ; v5 = int.add v0, v4
    add   rax, [rsp + 48]
    jo    exit1
    ret                         ; return v5
exit1:
    mov   dword ptr [rcx], 1    ; exit overflow
    ret
