using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Pyc.Binding;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Native;
using Pyc.Translation;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>One function for one combination of parameter types: its IR from the start, its machine code from the first call on.</summary>
/// <remarks>Delegates hold the version, the version holds its code: code outlives the module for as long as anyone can call it.</remarks>
internal sealed class FunctionVersion
{
    private static readonly PipelineOptions s_verified = new() { VerifyEachPass = true };

    private readonly Lock _compiling = new();
    private readonly PycModule _module;
    private readonly PycFunction _function;
    private readonly Bytecode _bytecode;
    private readonly Function _built;                       // never changed: what is optimised is built anew
    private MachineCode? _machineCode;
    private CodeBlock? _block;                              // held, not read: the code lives as long as the version
    private volatile nint _address;

    /// <summary>Translates the function.</summary>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public FunctionVersion(PycModule module, PycFunction function, Bytecode bytecode, ImmutableArray<IrType> parameterTypes)
    {
        _module = module;
        _function = function;
        _bytecode = bytecode;
        ParameterTypes = parameterTypes;
        _built = Build();
    }

    public ImmutableArray<IrType> ParameterTypes { get; }

    public IrType ResultType => _built.ResultType;

    public bool ReturnsNone => ResultType == IrType.None;

    /// <summary>The parameter types and the result as IR text writes them.</summary>
    public string Signature =>
        $"({string.Join(", ", ParameterTypes.Select(IrPrinter.NameOf))}) -> {IrPrinter.NameOf(ResultType)}";

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

    /// <summary>The IR as the builder made it, as text.</summary>
    public string DumpIr() => IrPrinter.Print(_built, withSource: true);

    /// <summary>The IR as the code generator gets it, as text.</summary>
    public string DumpOptimisedIr() => IrPrinter.Print(Optimise(), withSource: true);

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

    /// <summary>What a call gives whose native code left early: Python's answer, computed with unbounded integers, or the exception.</summary>
    /// <param name="arguments">The words that the call passed.</param>
    /// <exception cref="PythonException">Python raises.</exception>
    /// <exception cref="OverflowException">The result does not fit <typeparamref name="TResult"/>.</exception>
    /// <exception cref="ResultTypeException">Python's answer is not an integer.</exception>
    /// <remarks>
    /// Native code has no side effects, so the call starts again from its arguments. The evaluator of the IR goes first: unlike the
    /// interpreter it has a limit of time, and a function may ask for 3 ** 2 ** 300.
    /// </remarks>
    public TResult Recover<TResult>(ReadOnlySpan<long> arguments)
    {
        var outcome = ExactEvaluator.Evaluate(_built, [.. arguments]);
        if (outcome.Returned)
            return ResultOf<TResult>(outcome, ReturnsNone);
        // Where integers wrap no Python says what happens. Elsewhere the interpreter raises what Python does, or gives its float.
        if (_module.Options.Integers == IntegerMode.Wrap64
            || outcome.Reason == ExitReason.Overflow && _module.Options.Fallback != Fallback.Interpreter)
        {
            throw ExceptionFor(outcome);
        }
        return Interpret<TResult>(arguments);
    }

    private static TResult ResultOf<TResult>(in ExactOutcome outcome, bool returnsNone)
    {
        if (typeof(TResult) == typeof(BigInteger) || (typeof(TResult) == typeof(BigInteger?) && !returnsNone))
            return (TResult)(object)outcome.Result;
        if (outcome.Result >= long.MinValue && outcome.Result <= long.MaxValue)
            return NativeWord.To<TResult>((long)outcome.Result, returnsNone);
        if ((typeof(TResult) == typeof(ulong) || typeof(TResult) == typeof(ulong?)) && outcome.Result.Sign > 0 && outcome.Result <= ulong.MaxValue)
            return (TResult)(object)(ulong)outcome.Result;
        throw new OverflowException(
            $"{outcome.Origin}: the result is an integer beyond 64 bits, and a wrong number is never returned. Pass smaller numbers, bind the "
            + "result as BigInteger, or load with Integers = Wrap64 if wrapping is meant.");
    }

    private TResult Interpret<TResult>(ReadOnlySpan<long> arguments)
    {
        var values = new PyValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = ParameterTypes[i] == IrType.Bool ? PyValue.FromBool(arguments[i] != 0) : PyValue.FromInt(arguments[i]);
        // Behind void stands a long that nobody reads.
        if (!ReturnsNone || default(TResult) is null)
            return _function.Interpret<TResult>(values);
        _function.Interpret<object?>(values);
        return NativeWord.To<TResult>(0, isNone: true);
    }

    private Exception ExceptionFor(in ExactOutcome outcome)
    {
        var where = outcome.Origin;
        if (PythonSemantics.For(_bytecode.Code.Version).ErrorFor(outcome.Reason, outcome.OnLong) is var (typeName, message))
        {
            var raised = PyErrors.Of(ExceptionTypes.All.First(row => row.Type.Name == typeName).Type, message).Value;
            raised.Traceback.Add(new TracebackEntry(_bytecode.Code, where.Index, where.Position));
            return _module.Raised(raised);
        }
        return outcome.Reason == ExitReason.Overflow
            ? new OverflowException(
                $"{where}: {OperationOf(_bytecode.Instructions[where.Index])} needs integers too large to compute with: one may have up to "
                + $"{ExactEvaluator.MaximumBits} bits, and those of a call together take 32 MB and about a second. Pass smaller numbers.")
            : new ResultTypeException(
                where, "an int to a negative power is a float, which a function of integers cannot return. Pass a power that is not negative.");
    }

    private static string OperationOf(in Instruction instruction) => instruction.Op switch
    {
        BytecodeOp.Binary or BytecodeOp.BinaryInPlace => OperatorText.Of((BinaryOperator)instruction.Argument),
        _ => instruction.Opcode,
    };

    private Function Build() => IrBuilder.Build(_bytecode, _module.Scope, ParameterTypes, _module.Options.Integers);

    private Function Optimise()
    {
        var function = Build();
        Pipeline.Standard.Run(function, _module.Options.VerifyEachPass ? s_verified : null);
        return function;
    }

    private nint Compile()
    {
        _module.ThrowIfNativeCodeIsRuledOut();
        var start = Stopwatch.GetTimestamp();
        var options = NativeCompilerOptions.Native;
        var machineCode = NativeCompiler.Compile(
            Optimise(), options with { VerifyAllocation = options.VerifyAllocation || _module.Options.VerifyEachPass });
        var block = _module.AddCode(machineCode.Bytes.AsSpan());
        (_machineCode, _block) = (machineCode, block);
        _address = block.Address;
        PycJitLog.FunctionCompiled(
            _module.Options.Logger, _module.Name, _bytecode.Code.QualifiedName, Signature, machineCode.Bytes.Length, _address,
            machineCode.SpillSlots, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return _address;
    }
}
