using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Binding;
using Pyc.Binding.Values;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Native;
using Pyc.Translation;
using Pyc.Translation.Analyses;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>One function for one combination of parameter types: its IR from the start, its machine code from the first call on.</summary>
/// <remarks>Delegates hold the version, the version holds its code: code outlives the module for as long as anyone can call it.</remarks>
internal sealed unsafe partial class FunctionVersion
{
    // Beyond, a frame's words go to the heap: a function may have tens of thousands of variables, and a thread little stack.
    private const int MostWordsOnStack = 1024;

    private static readonly PipelineOptions s_verified = new() { VerifyEachPass = true };

    [ThreadStatic]
    private static int s_forcedExit;

    private readonly Lock _compiling = new();
    private readonly PycModule _module;
    private readonly PycFunction _function;
    private readonly Bytecode _bytecode;
    private readonly Function _built;                       // never changed: what is optimised is built anew
    private MachineCode? _machineCode;
    private bool _hasCallers;                               // whether the code calls native code
    private long _callersSize;                              // bytes for frames of callers
    private CodeBlock? _block;                              // held, not read: the code lives as long as the version
    private volatile nint _address;

    /// <summary>Translates the function.</summary>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public FunctionVersion(PycModule module, PycFunction function, Bytecode bytecode, ImmutableArray<ParameterType> parameterTypes)
    {
        _module = module;
        _function = function;
        _bytecode = bytecode;
        ParameterTypes = parameterTypes;
        _scope = module.Scope;
        var globals = new HashSet<string>(StringComparer.Ordinal);
        _built = Build(_scope.Noting(globals));
        _globals = globals;
        ResultType = _built.ResultType;
    }

    /// <summary>The exit that native code takes where it comes to it in calls of this thread, for tests; 0 for none.</summary>
    /// <remarks>Code of modules with <see cref="PycOptions.ForcibleExits"/> alone looks at it.</remarks>
    internal static int ForcedExit
    {
        get => s_forcedExit;
        set => s_forcedExit = value;
    }

    public ImmutableArray<ParameterType> ParameterTypes { get; }

    public IrType ResultType { get; }

    /// <summary>The kinds of results that it returns.</summary>
    public ImmutableArray<ResultShape> Results => _built.Results;

    /// <summary>How its calls end that do not return.</summary>
    public ExitCounter Exits { get; } = new();

    /// <summary>Number of exits that its code has: they are counted from 1.</summary>
    public int ExitCount => MachineCode.Exits.Length;

    /// <summary>
    /// Whether it can be called through a function pointer without a GC transition, with a <see cref="CallContext"/> of the usual size.
    /// </summary>
    /// <remarks>
    /// The garbage collector waits for code without a transition, so such code must end soon: it has no loop and calls nothing.
    /// </remarks>
    public bool IsLeaf => MachineCode is { HasLoops: false, HasCalls: false, FrameWords: <= CallContext.RoomForWords }
        && !_module.Options.ForcibleExits;

    /// <summary>The parameter types and the results in the names of IR text: <c>(i64) -> (i64, f64) | none</c>.</summary>
    public string Signature => $"({string.Join(", ", ParameterTypes)}) -> "
        + (Results.IsEmpty ? IrPrinter.NameOf(IrType.Void) : string.Join(" | ", Results.Select(result => result.ToString()).Distinct()));

    /// <summary>The machine code, made now if it was not yet.</summary>
    public MachineCode MachineCode
    {
        get
        {
            EnsureCompiled();
            return _machineCode!;       // EnsureCompiled returns after it is set, or throws
        }
    }

    /// <summary>Address of the code; 0 before the first call.</summary>
    public nint Address => _address;

    /// <summary>The IR as the builder made it, and that of what it calls, as text.</summary>
    public string DumpIr() => Dump(_built);

    /// <summary>The IR as the code generator gets it, and that of what it still calls, as text.</summary>
    public string DumpOptimisedIr() => Dump(Optimise());

