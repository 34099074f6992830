; is_prime(n) CPython 3.13, SystemV: fixtures/src/loops.py
    cmp   rsi, 2                ; branch v2, b3, b4  loops.py:64
    jge   L2
    xor   eax, eax              ; return v7  loops.py:65
    ret
L2:
    test  sil, 1                ; branch v14, b7, b8  loops.py:66
    jne   L4
    cmp   rsi, 2                ; v21 = int.eq v0, v1  loops.py:67
    sete  al
    movzx eax, al
    ret                         ; return v21
L4:
    cmp   rsi, 9                ; branch v63, b11, b12  loops.py:69
    jl    L9
    mov   ecx, 3                ; move v31
    nop   [rax + rax]           ; align
    nop   [rax + rax]
    nop   [rax + rax]
L6:
    xor   edx, edx              ; v66 = uint.mod v64, v65  loops.py:70
    mov   rax, rsi
    div   rcx
    test  rdx, rdx              ; branch v38, b15, b16
    jne   L8
    xor   eax, eax              ; return v44  loops.py:71
    ret
L8:
    add   rcx, 2                ; v68 = int.add.wrap v31, v1  loops.py:72
    mov   rdx, rcx              ; v50 = int.mul v68, v68, v49  loops.py:69
    imul  rdx, rcx
    jo    exit1
    cmp   rdx, rsi              ; branch v51, b11, b12
    jle   L6
L9:
    mov   eax, 1                ; return v58  loops.py:73
    ret
exit1:
    mov   [rdi + 48], rsi       ; exit overflow, state 38
    mov   [rdi + 56], rcx
    mov   dword ptr [rdi], 1
    ret
