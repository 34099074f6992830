using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Pyc.Binding;
using Pyc.Binding.Values;
using Pyc.Execution;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Native;
using Pyc.Profiling;
using Pyc.Telemetry;
using Pyc.Translation;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.X64;

namespace Pyc;

/// <summary>A loaded .pyc: the functions that its top level defines, and the native code made of them.</summary>
/// <remarks>
/// All members may be used by any number of threads at once. Delegates outlive the module: they hold their own code. Loading runs the
/// top level, as an import does, in the interpreter: nothing outside the process can be reached from there.
/// </remarks>
public sealed partial class PycModule : IDisposable
{
    private readonly Lazy<CodeHeap> _heap;                  // where no code can run, a file can still be read and listed
    private bool _disposed;
    private PycJitMeter.ModuleCount? _count;                // once it is loaded
    private volatile FunctionTable _functions;
    private volatile ModuleScope _scope;
    private readonly ModuleEvaluation _evaluation;
    private readonly Lazy<NativeCodeUnavailableException?> _refusal;

    private PycModule(PycFile file, PycOptions options, CancellationToken cancellationToken)
    {
        File = file;
        Options = options;
        Name = Path.GetFileName(file.FileName ?? file.Code.FileName);
        Profiler = Profiler.For(this);
        _heap = new Lazy<CodeHeap>(() => options.HeapOf?.Invoke(PycJitMeter.CodeMemory) ?? new CodeHeap(PycJitMeter.CodeMemory, isAnonymous: Profiler is { NeedsAnonymousPages: true }));
        Runtime = new PythonRuntime(file.Version) 
        {
            Output = options.Output,
            RecursionLimit = options.RecursionLimit,
            Modules = new StandardModules(),
        };
        Limits = new CallLimits(options.Limits, this);
        _evaluation = Evaluate(new CallLimits(options.LoadLimits, this), cancellationToken);
        _scope = new ModuleScope(file, Runtime, _evaluation.Globals);
        // What the top level computes is Python's; functions compute as the options say, wherever they run.
        Runtime.WrapsIntegers = options.Integers == IntegerMode.Wrap64;
        _functions = new FunctionTable(
            [.. _evaluation.Globals.Items.Where(pair => IsFunction(pair.Value)).Select(pair => FunctionOf(pair.Key, pair.Value))]);
        _refusal = new Lazy<NativeCodeUnavailableException?>(RefusalOfTheSystem);
    }

    /// <summary>The file that it was loaded from.</summary>
    public PycFile File { get; }

    /// <summary>Name of the .pyc file, or of the source file where it was loaded from memory.</summary>
    public string Name { get; }

    /// <summary>The CPython series that compiled it.</summary>
    public PythonVersion Version => File.Version;

    /// <summary>
    /// The functions that the module has once its top level has run, in the order in which their names were first bound: aliases and
    /// decorated functions too. Classes, and functions of Python's own, are not among them. <see cref="SetGlobal"/> changes them.
    /// </summary>
    public IReadOnlyList<PycFunction> Functions => CurrentFunctions.All;

    /// <summary>The function of that name.</summary>
    /// <exception cref="FunctionNotFoundException">There is none; the message names similar ones.</exception>
    /// <exception cref="FunctionUnavailableException">The name is bound to something else, or its value could not be had.</exception>
    public PycFunction this[string name] =>
        TryGetFunction(name, out var function) ? function : throw NotFound(name);

    internal PycOptions Options { get; }

    /// <summary>What tells profilers about native code; null where none are to be told.</summary>
    internal Profiler? Profiler { get; }

    /// <summary>The globals that native code may take for constants.</summary>
    internal ModuleScope Scope => Root._scope;

    /// <summary>What the module's Python code runs in.</summary>
    internal PythonRuntime Runtime { get; }

    /// <summary>How C# values pass to Python.</summary>
    internal ValueConverters Converters { get; } = new();

    /// <summary>The names that the top level would have bound to values that could not be had, with the reasons: imports most of all.</summary>
    public IReadOnlyList<(string Name, Diagnostic Why)> UnavailableNames =>
        [.. _evaluation.Unavailable.Select(unavailable => (unavailable.Name, unavailable.Diagnostic))];

    /// <summary>The function of that name, if there is one.</summary>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out PycFunction? function) =>
        CurrentFunctions.ByName.TryGetValue(name, out function);

