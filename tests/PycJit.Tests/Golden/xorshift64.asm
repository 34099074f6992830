; xorshift64(state, count) CPython 3.13, SystemV: fixtures/src/overflow.py
    test  rdx, rdx              ; branch v129, b4, b5  overflow.py:141
    jle   L5
    mov   rax, rsi              ; v118 = int.shl.wrap v0, v20  overflow.py:142
    shl   rax, 13
    test  rsi, rsi              ; check.nonneg v0, v27 else overflow
    js    exit1
    xor   rax, rsi              ; v30 = int.xor v0, v118
    mov   rcx, rax              ; v34 = uint.shr v31, v33  overflow.py:143
    shr   rcx, 7
    xor   rax, rcx              ; v39 = int.xor v30, v35
    mov   rcx, rax              ; v120 = int.shl.wrap v39, v119  overflow.py:144
    shl   rcx, 17
    xor   rax, rcx              ; v52 = int.xor v39, v120
    mov   ecx, 1                ; move v55
    cmp   rcx, rdx              ; branch v59, b7, b10  overflow.py:141
    jge   L4
    nop   [rax + rax]           ; align
    nop   [rax + rax]
L3:
    add   rcx, 1                ; v61 = int.add.wrap v55, v3
    mov   rsi, rax              ; v124 = int.shl.wrap v122, v20  overflow.py:142
    shl   rsi, 13
    xor   rax, rsi              ; v81 = int.xor v122, v124
    mov   rsi, rax              ; v85 = uint.shr v82, v33  overflow.py:143
    shr   rsi, 7
    xor   rax, rsi              ; v90 = int.xor v81, v86
    mov   rsi, rax              ; v127 = int.shl.wrap v90, v119  overflow.py:144
    shl   rsi, 17
    xor   rax, rsi              ; v103 = int.xor v90, v127
    cmp   rcx, rdx              ; branch v59, b7, b10  overflow.py:141
    jl    L3
L4:
    mov   rcx, 9223372036854775807 ; v111 = int.and v110, v109  overflow.py:145
    and   rax, rcx
    ret                         ; return v111
L5:
    mov   rax, 9223372036854775807 ; v107 = int.and v0, v106
    and   rax, rsi
    ret                         ; return v107
exit1:
    mov   [rdi + 48], rdx       ; exit overflow, state 12
    mov   [rdi + 56], rsi
    mov   [rdi + 64], rax
    mov   dword ptr [rdi], 1
    ret
