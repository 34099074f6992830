; foo, Win64
    mov   rax, rdx              ; v2 = int.mul v0, v0
    imul  rax, rdx
    jo    exit1
    imul  r8, r8                ; v3 = int.mul v1, v1
    jo    exit1
    sub   rax, r8               ; v4 = int.sub v2, v3
    jo    exit1
    ret                         ; return v4
exit1:
    mov   dword ptr [rcx], 1    ; exit overflow
    ret