    /// <summary>Gives a Python function as a delegate; where it is native code, it is compiled at the first call.</summary>
    /// <typeparam name="TDelegate">
    /// Any delegate type with 0 to 16 parameters. Native code takes <see cref="sbyte"/> to <see cref="ulong"/>,
    /// <see cref="System.Numerics.BigInteger"/>, <see cref="Half"/> to <see cref="double"/> and <see cref="bool"/>, nullable where None is
    /// passed; of <see cref="sbyte"/> to <see cref="ulong"/>, <see cref="float"/>, <see cref="double"/> and <see cref="bool"/> also <c>T[]</c>,
    /// <c>T[,]</c>, <c>T[][]</c>, <c>Span&lt;T></c>, <c>Memory&lt;T></c>, <c>ReadOnlySpan&lt;T></c>, <c>ReadOnlyMemory&lt;T></c> and <c>List&lt;T></c>,
    /// null for None. These are lent: Python works in their memory, without a copy. To Python they are lists; the length of all but
    /// <c>List&lt;T></c> is fixed. The result is any type that holds it, an array or a <c>List&lt;T></c> for a list, or void for None. The interpreter takes
    /// besides <see cref="Int128"/>, <see cref="UInt128"/>, <see cref="string"/>, <see cref="char"/>, value tuples, such arrays and lists of what it
    /// takes, in which Python's changes are found after the call, <c>IReadOnlyList&lt;T></c>, <c>ImmutableArray&lt;T></c> for a tuple, and
    /// <see cref="object"/>. Parameters with defaults may be left out there.
    /// </typeparam>
    /// <param name="name">The function's name.</param>
    /// <returns>
    /// A delegate that may be called from any number of threads at once; interpreted calls of one module wait for each other. It throws
    /// <see cref="PythonException"/> where Python raises, <see cref="OverflowException"/> where the result does not fit,
    /// and <see cref="ResultTypeException"/> where the result is of a type that the delegate does not hold.
    /// </returns>
    /// <exception cref="FunctionNotFoundException">There is no such function.</exception>
    /// <exception cref="FunctionUnavailableException">The name is bound to something else, or its value could not be had.</exception>
    /// <exception cref="SignatureMismatchException">The delegate's parameters or result do not fit the function's.</exception>
    /// <exception cref="UnsupportedBytecodeException">
    /// The function does what native code cannot do, and <see cref="PycOptions.Fallback"/> does not let it run interpreted.
    /// </exception>
    /// <exception cref="NativeCodeUnavailableException">Likewise, where there is no native code at all.</exception>
    public TDelegate Get<TDelegate>(string name)
        where TDelegate : Delegate => TierSelection.Bind<TDelegate>(this, this[name]);

    /// <summary>Gives a Python function as a delegate of the types that its annotations name.</summary>
    /// <param name="name">The function's name.</param>
    /// <returns>
    /// A <c>Func</c> or an <c>Action</c>: <c>int</c> is <see cref="long"/>, <c>float</c> <see cref="double"/>, <c>bool</c>, <c>str</c>, a result of
    /// None <see langword="void"/>, <c>tuple[int, float]</c> a value tuple, <c>tuple[int, ...]</c> an <c>ImmutableArray</c>, <c>list[int]</c> a
    /// <c>List</c>, <c>Sequence[int]</c> an <c>IReadOnlyList</c>, <c>int | None</c> and <c>Optional[int]</c> a nullable, <c>object</c> and <c>Any</c>
    /// <see cref="object"/>. Where the result has no annotation, it is what native code returns, or <see cref="object"/>.
    /// </returns>
    /// <exception cref="AnnotationException">Not all types are named, or C# has none like them.</exception>
    /// <inheritdoc cref="Get{TDelegate}" path="/exception"/>
    public Delegate Get(string name) => this[name].BindAsAnnotated();

    /// <summary>Gives a Python function as a delegate, if that is possible.</summary>
    /// <typeparam name="TDelegate">As for <see cref="Get{TDelegate}"/>.</typeparam>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The delegate; null where there is none.</param>
    /// <param name="whyNot">Why there is none: what <see cref="Get{TDelegate}"/> would say; null where there is one.</param>
    public bool TryGet<TDelegate>(
        string name, [NotNullWhen(true)] out TDelegate? function, [NotNullWhen(false)] out string? whyNot)
        where TDelegate : Delegate
    {
        try
        {
            (function, whyNot) = (Get<TDelegate>(name), null);
            return true;
        }
        catch (PycJitException error)
        {
            (function, whyNot) = (null, error.Message);
            return false;
        }
    }

