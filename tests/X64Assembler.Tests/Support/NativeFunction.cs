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

    [FieldOffset(CallContextLayout.ResultShape)]
    public int ResultShape;

    [FieldOffset(CallContextLayout.ForcedExit)]
    public int ForcedExit;

    [FieldOffset(CallContextLayout.CallerCount)]
    public int CallerCount;

    [FieldOffset(CallContextLayout.StackLimit)]
    public nint StackLimit;

    [FieldOffset(CallContextLayout.CallerNext)]
    public long* CallerNext;

    [FieldOffset(CallContextLayout.CallersStart)]
    public long* CallersStart;

    [FieldOffset(CallContextLayout.CallersEnd)]
    public long* CallersEnd;

    [FieldOffset(CallContextLayout.Frame)]
    public fixed long Frame[FrameWords];
}

/// <summary>Compiled code in executable memory.</summary>
internal sealed unsafe class NativeFunction : IDisposable
{
    private readonly CodeHeap _heap = new();
    private readonly CodeBlock _block;
    private readonly long* _slots;
    private readonly Function _function;

    /// <param name="code">The code.</param>
    /// <param name="function">What it is of.</param>
    /// <param name="slots">The number of slots for frames of callers.</param>
    public NativeFunction(MachineCode code, Function function, int slots = 64)
    {
        (Code, _function, Slots) = (code, function, slots);
        _block = _heap.Add(code.Bytes.AsSpan());
        _slots = (long*)NativeMemory.AllocZeroed((nuint)(Slots * code.CallerSlotSize));
    }

    public MachineCode Code { get; }

    public int Slots { get; }

    public nint Address => _block.Address;

    /// <summary>Compiles the first function of IR text, and what it calls, with every allocation checked.</summary>
    public static NativeFunction Compile(string ir, NativeCompilerOptions? options = null, int slots = 64) =>
        Compile(IrParser.Parse(ir), options, slots);

    public static NativeFunction Compile(Function function, NativeCompilerOptions? options = null, int slots = 64)
    {
        foreach (var reachable in MachineUnit.ReachableFrom(function))
            IrVerifier.Verify(reachable);
        var verified = (options ?? NativeCompilerOptions.Native) with { VerifyAllocation = true };
        return new NativeFunction(NativeCompiler.Compile(function, verified), function, slots);
    }

    /// <summary>A context with slots for callers, and all of the stack to use.</summary>
    public TestCallContext NewContext()
    {
        TestCallContext context = default;
        context.CallersStart = context.CallerNext = _slots;
        context.CallersEnd = (long*)((byte*)_slots + Slots * Code.CallerSlotSize);
        return context;
    }

    /// <summary>Calls with up to 16 arguments. Whoever takes fewer does not see the rest: the caller clears the stack.</summary>
    public IrOutcome Call(params ReadOnlySpan<long> arguments)
    {
        var context = NewContext();
        var result = Call(&context, arguments);
        return context.Status == 0
            ? IrOutcome.Returned(result, ResultOf(context).Types[0])
            : IrOutcome.Exited(Code.Exits[context.Status - 1].Reason, frame: null);
    }

    /// <summary>Calls; what comes back is as <see cref="WordEvaluator"/> has it.</summary>
    public WordOutcome CallForWords(ReadOnlySpan<long> arguments, int forcedExit = 0, nint stackLimit = 0)
    {
        const long untouched = 0x7777_7777_7777_7777;
        var context = NewContext();
        context.ForcedExit = forcedExit;
        context.StackLimit = stackLimit;
        for (var index = 0; index < TestCallContext.FrameWords; index++)
            context.Frame[index] = untouched;
        var result = Call(&context, arguments);
        Assert.That(context.Frame[Code.FrameWords], Is.EqualTo(untouched), "behind the frame words");
        return OutcomeOf(ref context, result);
    }

    /// <summary>Calls with a context of the caller's.</summary>
    public long Call(ref TestCallContext context, ReadOnlySpan<long> arguments)
    {
        fixed (TestCallContext* pointer = &context)
            return Call(pointer, arguments);
    }

    /// <summary>What a call left in its context.</summary>
    public WordOutcome OutcomeOf(ref TestCallContext context, long result)
    {
        fixed (long* frame = context.Frame)
        {
            var words = new ReadOnlySpan<long>(frame, TestCallContext.FrameWords);
            if (context.Status != 0)
            {
                var exit = Code.Exits[context.Status - 1];
                return WordOutcome.Exited(exit.Reason, exit.Shape?.Index ?? -1, FramesOf(exit, words), Callers(context));
            }
            long[] given = [result, .. words[1..16]];
            return WordOutcome.Returned([.. ResultOf(context).Types.Zip(given)]);
        }
    }

    private static string FramesOf(MachineExit exit, ReadOnlySpan<long> words)
    {
        var frames = new List<string>();
        foreach (var (shape, operands) in exit.Frames)
        {
            var (index, found) = (shape.Index, new List<(IrType, long)>());
            foreach (var operand in operands)
                found.Add((operand.Type, operand.BitsIn(words)));
            frames.Add(WordOutcome.Describe(index, found));
        }
        return string.Join(" in ", frames);
    }

    /// <summary>The frames of callers that are in the slots still, the last one first.</summary>
    private List<string> Callers(in TestCallContext context)
    {
        var callers = new List<string>();
        var slot = (byte*)context.CallerNext;
        for (var index = 0; index < context.CallerCount && index < Slots; index++)
        {
            if (slot == context.CallersStart)
                slot = (byte*)context.CallersEnd;
            slot -= Code.CallerSlotSize;
            var words = new ReadOnlySpan<long>(slot, Code.CallerFrameWords + 1);
            var exit = Code.Exits[(int)words[0] - 1];
            Assert.That(exit.Reason, Is.EqualTo(ExitReason.Call));
            callers.Add(FramesOf(exit, words[1..]));
        }
        return callers;
    }

    private ResultShape ResultOf(in TestCallContext context) =>
        _function.Results[_function.Results.Length > 1 ? context.ResultShape : 0];

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
        NativeMemory.Free(_slots);
        _block.Dispose();
        _heap.Dispose();
    }
}
