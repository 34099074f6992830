; lcg64(seed, count) CPython 3.13, SystemV: fixtures/src/overflow.py
    test  rdx, rdx              ; branch v80, b4, b5  overflow.py:135
    jle   L5
    mov   rax, 6364136223846793005 ; v81 = int.mul.wrap v0, v20  overflow.py:136
    imul  rax, rsi
    mov   rcx, 1442695040888963407 ; v72 = int.add.wrap v81, v23
    add   rax, rcx
    mov   ecx, 1                ; move v31
    cmp   rcx, rdx              ; branch v35, b7, b10  overflow.py:135
    jge   L4
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax]
L3:
    add   rcx, 1                ; v37 = int.add.wrap v31, v3
    mov   rsi, 6364136223846793005 ; v82 = int.mul.wrap v74, v20  overflow.py:136
    imul  rax, rsi
    mov   rsi, 1442695040888963407 ; v78 = int.add.wrap v82, v23
    add   rax, rsi
    cmp   rcx, rdx              ; branch v35, b7, b10  overflow.py:135
    jl    L3
L4:
    shr   rax, 33               ; v65 = uint.shr v30, v64  overflow.py:137
    ret                         ; return v66
L5:
    mov   rax, rsi              ; v61 = int.shr v0, v60
    sar   rax, 33
    ret                         ; return v61
