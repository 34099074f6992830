; masked, SystemV
    xor   ecx, ecx              ; move v6
    mov   rax, rdx              ; move v5
    cmp   rcx, rsi              ; branch v7, b2, b3
    jge   L3
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
    nop   [rax + rax]
L2:
    mov   rdx, 6364136223846793005 ; v10 = int.mul.wrap v5, v9
    imul  rax, rdx
    mov   rdx, 1442695040888963407 ; v12 = int.add.wrap v10, v11
    add   rax, rdx
    mov   rdx, rax              ; v15 = uint.shr v13, v14
    shr   rdx, 33
    xor   rax, rdx              ; v17 = int.xor v12, v16
    mov   rdx, 281474976710655  ; v19 = int.and v17, v18
    and   rax, rdx
    add   rcx, 1                ; v20 = int.add.wrap v6, v3
    cmp   rcx, rsi              ; branch v7, b2, b3
    jl    L2
L3:
    ret                         ; return v22
