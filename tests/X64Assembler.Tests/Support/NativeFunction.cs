using System.Runtime.InteropServices;
using Pyc.Native;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>The context of a call, as <see cref="CallContextLayout"/> says.</summary>
[StructLayout(LayoutKind.Explicit, Size = CallContextLayout.Size)]
internal struct TestCallContext
{
    [FieldOffset(CallContextLayout.Status)]
    public int Status;
}

/// <summary>Compiled code in executable memory.</summary>
internal sealed unsafe class NativeFunction : IDisposable
{
    private readonly CodeHeap _heap = new();
    private readonly CodeBlock _block;

    public NativeFunction(MachineCode code)
    {
        Code = code;
        _block = _heap.Add(code.Bytes.AsSpan());
    }

    public MachineCode Code { get; }

    public nint Address => _block.Address;

    /// <summary>Compiles IR text with every allocation checked.</summary>
    public static NativeFunction Compile(string ir, NativeCompilerOptions? options = null) =>
        Compile(IrParser.Parse(ir), options);

    public static NativeFunction Compile(Function function, NativeCompilerOptions? options = null)
    {
        IrVerifier.Verify(function);
        var verified = (options ?? NativeCompilerOptions.Native) with { VerifyAllocation = true };
        return new NativeFunction(NativeCompiler.Compile(function, verified));
    }

    /// <summary>Calls with up to 16 arguments. Whoever takes fewer does not see the rest: the caller clears the stack.</summary>
    public IrOutcome Call(params ReadOnlySpan<long> arguments)
    {
        Span<long> a = stackalloc long[16];
        arguments.CopyTo(a);
        TestCallContext context = default;
        var function = (delegate* unmanaged<TestCallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long, long>)_block.Address;
        var result = function(
            &context, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
        return context.Status == 0 ? IrOutcome.Returned(result) : IrOutcome.Exited(Code.Exits[context.Status - 1].Reason);
    }

    public void Dispose()
    {
        _block.Dispose();
        _heap.Dispose();
    }
}
