; constants, SystemV
    imul  rsi, 1000000007       ; v2 = int.mul v0, v1
    jo    exit1
    mov   rcx, 81985529216486895 ; v4 = int.xor v2, v3
    xor   rsi, rcx
    mov   eax, esi              ; v6 = int.and v4, v5
    ret                         ; return v6
exit1:
    mov   dword ptr [rdi], 1    ; exit overflow
    ret
