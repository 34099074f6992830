using System.Buffers.Binary;

namespace Pyc.Native.Tests;

/// <summary>Small functions in machine code that run under every calling convention, because they take no arguments.</summary>
internal static unsafe class MachineCode
{
    /// <summary>mov eax, value; ret: 6 bytes.</summary>
    internal static byte[] Return(int value)
    {
        byte[] code = [0xB8, 0, 0, 0, 0, 0xC3];
        BinaryPrimitives.WriteInt32LittleEndian(code.AsSpan(1), value);
        return code;
    }

    internal static int Run(CodeBlock block)
    {
        var result = ((delegate* unmanaged<int>)block.Address)();
        GC.KeepAlive(block);
        return result;
    }

    /// <summary>The bytes at an address that is mapped for reading.</summary>
    internal static byte[] Read(nint address, int length) => new ReadOnlySpan<byte>((void*)address, length).ToArray();
}
