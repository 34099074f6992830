using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pyc.Binding;
using Pyc.Execution;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Telemetry;
using Pyc.Translation;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc;

/// <summary>A function that a module defines at its top level, or another object of the module that can be called.</summary>
/// <remarks>
/// Members that take parameter types assume those of its annotations when none are given. For a parameter that has none, or one that native code
/// does not take, they assume an array of <see langword="double"/>, or what else its use tells, where it is used as a sequence, and
/// <see langword="long"/> for all else.
/// </remarks>
public sealed partial class PycFunction
{
    private readonly PycModule _module;
    private readonly PyFunction? _function;                 // null for a callable object that is no function of Python code
    private readonly CodeObject? _code;
    private readonly Lazy<Bytecode> _bytecode;
    private readonly Lock _versionsLock = new();
    private ImmutableList<FunctionVersion> _versions = [];
    private bool _isInterpreted;

    internal PycFunction(PycModule module, string name, PyObject callable)
    {
        _module = module;
        Callable = callable;
        _function = callable as PyFunction;
        _code = _function?.Code.Code;
        Name = name;
        Parameters = _code is null ? [] : _code.LocalNames[.._code.ParameterCount];
        var annotations = FunctionAnnotations.Copy(_function?.Annotations ?? default);
        _annotations = new Lazy<FunctionAnnotations?>(
            () => _function is null ? null : FunctionAnnotations.Read(module, _function, annotations),
            LazyThreadSafetyMode.PublicationOnly);                  // whoever reads them may wait for Python code: nobody must wait for him
        // An error is not kept: each caller gets an exception object of its own, with its own stack trace.
        _bytecode = new Lazy<Bytecode>(() => BytecodeDecoder.Decode(CodeOrThrow()), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name that the module binds it to.</summary>
    public string Name { get; }

    /// <summary>
    /// The parameters, in order; keyword-only ones follow the positional ones. Empty where it is no function of Python code.
    /// </summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public string SourceFile => (_code ?? _module.File.Code).FileName;

    /// <summary>The line of the <c>def</c>, or of its first decorator; 0 where it is no function of Python code.</summary>
    public int Line => _code?.FirstLine ?? 0;

    /// <summary>Size of its bytecode in bytes; 0 where it is no function of Python code.</summary>
    public int BytecodeSize => _code?.Code.Length ?? 0;

    /// <summary>The function as Python declares it: <c>foo(a, b)</c>.</summary>
    public string Declaration => $"{Name}({(_code is null ? "..." : string.Join(", ", Parameters))})";

    /// <summary>Whether it can be compiled for these parameter types.</summary>
    /// <param name="whyNot">Why it cannot: code, place, reason and remedy; <see langword="null"/> when it can.</param>
    /// <param name="parameterTypes">C# types of the parameters; those that the annotations and the code suggest when none are given.</param>
    /// <exception cref="ArgumentException">There are too many or too few types, or one that cannot be passed to Python.</exception>
    /// <exception cref="PycFormatException">Its bytecode is damaged.</exception>
    public bool IsCompilable([NotNullWhen(false)] out string? whyNot, params ReadOnlySpan<Type> parameterTypes)
    {
        var types = parameterTypes.ToArray();
        whyNot = RefusalOf(() => TypesOf(types))?.Message;
        return whyNot is null;
    }

    /// <summary>
    /// The type that it returns for these parameter types: <c>long</c>, <c>ulong</c>, <c>double</c> or <c>bool</c>, a value tuple, <c>void</c> for
    /// None, the type of a constant, an array for a list of numbers or bools, <c>object</c> for all else and where it depends on the arguments.
    /// </summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public Type ResultTypeFor(params ReadOnlySpan<Type> parameterTypes) =>
        VersionFor(TypesOf(parameterTypes)).NaturalResult;

    /// <summary>Compiles it now, if it was not yet, and says what came of it.</summary>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    /// <exception cref="FunctionTooLargeException">The function is beyond what the code generator is allowed to take.</exception>
    /// <exception cref="NativeCodeUnavailableException">The options, the processor or the system rule native code out.</exception>
    /// <exception cref="ArgumentException">There are too many or too few types, or one that cannot be passed to Python.</exception>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    /// <exception cref="PycFormatException">Its bytecode is damaged.</exception>
    public NativeCode Compile(params ReadOnlySpan<Type> parameterTypes)
    {
        var version = VersionOfCalls(TypesOf(parameterTypes));
        var code = version.MachineCode;
        return new NativeCode(version.Signature, version.Address, code.Bytes.Length, code.FrameSize, code.SpillSlots, version.Times);
    }

    /// <summary>Its machine code as text, with the Python line beside the instructions.</summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public string Disassemble(params ReadOnlySpan<Type> parameterTypes) => Dump(CompilationStage.Assembly, parameterTypes);

    /// <summary>What it looks like at one stage of the compilation, with the Python line beside each instruction.</summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="stage">The stage.</param>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public string Dump(CompilationStage stage, params ReadOnlySpan<Type> parameterTypes)
    {
        if (stage == CompilationStage.Bytecode)
            return BytecodePrinter.Print(_bytecode.Value);
        var version = VersionOfCalls(TypesOf(parameterTypes));
        return stage switch
        {
            CompilationStage.Ir => version.DumpIr(),
            CompilationStage.OptimisedIr => version.DumpOptimisedIr(),
            _ => MachineCodeListing.Write(version.MachineCode),
        };
    }

    /// <summary><c>foo(a, b)</c>.</summary>
    public override string ToString() => Declaration;

    /// <summary>The most combinations of parameter types that calls may choose among by their arguments.</summary>
    internal const int MostVersions = 64;

    /// <summary>What is called.</summary>
    internal PyObject Callable { get; }

    /// <summary>Its code; null where it is no function of Python code.</summary>
    internal CodeObject? Code => _code;

    /// <summary>What it runs in.</summary>
    internal PythonRuntime Runtime => _module.Runtime;

    /// <summary>How often a global of the module was set: <see cref="PycModule.SetGlobal"/>.</summary>
    internal long Generation => _module.Scope.Generation;

    /// <summary>The place that errors name.</summary>
    internal SourceLocation Where => new(SourceFile, new SourcePosition(Line), _code?.QualifiedName ?? Name, -1);

    /// <summary>How many arguments it takes, for people: <c>1 to 3 parameters</c>.</summary>
    internal string ArgumentCounts
    {
        get
        {
            var (least, most) = (LeastArguments, MostArguments);
            if (most == 0)
                return "no parameters";
            var count = most == int.MaxValue ? $"{least} or more" : least == most ? $"{most}" : $"{least} to {most}";
            return $"{count} {(most == 1 ? "parameter" : "parameters")}";
        }
    }

    private bool TakesRest => _code is null || _code.Flags.HasFlag(CodeFlags.VarArgs);

    private int LeastArguments
    {
        get
        {
            if (_function is null || _code is null)
                return 0;
            var least = Math.Max(0, _code.ArgumentCount - _function.Defaults.Length);
            // Arguments have no names in C#: one for a parameter that must be named stands behind all others.
            for (var i = _code.ArgumentCount; i < Parameters.Count && !TakesRest; i++)
            {
                if (_function.KeywordDefaults?.ContainsKey(Parameters[i]) != true)
                    least = i + 1;
            }
            return least;
        }
    }

    private int MostArguments => TakesRest ? int.MaxValue : Parameters.Count;

    /// <summary>The parameter that an argument is for, as messages name it.</summary>
    internal string ParameterName(int index) => index < Parameters.Count ? $"parameter {Parameters[index]}" : $"argument {index + 1}";

    /// <summary>Whether a call with that many arguments reaches its parameters; a callable object is asked when it is called.</summary>
    internal bool Accepts(int count) => count >= LeastArguments && count <= MostArguments;

    /// <summary>Whether a call with those arguments does; where they have names, <see cref="Plan"/> has seen to that.</summary>
    internal bool Accepts(DelegateShape shape) => shape.Names is not null || Accepts(shape.Parameters.Length);

    /// <summary>Whether the arguments go to the first parameters, in their order; those of native code do.</summary>
    internal bool TakesInOrder(DelegateShape shape) =>
        shape.Names is null || shape.Names.SequenceEqual(NamesOfLast(shape.Parameters.Length));

    /// <summary>Names of the last arguments of a call, those for parameters that Python takes by name only.</summary>
    internal string[] NamesOfLast(int count) =>
        TakesRest ? [] : [.. Parameters.Take(count).Skip(_code!.ArgumentCount)];               // what takes no rest has code

    /// <summary>Whether a call with so many arguments of these types can run natively: those of parameters with defaults may be left out.</summary>
    /// <param name="types">The types.</param>
    /// <param name="whyNot">Why it cannot; <see langword="null"/> when it can.</param>
    internal bool IsCompilableWith(ImmutableArray<ParameterType> types, [NotNullWhen(false)] out string? whyNot)
    {
        whyNot = RefusalOf(() => types)?.Message;
        return whyNot is null;
    }

    /// <summary>Why it cannot be compiled for the parameter types that are assumed when none are given; null when it can.</summary>
    internal PycJitException? RefusalOf() => RefusalOf(() => TypesOf([]));

    private PycJitException? RefusalOf(Func<ImmutableArray<ParameterType>> types)
    {
        try
        {
            ThrowIfNotCompilable();
            VersionFor(types());
            return null;
        }
        catch (PycJitException exception)
        {
            return exception;
        }
    }

    /// <summary>Makes sure that it can have native code, whatever its parameters.</summary>
    /// <exception cref="NativeCodeUnavailableException">It cannot.</exception>
    internal void ThrowIfNotCompilable()
    {
        CodeOrThrow();
        _module.ThrowIfNativeCodeIsRuledOut();
    }

    /// <summary>Calls it in the interpreter.</summary>
    /// <param name="arguments">Values for its parameters, in their order.</param>
    /// <typeparam name="TResult">The result.</typeparam>
    internal TResult Interpret<TResult>(PyValue[] arguments)
    {
        var call = new InterpretedCall(_module, this, NamesOfLast(arguments.Length));
        return call.Run(marshalling => call.Invoke(marshalling, arguments, _module.Converters.Of<TResult>()));
    }

    /// <summary>Calls it in the interpreter, from the start.</summary>
    /// <param name="values">The arguments.</param>
    /// <param name="names">Names of the last of them; null: of those that Python takes by name only.</param>
    /// <typeparam name="TResult">The result.</typeparam>
    internal TResult Interpret<TResult>(CallValues values, string[]? names = null)
    {
        var call = new InterpretedCall(_module, this, names ?? NamesOfLast(values.Count));
        return call.Run(values, marshalling => call.Invoke(marshalling, values.Start(), _module.Converters.Of<TResult>()));
    }

    /// <summary>Goes on in the interpreter with a call that native code has left.</summary>
    /// <param name="values">The values of the call.</param>
    /// <param name="frames">The frames that were left, the outermost first.</param>
    /// <typeparam name="TResult">The result.</typeparam>
    internal TResult Resume<TResult>(CallValues values, IReadOnlyList<LeftWords> frames)
    {
        var call = new InterpretedCall(_module, this, NamesOfLast(values.Count));
        return call.Run(values, _ =>
        {
            LeftFrame[] left = [.. frames.Select(frame => frame.ToFrame(values))];
            // Native code is made of functions alone.
            return call.Resume(values, _function!, left, _module.Converters.Of<TResult>());
        });
    }

    /// <summary>Converts a result that native code gave as words.</summary>
    /// <param name="values">The values of the call.</param>
    /// <param name="shape">What the words are.</param>
    /// <param name="words">The words.</param>
    /// <typeparam name="TResult">The result.</typeparam>
    internal TResult ResultOf<TResult>(CallValues values, ResultShape shape, ReadOnlySpan<long> words)
    {
        var call = new InterpretedCall(_module, this, []);
        var all = words.ToArray();
        return call.Run(values, marshalling => call.ResultOf(
            marshalling, shape.Value, values.Of(shape.Types.AsSpan(), all), _module.Converters.Of<TResult>()));
    }

    /// <summary>Calls it in the interpreter and gives <c>repr(result)</c>.</summary>
    /// <param name="arguments">C# values for its parameters, in their order.</param>
    internal string InterpretForRepr(IReadOnlyList<object?> arguments)
    {
        var call = new InterpretedCall(_module, this, NamesOfLast(arguments.Count));
        var converter = _module.Converters.Of<object?>();
        return call.Run(marshalling => call.InvokeForRepr(
            marshalling, [.. arguments.Select(argument => converter.ToPython(marshalling, argument))]));
    }

    private CodeObject CodeOrThrow() => _code ?? throw new NativeCodeUnavailableException(
        Name, DiagnosticDescriptors.CallableObject, $"it is an object of class {Callable.Type.Name}, and native code is made of functions alone",
        "Write a function that calls the object's method.");

    /// <summary>
    /// The version for these types, compiled; null where native code cannot do it, there are too many already, or the module is disposed.
    /// </summary>
    /// <param name="types">The types.</param>
    /// <param name="isStoppable">Whether its calls can be stopped.</param>
    internal FunctionVersion? TryVersionFor(ImmutableArray<ParameterType> types, bool isStoppable = false)
    {
        if (types.Contains(IrType.Void) || _versions.Count >= MostVersions)
            return null;
        try
        {
            var version = VersionFor(types, isStoppable);
            version.EnsureCompiled();
            return version;
        }
        catch (PycJitException refusal) when (refusal is UnsupportedBytecodeException or FunctionTooLargeException or NativeCodeUnavailableException)
        {
            NoteFallback(refusal);
            return null;
        }
        catch (ObjectDisposedException)
        {
            // A delegate that has been called goes on to work once the module is disposed: the interpreter needs no code.
            return null;
        }
    }

    /// <summary>Compiles a version that a delegate has been made for.</summary>
    /// <returns>False where there is no code for it, and the options let it run interpreted.</returns>
    internal bool TryCompile(FunctionVersion version)
    {
        try
        {
            version.EnsureCompiled();
            return true;
        }
        catch (PycJitException refusal) when (_module.Options.Fallback == Fallback.Interpreter
            && (refusal is FunctionTooLargeException or NativeCodeUnavailableException))
        {
            NoteFallback(refusal);
            return false;
        }
    }

    /// <summary>The version that calls with these types run: where they have limits, one that can be stopped.</summary>
    private FunctionVersion VersionOfCalls(ImmutableArray<ParameterType> types) => VersionFor(types, isStoppable: !Limits.AreNone);

    /// <summary>The version for these types.</summary>
    /// <param name="types">The types.</param>
    /// <param name="isStoppable">Whether its calls can be stopped.</param>
    internal FunctionVersion VersionFor(ImmutableArray<ParameterType> types, bool isStoppable = false)
    {
        if (_viewed is not null)
            return _viewed.VersionFor(types, isStoppable);
        try
        {
            lock (_versionsLock)
            {
                var version = _versions.Find(known => known.IsStoppable == isStoppable && known.ParameterTypes.SequenceEqual(types));
                if (version is null)
                {
                    version = Build(types, isStoppable);
                    _versions = _versions.Add(version);
                }
                return version;
            }
        }
        catch (PycJitException reason)
        {
            NoteRefusal(reason);                                // when others can go on: who is told may wait for them
            throw;
        }
    }

    private FunctionVersion Build(ImmutableArray<ParameterType> types, bool isStoppable)
    {
        using var activity = PycJitActivities.StartBuild(_module, _code);
        try
        {
            var version = new FunctionVersion(_module, this, _bytecode.Value, types, isStoppable);
            activity?.SetTag(TelemetryTags.Signature, version.Signature);
            return version;
        }
        catch (PycJitException reason)
        {
            PycJitActivities.Fail(activity, reason);
            throw;
        }
    }

    /// <summary>Tells that it cannot be compiled.</summary>
    internal void NoteRefusal(PycJitException reason)
    {
        PycJitMeter.Refused(reason);
        PycJitLog.FunctionRefused(_module.Options.Logger, _module.Name, Name, reason.Message, TelemetryTags.ErrorTypeOf(reason));
    }

    /// <summary>Tells that it runs interpreted for want of native code, the first time.</summary>
    internal void NoteFallback(Exception reason)
    {
        if (Interlocked.Exchange(ref _isInterpreted, true))
            return;
        PycJitMeter.FellBack(reason);
        PycJitLog.FunctionInterpreted(_module.Options.Logger, _module.Name, Name, reason.Message, TelemetryTags.ErrorTypeOf(reason));
    }

    /// <summary>Which parameters the arguments of a method are for: those that Python takes by name only are found by their names.</summary>
    /// <param name="names">Names of the method's parameters.</param>
    /// <param name="problem">What does not fit: a sentence, but for its first word; null where all does.</param>
    internal ArgumentPlan? Plan(IReadOnlyList<string> names, out string? problem) =>
        ArgumentPlan.Make(this, _code, _function, names, out problem);

    /// <summary>What it is as a value of a module.</summary>
    /// <exception cref="ArgumentException">It is a function of another module.</exception>
    internal PyObject CallableIn(PycModule module) => ReferenceEquals(module, _module)
        ? Callable
        : throw new ArgumentException($"{Declaration} is a function of {_module.Name}, and {module.Name} cannot hold it.");

    /// <summary>Lets go of the versions that were built with an older value of a global.</summary>
    /// <param name="global">Its name.</param>
    /// <param name="generation">The first generation with the new value.</param>
    internal void Forget(string global, long generation)
    {
        List<FunctionVersion> stale;
        lock (_versionsLock)
        {
            stale = [.. _versions.Where(version => version.Generation < generation && version.Uses(global))];
            _versions = _versions.RemoveRange(stale);
        }
        foreach (var version in stale)
            version.Retire();
    }

    private ImmutableArray<ParameterType> TypesOf(ReadOnlySpan<Type> parameterTypes)
    {
        if (parameterTypes.Length == 0)
            parameterTypes = DefaultTypes();
        if (!Accepts(parameterTypes.Length))
            throw new ArgumentException($"{Declaration} takes {ArgumentCounts}, {parameterTypes.Length} types were given.", nameof(parameterTypes));
        var types = ImmutableArray.CreateBuilder<ParameterType>(parameterTypes.Length);
        foreach (var type in parameterTypes)
        {
            if (!Passers.AreNative(type))
                throw new ArgumentException($"{TypeNames.Of(type)} cannot be passed to {Declaration}.", nameof(parameterTypes));
            types.Add(NativeWord.ParameterTypeOf(type));
        }
        return types.MoveToImmutable();
    }
}
