; shift_left, SystemV
    test  rdx, rdx              ; check.nonneg v1 else negative_shift
    js    exit1
    cmp   rdx, 63               ; v2 = int.shl v0, v1
    ja    L3
    shlx  rax, rsi, rdx
    sarx  rdx, rax, rdx
    cmp   rdx, rsi
    jne   exit2
    ret                         ; return v2
L3:
    test  rsi, rsi              ; v2 = int.shl v0, v1
    jne   exit2
    xor   eax, eax              ; move v2
    ret                         ; v2 = int.shl v0, v1
exit1:
    mov   dword ptr [rdi], 1    ; exit negative_shift
    ret
exit2:
    mov   dword ptr [rdi], 2    ; exit overflow
    ret