    /// <summary>The address of the code, which is made by the first thread that asks.</summary>
    public nint EnsureCompiled()
    {
        if (_address != 0)
            return _address;
        lock (_compiling)
        {
            return _address != 0 ? _address : Compile();
        }
    }

    /// <summary>Calls the native code, or the interpreter in its place where native code keeps leaving.</summary>
    /// <param name="arguments">The words of its parameters.</param>
    /// <exception cref="PythonException">Python raises.</exception>
    /// <exception cref="OverflowException">The result does not fit <typeparamref name="TResult"/>.</exception>
    /// <exception cref="ResultTypeException">The result is of a type that <typeparamref name="TResult"/> does not hold.</exception>
    [SkipLocalsInit]
    public TResult Call<TResult>(ReadOnlySpan<long> arguments)
    {
        EnsureCompiled();
        if (Exits.HasGivenUp)
            return Interpret<TResult>(arguments);
        if (_machineCode!.FrameWords <= CallContext.RoomForWords)           // EnsureCompiled has set it
        {
            Unsafe.SkipInit(out CallContext context);
            return Call<TResult>(&context, arguments);
        }
        if (_machineCode.FrameWords <= MostWordsOnStack)
        {
            var words = stackalloc long[MostWordsOnStack + CallContextLayout.Frame / sizeof(long)];
            return Call<TResult>((CallContext*)words, arguments);
        }
        fixed (long* words = new long[_machineCode.FrameWords + CallContextLayout.Frame / sizeof(long)])
            return Call<TResult>((CallContext*)words, arguments);
    }

    /// <summary>What a call gives whose native code left: the interpreter goes on where it stood.</summary>
    /// <param name="context">What native code left behind, of code that calls no other.</param>
    /// <param name="arguments">The words that the call passed.</param>
    /// <inheritdoc cref="Call{TResult}(ReadOnlySpan{long})" path="/exception"/>
    public TResult Recover<TResult>(CallContext* context, ReadOnlySpan<long> arguments) =>
        Resume<TResult>(context, TryReadFrames(context, out var frames) ? frames : null, arguments);

    /// <summary>The result of a call that returned.</summary>
    /// <param name="type">The type of the word.</param>
    /// <param name="word">What native code returned.</param>
    /// <inheritdoc cref="Call{TResult}(ReadOnlySpan{long})" path="/exception"/>
    public TResult Convert<TResult>(IrType type, long word)
    {
        if (NativeWord.Holds<TResult>(type) && NativeWord.TryTo<TResult>(word, type, out var result))
            return result;
        var value = ValueOf(type, word);
        var marshalling = new Marshalling(_module.Runtime);
        if (_module.Converters.Of<TResult>().TryFromPython(marshalling, value, out result))
            return result;
        lock (_module.Runtime.Gate)
            throw ConversionErrors.OfResult(_module.Runtime, _function.Where, marshalling.Failure!, value);    // it has been told
    }

    private TResult Call<TResult>(CallContext* context, ReadOnlySpan<long> arguments)
    {
        context->Status = 0;
        context->ForcedExit = _module.Options.ForcibleExits ? s_forcedExit : 0;
        if (_hasCallers)
            return CallWithCallers<TResult>(context, arguments);
        var word = _machineCode is { HasLoops: false, HasCalls: false }
            ? NativeCall.RunLeaf(_address, context, arguments)
            : NativeCall.Run(_address, context, arguments);
        // The collector may have run meanwhile: the code must not go with the last delegate.
        GC.KeepAlive(this);
        if (context->Status != 0)
            return Recover<TResult>(context, arguments);
        Exits.NoteReturn();
        return Convert<TResult>(context, word);
    }

