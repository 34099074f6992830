; xorshift64(state, count) CPython 3.13, SystemV: fixtures/src/overflow.py
    test  rdx, rdx              ; branch v132, b4, b5  overflow.py:141
    jle   L5
    mov   rax, rsi              ; v121 = int.shl.wrap v0, v20  overflow.py:142
    shl   rax, 13
    test  rsi, rsi              ; v28 = uint.from_int v0, v27
    js    exit1
    xor   rax, rsi              ; v31 = int.xor v29, v121
    mov   rcx, rax              ; v35 = uint.shr v32, v34  overflow.py:143
    shr   rcx, 7
    xor   rax, rcx              ; v41 = int.xor v31, v36
    mov   rcx, rax              ; v123 = int.shl.wrap v41, v122  overflow.py:144
    shl   rcx, 17
    xor   rax, rcx              ; v54 = int.xor v41, v123
    mov   ecx, 1                ; move v57
    cmp   rcx, rdx              ; branch v61, b7, b10  overflow.py:141
    jge   L4
L3:
    add   rcx, 1                ; v63 = int.add.wrap v57, v3
    mov   rsi, rax              ; v127 = int.shl.wrap v125, v20  overflow.py:142
    shl   rsi, 13
    xor   rax, rsi              ; v83 = int.xor v125, v127
    mov   rsi, rax              ; v87 = uint.shr v84, v34  overflow.py:143
    shr   rsi, 7
    xor   rax, rsi              ; v93 = int.xor v83, v88
    mov   rsi, rax              ; v130 = int.shl.wrap v93, v122  overflow.py:144
    shl   rsi, 17
    xor   rax, rsi              ; v106 = int.xor v93, v130
    cmp   rcx, rdx              ; branch v61, b7, b10  overflow.py:141
    jl    L3
L4:
    mov   rcx, 9223372036854775807 ; v114 = int.and v113, v112  overflow.py:145
    and   rax, rcx
    ret                         ; return v114
L5:
    mov   rax, 9223372036854775807 ; v110 = int.and v0, v109
    and   rax, rsi
    ret                         ; return v110
exit1:
    mov   [rdi + 16], rdx       ; exit overflow, state 12
    mov   [rdi + 24], rsi
    mov   [rdi + 32], rax
    mov   dword ptr [rdi], 1
    ret
