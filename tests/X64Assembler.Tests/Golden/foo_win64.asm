; foo, Win64
    mov   rax, rdx              ; v2 = int.mul v0, v0
    imul  rax, rdx
    jo    overflow
    imul  r8, r8                ; v3 = int.mul v1, v1
    jo    overflow
    sub   rax, r8               ; v4 = int.sub v2, v3
    jo    overflow
    ret                         ; return v4
overflow:
    mov   dword ptr [rcx], 1    ; exit overflow
    ret
