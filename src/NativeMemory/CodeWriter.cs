namespace Pyc.Native;

/// <summary>Writes machine code that has to know where it will run, as a RIP-relative constant or a rel32 call does.</summary>
/// <param name="code">Where to write. It is filled with <c>int3</c> and is gone when the writer returns.</param>
/// <param name="address">
/// Address at which <c>code[0]</c> will be executed. It is not the address of <paramref name="code"/>: the bytes may be written
/// through another mapping of the same memory.
/// </param>
public delegate void CodeWriter(Span<byte> code, nint address);
