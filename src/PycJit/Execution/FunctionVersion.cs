using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pyc.Binding;
using Pyc.Binding.Values;
using Pyc.Execution.Sequences;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Native;
using Pyc.Telemetry;
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

    // CPython's. A unit has far fewer functions.
    private const int UsualRecursionLimit = 1000;

    [ThreadStatic]
    private static int s_forcedExit;

    private readonly Lock _compiling = new();
    private readonly PycModule _module;
    private readonly PycFunction _function;
    private readonly Bytecode _bytecode;
    private readonly TimeSpan _buildTime;
    private Function? _built;                               // until it is optimised, in place
    private MachineCode? _machineCode;
    private bool _hasCallers;                               // whether the code calls native code
    private bool _makesLists;                               // whether it calls what makes and changes lists
    private bool _mayRestart;                               // whether it writes what it was lent, and may have to start again
    private long _callersSize;                              // bytes for frames of callers
    private CodeBlock? _block;                              // held, not read: the code lives as long as the version
    private volatile nint _address;

    /// <summary>Translates the function.</summary>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public FunctionVersion(PycModule module, PycFunction function, Bytecode bytecode, ImmutableArray<ParameterType> parameterTypes, bool isStoppable = false)
    {
        IsStoppable = isStoppable;
        _module = module;
        _function = function;
        _bytecode = bytecode;
        ParameterTypes = parameterTypes;
        _scope = module.Scope;
        var globals = new HashSet<string>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        _built = Build(_scope.Noting(globals));
        _buildTime = Stopwatch.GetElapsedTime(start);
        _globals = globals;
        (ResultType, Results) = (_built.ResultType, _built.Results);
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
    public ImmutableArray<ResultShape> Results { get; }

    /// <summary>The C# type that fits its results best: <see cref="ResultTypes"/>.</summary>
    public Type NaturalResult => ResultTypes.Of(Results, new ResultSequences(Build(_scope), ParameterTypes));

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

    /// <summary>How long its compilation took; zeros before.</summary>
    public CompileTimes Times { get; private set; }

    /// <summary>The IR as the builder made it, and that of what it calls, as text.</summary>
    public string DumpIr() => Dump(Build(_scope));

    /// <summary>The IR as the code generator gets it, and that of what it still calls, as text.</summary>
    public string DumpOptimisedIr() => Dump(Optimise(Build(_scope)));

    /// <summary>The address of the code, which is made by the first thread that asks.</summary>
    public nint EnsureCompiled() => _address != 0 ? _address : CompileOnce();

    /// <summary>Calls the native code, or the interpreter in its place where native code keeps leaving.</summary>
    /// <param name="arguments">What is passed for its parameters.</param>
    /// <exception cref="PythonException">Python raises.</exception>
    /// <exception cref="OverflowException">The result does not fit <typeparamref name="TResult"/>.</exception>
    /// <exception cref="ResultTypeException">The result is of a type that <typeparamref name="TResult"/> does not hold.</exception>
    public TResult Call<TResult>(in NativeArguments arguments)
    {
        if (arguments.Control is null || IsStoppable)
            return Enter<TResult>(arguments);
        return Stoppable is { } stoppable ? stoppable.Enter<TResult>(arguments) : Interpret<TResult>(arguments);
    }

    [SkipLocalsInit]
    private TResult Enter<TResult>(in NativeArguments arguments)
    {
        EnsureCompiled();
        if (Exits.HasGivenUp)
            return Interpret<TResult>(arguments);
        if (_machineCode!.FrameWords <= CallContext.RoomForWords)           // EnsureCompiled has set it
        {
            Unsafe.SkipInit(out CallContext context);
            return Call<TResult>(&context, arguments);
        }
        // Where polls and checks of the stack look at one limit, the context must lie above it.
        if (IsStoppable && _hasCallers && _machineCode.FrameWords > MostWordsOnStack)
            return Interpret<TResult>(arguments);
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
    /// <inheritdoc cref="Call{TResult}(in NativeArguments)" path="/exception"/>
    public TResult Recover<TResult>(CallContext* context, in NativeArguments arguments) =>
        Resume<TResult>(context, TryReadFrames(context, out var frames) ? frames : null, arguments);

    /// <summary>The result of a call that returned.</summary>
    /// <param name="type">The type of the word.</param>
    /// <param name="word">What native code returned.</param>
    /// <inheritdoc cref="Call{TResult}(in NativeArguments)" path="/exception"/>
    public TResult Convert<TResult>(IrType type, long word)
    {
        if (NativeWord.Holds<TResult>(type) && NativeWord.TryTo<TResult>(word, type, out var result))
            return result;
        using var values = new CallValues(_module, [], default);
        var value = values.Of(type, word);
        if (_module.Converters.Of<TResult>().TryFromPython(values.Marshalling, value, out result))
            return result;
        using (_module.Runtime.HoldGate())
            throw ConversionErrors.OfResult(_module.Runtime, _function.Where, values.Marshalling.Failure!, value);    // it has been told
    }

    private TResult Call<TResult>(CallContext* context, in NativeArguments arguments)
    {
        context->Status = 0;
        context->ForcedExit = _module.Options.ForcibleExits ? s_forcedExit : 0;
        return _makesLists || _mayRestart ? RunWithLists<TResult>(context, arguments) : Run<TResult>(context, arguments);
    }

    /// <summary>A call of code that makes lists, or writes what it was lent and may have to start again.</summary>
    private TResult RunWithLists<TResult>(CallContext* context, in NativeArguments arguments)
    {
        using var saved = _mayRestart ? SavedMemory.Of(arguments) : null;
        if (!_makesLists)
            return Run<TResult>(context, arguments.With(saved));
        ListHeap.Enter(arguments.Control);
        try
        {
            return Run<TResult>(context, arguments.With(saved));
        }
        finally
        {
            ListHeap.Leave();
        }
    }

    private TResult Run<TResult>(CallContext* context, in NativeArguments arguments)
    {
        if (_hasCallers)
            return RunWithCallers<TResult>(context, arguments);
        context->StackLimit = 0;
        var word = _machineCode is { HasLoops: false, HasCalls: false }
            ? NativeCall.RunLeaf(_address, context, arguments.Words)
            : RunToStop(context, arguments);
        // The collector may have run meanwhile: the code must not go with the last delegate.
        GC.KeepAlive(this);
        arguments.UpdateLists();
        if (context->Status != 0)
            return Recover<TResult>(context, arguments);
        ThrowIfStopped(arguments.Control);
        Exits.NoteReturn();
        return Convert<TResult>(context, word, arguments);
    }

    /// <summary>A call of code that calls native code: it needs to know the stack's end, and room for the frames of callers.</summary>
    private TResult RunWithCallers<TResult>(CallContext* context, in NativeArguments arguments)
    {
        List<LeftWords>? frames;
        var slots = CallerSlots.Take(context, _callersSize);
        if (IsStoppable)
            LimitStack(context, arguments.Control);
        try
        {
            var word = RunToStop(context, arguments);
            GC.KeepAlive(this);
            arguments.UpdateLists();
            if (context->Status == 0)
            {
                ThrowIfStopped(arguments.Control);
                Exits.NoteReturn();
                return Convert<TResult>(context, word, arguments);
            }
            _ = TryReadFrames(context, out frames);
        }
        finally
        {
            slots.Return();
        }
        return Resume<TResult>(context, frames, arguments);
    }

    private TResult Resume<TResult>(CallContext* context, List<LeftWords>? frames, in NativeArguments arguments)
    {
        var exit = _machineCode!.Exits[context->Status - 1];                // it has run
        if (arguments.Control is { } control)
            ThrowIfEnded(control, exit, context);
        NoteExit(
            exit.Reason,
            isForced: context->Status == context->ForcedExit && _module.Options.ForcibleExits);
        using var values = new CallValues(_module, ParameterTypes, arguments) { HasWritten = _makesLists || _mayRestart };
        return frames is null ? _function.Interpret<TResult>(values) : _function.Resume<TResult>(values, frames);
    }

    /// <summary>Reads the frames that native code has left.</summary>
    /// <param name="context">Where it has left them.</param>
    /// <param name="frames">
    /// The frames, the outermost first; of more than the recursion limit allows, at least one more than it does. Null where they are not to be had,
    /// and the call has to start again: native code has done nothing that cannot be undone.
    /// </param>
    private bool TryReadFrames(CallContext* context, [NotNullWhen(true)] out List<LeftWords>? frames)
    {
        var code = _machineCode!;                                           // it has run
        var exit = code.Exits[context->Status - 1];
        frames = null;
        if (exit.Reason is ExitReason.Identity or ExitReason.Stop)
            return false;
        var left = new List<LeftWords>();
        var isComplete = false;
        if (_hasCallers && !TryReadCallers(context, left, out isComplete))
            return false;
        // So it is in Python 2 (IrBuilder.HasLong).
        if (!isComplete && exit.Frames.IsEmpty)
            return false;
        if (!isComplete)
            AddFrames(exit, new ReadOnlySpan<long>(&context->FirstWord, code.FrameWords), left);
        frames = left;
        return true;
    }

    /// <summary>Reads the frames of callers, which lie in their slots from the innermost, which may be overwritten, to the outermost.</summary>
    /// <param name="context">Where the slots are.</param>
    /// <param name="left">What the frames are added to.</param>
    /// <param name="isComplete">Whether frames further in do not matter.</param>
    private bool TryReadCallers(CallContext* context, List<LeftWords> left, out bool isComplete)
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

    private static void AddFrames(MachineExit exit, ReadOnlySpan<long> words, List<LeftWords> left)
    {
        for (var i = exit.Frames.Length - 1; i >= 0; i--)
            left.Add(LeftWords.Read(exit.Frames[i], words));
    }

    /// <summary>The result of a call that returned, of whatever kind.</summary>
    private TResult Convert<TResult>(CallContext* context, long word, in NativeArguments arguments)
    {
        if (ResultType is not (IrType.Mixed or IrType.Sequence))
            return Convert<TResult>(ResultType, word);
        var shape = Results[Results.Length > 1 ? context->ResultShape : 0];
        if (shape is { IsWord: true, Types: [not IrType.Sequence and var type] })
            return Convert<TResult>(type, word);
        context->FirstWord = word;                                          // the others lie behind it
        var words = new ReadOnlySpan<long>(&context->FirstWord, shape.Types.Length);
        if (shape.IsWord && ResultWord.TryRead<TResult>(word, IrType.Sequence, arguments, out var result))
            return result;
        if (shape.IsTuple && WordTuple<TResult>.Instance is { } tuple && tuple.TryRead(shape.Types, words, arguments, out result))
            return result;
        using var values = new CallValues(_module, ParameterTypes, arguments);
        return _function.ResultOf<TResult>(values, shape, words);
    }

    /// <summary>Runs the whole call in the interpreter.</summary>
    public TResult Interpret<TResult>(in NativeArguments arguments)
    {
        using var values = new CallValues(_module, ParameterTypes, arguments);
        return _function.Interpret<TResult>(values);
    }

    private void NoteExit(ExitReason reason, bool isForced)
    {
        if (isForced)
            return;
        PycJitMeter.Deoptimised(reason);
        // Interpreting from the start saves only what native code does before it leaves. Of code with loops or calls that may be most of the work.
        if (!Exits.NoteExit(reason, mayGiveUp: !_machineCode!.HasLoops && !_hasCallers))
            return;
        PycJitLog.FunctionGivenUp(
            _module.Options.Logger, _function.Name, _module.Name, Signature, Exits.Failures, IrPrinter.NameOf(reason));
    }

    private Function Build(ModuleScope scope) =>
        IrBuilder.Build(_function.Callable as PyFunction, _bytecode, scope, ParameterTypes, _module.Options.Integers);

    private Function Optimise(Function function, Action<string, Function>? afterPass = null, bool collectRemarks = false)
    {
        var options = new PipelineOptions
        {
            VectorLanes = Math.Min(NativeCompilerOptions.Native.Features.VectorLanes, _module.Options.MaximumVectorLanes),
            CollectRemarks = collectRemarks,
            IsStoppable = IsStoppable,
            MostBetweenPolls = _module.Options.MostBetweenPolls,
        };
        UnitPipeline.Run(function, _module.Options.VerifyEachPass ? options with { VerifyEachPass = true } : options, afterPass);
        return function;
    }

    private NativeCompilerOptions BackEndOptions => NativeCompilerOptions.Native with
    {
        VerifyAllocation = NativeCompilerOptions.Native.VerifyAllocation || _module.Options.VerifyEachPass,
        VerifyMachineCode = _module.Options.VerifyMachineCode || _module.Options.VerifyEachPass,
        ForcibleExits = _module.Options.ForcibleExits,
        RuntimeFunctions = ListHeap.AddressOf,
    };

    private static string Dump(Function entry) =>
        string.Join('\n', CallGraph.Of(entry).Functions.Select(function => IrPrinter.Print(function, withSource: true)));
}
