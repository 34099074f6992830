; splitmix(state) CPython 3.13, SystemV: fixtures/src/overflow.py
    mov   rax, -7046029254386353131 ; v63 = int.add.wrap v0, v62  overflow.py:149
    add   rax, rsi
    mov   rcx, rax              ; v12 = uint.shr v9, v11  overflow.py:150
    shr   rcx, 30
    xor   rax, rcx              ; v17 = int.xor v63, v13
    mov   rcx, -4658895280553007687 ; v66 = int.mul.wrap v17, v65
    imul  rax, rcx
    mov   rcx, rax              ; v29 = uint.shr v26, v28  overflow.py:151
    shr   rcx, 27
    xor   rax, rcx              ; v34 = int.xor v66, v30
    mov   rcx, -7723592293110705685 ; v69 = int.mul.wrap v34, v68
    imul  rax, rcx
    mov   rcx, rax              ; v46 = uint.shr v43, v45  overflow.py:152
    shr   rcx, 31
    xor   rax, rcx              ; v51 = int.xor v69, v47
    shr   rax, 1                ; v55 = uint.shr v52, v54
    ret                         ; return v56