    /// <summary>A call of code that calls native code: it needs to know the stack's end, and room for the frames of callers.</summary>
    private TResult CallWithCallers<TResult>(CallContext* context, ReadOnlySpan<long> arguments)
    {
        LeftFrame[]? frames;
        var slots = CallerSlots.Take(context, _callersSize);
        try
        {
            var word = NativeCall.Run(_address, context, arguments);
            GC.KeepAlive(this);
            if (context->Status == 0)
            {
                Exits.NoteReturn();
                return Convert<TResult>(context, word);
            }
            _ = TryReadFrames(context, out frames);
        }
        finally
        {
            slots.Return();
        }
        return Resume<TResult>(context, frames, arguments);
    }

    private TResult Resume<TResult>(CallContext* context, LeftFrame[]? frames, ReadOnlySpan<long> arguments)
    {
        NoteExit(
            _machineCode!.Exits[context->Status - 1].Reason,                // it has run
            isForced: context->Status == context->ForcedExit && _module.Options.ForcibleExits);
        return frames is null ? Interpret<TResult>(arguments) : _function.Resume<TResult>(frames, ValuesOf(arguments));
    }

    /// <summary>Reads the frames that native code has left.</summary>
    /// <param name="context">Where it has left them.</param>
    /// <param name="frames">
    /// The frames, the outermost first; of more than the recursion limit allows, at least one more than it does. Null where they are not to be had,
    /// and the call has to start again: native code has done nothing that another start could do twice.
    /// </param>
    private bool TryReadFrames(CallContext* context, [NotNullWhen(true)] out LeftFrame[]? frames)
    {
        var code = _machineCode!;                                           // it has run
        var exit = code.Exits[context->Status - 1];
        frames = null;
        if (exit.Reason == ExitReason.Identity)
            return false;
        var left = new List<LeftFrame>();
        var isComplete = false;
        if (_hasCallers && !TryReadCallers(context, left, out isComplete))
            return false;
        // So it is in Python 2 (IrBuilder.HasLong).
        if (!isComplete && exit.Frames.IsEmpty)
            return false;
        if (!isComplete)
            AddFrames(exit, new ReadOnlySpan<long>(&context->FirstWord, code.FrameWords), left);
        frames = [.. left];
        return true;
    }

    /// <summary>Reads the frames of callers, which lie in their slots from the innermost, which may be overwritten, to the outermost.</summary>
    /// <param name="context">Where the slots are.</param>
    /// <param name="left">What the frames are added to.</param>
    /// <param name="isComplete">Whether frames further in do not matter.</param>
    private bool TryReadCallers(CallContext* context, List<LeftFrame> left, out bool isComplete)
    {
        var code = _machineCode!;                                           // it has run
        var size = code.CallerSlotSize / sizeof(long);
        var kept = Math.Min(context->CallerCount, (context->CallersEnd - context->CallersStart) / size);
        var slot = context->CallerNext;
        for (var i = 0; i < kept; i++)
        {
            slot = (slot == context->CallersStart ? context->CallersEnd : slot) - size;
            var exit = code.Exits[(int)slot[0] - 1];
            isComplete = true;
            if (exit.Frames.IsEmpty)
                return false;
            AddFrames(exit, new ReadOnlySpan<long>(slot + 1, code.CallerFrameWords), left);
            // What it called begins again with the instruction.
            if (!exit.Frames[0].Shape.AwaitsResult || left.Count > _module.Options.RecursionLimit)
                return true;
        }
        isComplete = false;
        return kept == context->CallerCount;
    }

    private void AddFrames(MachineExit exit, ReadOnlySpan<long> words, List<LeftFrame> left)
    {
        for (var i = exit.Frames.Length - 1; i >= 0; i--)
        {
            var (shape, operands) = exit.Frames[i];
            var values = new PyValue[operands.Length];
            for (var k = 0; k < values.Length; k++)
                values[k] = ValueOf(operands[k].Type, operands[k].BitsIn(words));
            left.Add(new LeftFrame(shape, values));
        }
    }

