; splitmix(state) CPython 3.13, SystemV: fixtures/src/overflow.py
    mov   rax, -7046029254386353131 ; v66 = int.add.wrap v0, v65  overflow.py:149
    add   rax, rsi
    mov   rcx, rax              ; v12 = uint.shr v9, v11  overflow.py:150
    shr   rcx, 30
    xor   rax, rcx              ; v18 = int.xor v66, v13
    mov   rcx, -4658895280553007687 ; v70 = int.mul.wrap v18, v69
    imul  rax, rcx
    mov   rcx, rax              ; v30 = uint.shr v27, v29  overflow.py:151
    shr   rcx, 27
    xor   rax, rcx              ; v36 = int.xor v70, v31
    mov   rcx, -7723592293110705685 ; v74 = int.mul.wrap v36, v73
    imul  rax, rcx
    mov   rcx, rax              ; v48 = uint.shr v45, v47  overflow.py:152
    shr   rcx, 31
    xor   rax, rcx              ; v54 = int.xor v74, v49
    shr   rax, 1                ; v58 = uint.shr v55, v57
    ret                         ; return v59