    /// <summary>Gives the module as an implementation of an interface.</summary>
    /// <typeparam name="TInterface">
    /// An interface. Each method stands for a Python function of the same name, or of one that differs in case and in underscores between words
    /// alone (<c>BlackScholes</c> is <c>black_scholes</c>), or of that of a <see cref="PythonNameAttribute"/>; its parameters and its
    /// result are those that <see cref="Get{TDelegate}"/> takes. Parameters that Python takes by name only are found by their names, those with
    /// defaults may be left out where the function runs interpreted. A property stands for a global in the same way, converted at each
    /// use (<see cref="GetGlobal{T}"/>, <see cref="SetGlobal"/>), or, where its type is a delegate, for a function. Methods with bodies are
    /// left as they are. Where the interface is <see cref="IDisposable"/>, disposing the object disposes the module.
    /// </typeparam>
    /// <returns>An object that may be used by any number of threads at once. A call costs little more than that of a delegate.</returns>
    /// <exception cref="InterfaceMismatchException">Members do not fit: all of them, with the reasons.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="TInterface"/> is no interface.</exception>
    /// <exception cref="TypeNotCompiledException">
    /// The program is compiled ahead of time, and PycJit's source generator has seen no such call with the interface.
    /// </exception>
    public TInterface Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TInterface>()
        where TInterface : class => (TInterface)InterfaceBinder.Bind(this, typeof(TInterface));

    /// <summary>
    /// Lets go of the native code. Delegates that are held go on to work if they were called before; the rest throw
    /// <see cref="ObjectDisposedException"/> at their first call. A view (<see cref="WithLimits"/>) has nothing to let go of: the module is disposed by itself.
    /// </summary>
    public void Dispose()
    {
        if (_viewed is not null)
            return;
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        if (_heap.IsValueCreated)
            _heap.Value.Dispose();
        _count?.Dispose();
        PycJitLog.ModuleDisposed(Options.Logger, Name);
    }

    internal static PycModule Create(Func<PycFile> read, PycOptions? options, CancellationToken cancellationToken = default)
    {
        options ??= PycOptions.Default;
        WarmUp.Start(options);
        var start = Stopwatch.GetTimestamp();
        using var activity = PycJitActivities.StartLoad();
        PycModule module;
        try
        {
            module = new PycModule(read(), options, cancellationToken);
        }
        catch (Exception error)
        {
            PycJitMeter.LoadFailed(Stopwatch.GetElapsedTime(start), error);
            PycJitActivities.Fail(activity, error);
            throw;
        }
        module._count = PycJitMeter.Loaded(Stopwatch.GetElapsedTime(start));
        PycJitActivities.EndLoad(activity, module);
        module.LogLoad();
        return module;
    }

    private void LogLoad()
    {
        var logger = Options.Logger;
        if (logger.IsEnabled(LogLevel.Information))
            PycJitLog.ModuleLoaded(logger, Name, Version.ToString(), Functions.Count);
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        foreach (var (name, why) in UnavailableNames)
            PycJitLog.NameUnavailable(logger, Name, name, why.ToString(), why.Descriptor.Id);
    }

    /// <summary>Copies machine code to where it can run.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    /// <exception cref="NativeCodeUnavailableException">The system gives no memory.</exception>
    internal CodeBlock AddCode(ReadOnlySpan<byte> code)
    {
        // In this order: of two threads, either the one that disposes finds the heap, or this one learns of it.
        var heap = _heap.Value;
        ObjectDisposedException.ThrowIf(Volatile.Read(ref Root._disposed), this);
        try
        {
            return heap.Add(code);
        }
        catch (NativeMemoryException refusal)
        {
            throw RefusalOf(refusal);
        }
    }

    /// <summary>Makes sure that native code is not excluded from the start.</summary>
    /// <exception cref="NativeCodeUnavailableException">It is.</exception>
    internal void ThrowIfNativeCodeIsRuledOut()
    {
        if (RefusalOf(Options, CpuFeatures.IsSupported) is { } refusal)
            throw refusal;
    }

    /// <summary>Why there is no native code from the start; null where there is.</summary>
    internal NativeCodeUnavailableException? RefusalOf(PycOptions options, bool isProcessorSupported)
    {
        if (options.ExecutableMemory == ExecutableMemory.Forbid)
        {
            return new NativeCodeUnavailableException(
                Name, DiagnosticDescriptors.ExecutableMemoryForbidden, "the options say ExecutableMemory = Forbid", "Native code needs ExecutableMemory = Allow.");
        }
        if (!isProcessorSupported)
        {
            return new NativeCodeUnavailableException(
                Name, DiagnosticDescriptors.Processor, "PycJit makes code for x86-64 processors with SSE4.2 and POPCNT (x86-64-v2), which this one is not",
                "Run it on such a processor.");
        }
        return null;
    }