    /// <summary>The result of a call that returned, of whatever kind.</summary>
    private TResult Convert<TResult>(CallContext* context, long word)
    {
        if (ResultType != IrType.Mixed)
            return Convert<TResult>(ResultType, word);
        var shape = Results[Results.Length > 1 ? context->ResultShape : 0];
        if (shape.IsWord)
            return Convert<TResult>(shape.Types[0], word);
        context->FirstWord = word;                                          // the others lie behind it
        var words = new ReadOnlySpan<long>(&context->FirstWord, shape.Types.Length);
        if (shape.IsTuple && WordTuple<TResult>.Instance is { } tuple && tuple.TryRead(shape.Types, words, out var result))
            return result;
        var values = new PyValue[words.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = ValueOf(shape.Types[i], words[i]);
        return _function.ResultOf<TResult>(shape.Value, values);
    }

    /// <summary>Runs the whole call in the interpreter.</summary>
    public TResult Interpret<TResult>(ReadOnlySpan<long> arguments) => _function.Interpret<TResult>(ValuesOf(arguments));

    private PyValue[] ValuesOf(ReadOnlySpan<long> arguments)
    {
        var values = new PyValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = ValueOf(ParameterTypes[i].Type, arguments[i]);
        return values;
    }

    private void NoteExit(ExitReason reason, bool isForced)
    {
        // Interpreting from the start saves only what native code does before it leaves. Of code with loops or calls that may be most of the work.
        if (isForced || !Exits.NoteExit(reason, mayGiveUp: !_machineCode!.HasLoops && !_hasCallers))
            return;
        PycJitLog.FunctionGivenUp(
            _module.Options.Logger, _function.Name, _module.Name, Signature, Exits.Failures, IrPrinter.NameOf(reason));
    }

    private PyValue ValueOf(IrType type, long word) => type switch
    {
        IrType.Int64 => PyValue.FromInt(word),
        IrType.UInt64 => Integers.Make((BigInteger)(ulong)word, isLong: _module.Runtime.Semantics.Numbers.HasLong),
        IrType.Float64 => PyValue.FromFloat(BitConverter.Int64BitsToDouble(word)),
        IrType.Bool => PyValue.FromBool(word != 0),
        IrType.None => PyValue.None,
        _ => throw new InternalCompilerException($"{type} is no type of a Python value.", _built.ToString()),
    };

    private Function Build(ModuleScope scope) =>
        IrBuilder.Build(_function.Callable as PyFunction, _bytecode, scope, ParameterTypes, _module.Options.Integers);

    private Function Optimise()
    {
        var function = Build(_scope);
        UnitPipeline.Run(function, _module.Options.VerifyEachPass ? s_verified : null);
        return function;
    }

    private static string Dump(Function entry) =>
        string.Join('\n', CallGraph.Of(entry).Functions.Select(function => IrPrinter.Print(function, withSource: true)));

    private nint Compile()
    {
        _module.ThrowIfNativeCodeIsRuledOut();
        var start = Stopwatch.GetTimestamp();
        var options = NativeCompilerOptions.Native;
        var function = Optimise();
        var machineCode = _module.Options.CodeOf?.Invoke(function) ?? NativeCompiler.Compile(function, options with
        {
            VerifyAllocation = options.VerifyAllocation || _module.Options.VerifyEachPass,
            ForcibleExits = _module.Options.ForcibleExits,
        });
        var block = _module.AddCode(machineCode.Bytes.AsSpan());
        (_machineCode, _block) = (machineCode, block);
        _hasCallers = machineCode.Exits.Any(exit => exit.Reason is ExitReason.Call or ExitReason.StackLimit);
        _callersSize = CallerSlots.SizeFor(machineCode, _module.Options.RecursionLimit);
        _address = block.Address;
        PycJitLog.FunctionCompiled(
            _module.Options.Logger, _module.Name, _bytecode.Code.QualifiedName, Signature, machineCode.Functions.Length,
            machineCode.Bytes.Length, _address, machineCode.SpillSlots, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return _address;
    }
}
