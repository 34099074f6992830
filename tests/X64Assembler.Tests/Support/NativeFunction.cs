using System.Runtime.InteropServices;
using Pyc.Native;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>The context of a call, as <see cref="CallContextLayout"/> says, with room for the frame words of the tests.</summary>
[StructLayout(LayoutKind.Explicit, Size = CallContextLayout.Size + 8 * FrameWords)]
internal unsafe struct TestCallContext
{
    public const int FrameWords = 200;

    [FieldOffset(CallContextLayout.Status)]
    public int Status;

    [FieldOffset(CallContextLayout.ResultType)]
    public int ResultType;

    [FieldOffset(CallContextLayout.ForcedExit)]
    public int ForcedExit;

    [FieldOffset(CallContextLayout.Frame)]
    public fixed long Frame[FrameWords];
}

/// <summary>Compiled code in executable memory.</summary>
internal sealed unsafe class NativeFunction : IDisposable
{
    private readonly CodeHeap _heap = new();
    private readonly CodeBlock _block;

    public IrType ResultType { get; }

    public NativeFunction(MachineCode code, IrType resultType = IrType.Int64)
    {
        Code = code;
        ResultType = resultType;
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
        return new NativeFunction(NativeCompiler.Compile(function, verified), function.ResultType);
    }

    /// <summary>Calls with up to 16 arguments. Whoever takes fewer does not see the rest: the caller clears the stack.</summary>
    public IrOutcome Call(params ReadOnlySpan<long> arguments)
    {
        TestCallContext context = default;
        var result = Call(&context, arguments);
        return context.Status == 0 ? IrOutcome.Returned(result, ResultType) : IrOutcome.Exited(Code.Exits[context.Status - 1].Reason, frame: null);
    }

    /// <summary>Calls; what comes back is as <see cref="WordEvaluator"/> has it.</summary>
    public WordOutcome CallForWords(ReadOnlySpan<long> arguments, int forcedExit = 0)
    {
        const long untouched = 0x7777_7777_7777_7777;
        TestCallContext context = default;
        context.ForcedExit = forcedExit;
        for (var index = 0; index < TestCallContext.FrameWords; index++)
            context.Frame[index] = untouched;
        var result = Call(&context, arguments);
        Assert.That(context.Frame[Code.FrameWords], Is.EqualTo(untouched), "behind the frame words");
        return OutcomeOf(ref context, result);
    }

    /// <summary>What a call left in its context.</summary>
    public WordOutcome OutcomeOf(ref TestCallContext context, long result)
    {
        if (context.Status == 0)
            return WordOutcome.Returned(ResultTypeOf(context), result);
        var (reason, shape, operands) = Code.Exits[context.Status - 1];
        long[] words;
        fixed (long* frame = context.Frame)
            words = new ReadOnlySpan<long>(frame, TestCallContext.FrameWords).ToArray();
        return WordOutcome.Exited(reason, shape?.Index ?? -1, operands.Select(operand => (operand.Type, operand.BitsIn(words))));
    }

    private IrType ResultTypeOf(in TestCallContext context) =>
        ResultType == IrType.Mixed ? (IrType)context.ResultType : ResultType;

    private long Call(TestCallContext* context, ReadOnlySpan<long> arguments)
    {
        Span<long> a = stackalloc long[16];
        arguments.CopyTo(a);
        var function = (delegate* unmanaged<TestCallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long, long>)_block.Address;
        return function(
            context, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
    }

    public void Dispose()
    {
        _block.Dispose();
        _heap.Dispose();
    }
}