    /// <summary>Makes sure that this system runs native code, by making some.</summary>
    /// <exception cref="NativeCodeUnavailableException">It does not.</exception>
    internal void EnsureCodeCanRun()
    {
        ThrowIfNativeCodeIsRuledOut();
        if (_refusal.Value is { } refusal)
            throw new NativeCodeUnavailableException(refusal.Function, refusal.Diagnostic);
    }

    /// <summary>Whether functions may run as native code: the options, the processor and the system allow it.</summary>
    internal bool RunsNativeCode => Options is { Tier: Tier.Auto, ExecutableMemory: ExecutableMemory.Allow } && CpuFeatures.IsSupported && _refusal.Value is null;

    /// <summary>What C# gets for an exception that Python raised.</summary>
    internal PythonException Raised(PyException value)
    {
        using (Runtime.HoldGate())
            return PythonExceptions.From(Runtime, value);
    }

    private ModuleEvaluation Evaluate(CallLimits limits, CancellationToken cancellationToken)
    {
        var control = limits.Begin(new PyCallContext(cancellationToken));
        try
        {
            using (Runtime.HoldGate())
                return Evaluate(control);
        }
        finally
        {
            limits.End(control);
        }
    }

    private ModuleEvaluation Evaluate(CallControl? control)
    {
        var outer = Runtime.BeginCall(control);
        try
        {
            return ModuleEvaluation.Run(Runtime, File.Code, Path.GetFileName(Name).Split('.')[0]);
        }
        catch (PythonError error)
        {
            throw PythonExceptions.From(Runtime, error.Value, $"{Name} cannot be loaded, its top level raises ");
        }
        catch (Exception stop) when (CallControl.TryLocate(stop, Place))
        {
            throw;
        }
        finally
        {
            Runtime.EndCall(outer);
        }
    }

    private bool IsFunction(PyValue value) => value.Object is PyFunction
        || value.Object is not (PyType or PyBuiltinFunction or UnavailableObject or TypingObject or null) && ObjectFunctions.IsCallable(Runtime, value);

    private NativeCodeUnavailableException? RefusalOfTheSystem()
    {
        ReadOnlySpan<byte> ret = [0xC3];
        try
        {
            _heap.Value.Add(ret).Dispose();
            return null;
        }
        catch (ObjectDisposedException)
        {
            return null;                    // whoever wants code made is told so
        }
        catch (NativeMemoryException refusal)
        {
            var error = RefusalOf(refusal);
            PycJitLog.NativeCodeUnavailable(Options.Logger, Name, error.Message, error.Diagnostic.Descriptor.Id);
            return error;
        }
    }

    /// <summary>What it means that the system gives no executable memory.</summary>
    internal NativeCodeUnavailableException RefusalOf(NativeMemoryException refusal) => new(
        Name, DiagnosticDescriptors.ExecutableMemoryRefused, $"{refusal.Operation} failed: {refusal.Reason} (error {refusal.ErrorCode})", refusal.Remedy);

    /// <summary>Why there is no function of that name.</summary>
    internal PycJitException NotFound(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (FindGlobal(name) is { IsUnbound: false } value)
        {
            return new FunctionUnavailableException(name, WhyNoFunction(name, value));
        }
        var all = Functions.Select(function => function.Name).ToList();
        var close = CloseNames.Of(name, all);
        return new FunctionNotFoundException(Name, name, close.Count > 0 ? close : all, close.Count > 0);
    }

    private Diagnostic WhyNoFunction(string name, PyValue value)
    {
        var diagnostic = value.Object is UnavailableObject unavailable
            ? unavailable.Used().Diagnostic
            : new Diagnostic
            {
                Descriptor = value.Object is PyType ? DiagnosticDescriptors.ClassAsFunction : DiagnosticDescriptors.NoFunction,
                Reason = $"it is {WhatItIs(value)}",
                Remedy = value.Object is PyType ? "Write a function that works with its objects." : "Name a function of the module.",
            };
        return diagnostic with { What = $"{name} of {Name} cannot be used" };
    }

    private string WhatItIs(PyValue value)
    {
        switch (value.Object)
        {
            case PyType:
                return "a class, and C# can hold none of its objects";
            case TypingObject:
                return "a name for annotations and for the compiler, which nothing can call";
            case PyBuiltinFunction:
                return "one of Python's own functions and not defined by the module";
            default:
                using (Runtime.HoldGate())
                    return Runtime.Ask(() => ConversionErrors.Describe(Runtime, value)) + ", and not a function";
        }
    }
}
