using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Pyc.Binding;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Native;
using Pyc.Translation.Build;

namespace Pyc;

/// <summary>A loaded .pyc: the functions that its top level defines, and the native code made of them.</summary>
/// <remarks>
/// All members may be used by any number of threads at once. Delegates outlive the module: they hold their own code. Nothing of the
/// file is run; functions are found by reading the instructions of the top level.
/// </remarks>
public sealed class PycModule : IDisposable
{
    private readonly Lazy<CodeHeap> _heap = new(() => new CodeHeap());          // where no code can run, a file can still be read and listed
    private volatile bool _disposed;
    private readonly FrozenDictionary<string, PycFunction> _functions;
    private readonly FrozenDictionary<string, ModuleBinding> _otherNames;

    private PycModule(PycFile file, PycOptions options)
    {
        File = file;
        Options = options;
        Scope = new ModuleScope(file.CodeObjects());
        Name = Path.GetFileName(file.FileName ?? file.Code.FileName);
        var bindings = ModuleFunctions.Find(BytecodeDecoder.Decode(file.Code)).ToLookup(binding => binding.Code is not null);
        Functions = [.. bindings[true].Select(binding => new PycFunction(this, binding.Name, binding.Code!, binding.Obstacle))];
        _otherNames = bindings[false].ToFrozenDictionary(binding => binding.Name);
        _functions = Functions.ToFrozenDictionary(function => function.Name);
    }

    /// <summary>The file that it was loaded from.</summary>
    public PycFile File { get; }

    /// <summary>Name of the .pyc file, or of the source file where it was loaded from memory.</summary>
    public string Name { get; }

    /// <summary>The CPython series that compiled it.</summary>
    public PythonVersion Version => File.Version;

    /// <summary>The functions that the top level defines, in the order of their definitions.</summary>
    public IReadOnlyList<PycFunction> Functions { get; }

    /// <summary>The function of that name.</summary>
    /// <exception cref="FunctionNotFoundException">There is none; the message names similar ones.</exception>
    /// <exception cref="FunctionUnavailableException">The name is bound, but not by a plain <c>def</c>.</exception>
    public PycFunction this[string name] =>
        TryGetFunction(name, out var function) ? function : throw NotFound(name);

    internal PycOptions Options { get; }

    internal ModuleScope Scope { get; }

    /// <summary>The function of that name, if there is one.</summary>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out PycFunction? function) =>
        _functions.TryGetValue(name, out function);

    /// <summary>Gives a Python function as a delegate; it is compiled at the first call.</summary>
    /// <typeparam name="TDelegate">
    /// Any delegate type with 0 to 16 parameters of type <see cref="sbyte"/> to <see cref="ulong"/>, <see cref="bool"/> or
    /// <see cref="System.Numerics.BigInteger"/>; the result is one of these, nullable where None is possible, or void for None.
    /// </typeparam>
    /// <param name="name">The function's name.</param>
    /// <returns>
    /// A delegate that may be called from any number of threads at once. It throws <see cref="PythonException"/> where Python raises,
    /// and <see cref="OverflowException"/> where an argument, the result or what leads to it does not fit.
    /// </returns>
    /// <exception cref="FunctionNotFoundException">There is no such function.</exception>
    /// <exception cref="SignatureMismatchException">The delegate's parameters or result do not fit the function's.</exception>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public TDelegate Get<TDelegate>(string name)
        where TDelegate : Delegate => DelegateBinder.Bind<TDelegate>(this[name]);

    /// <summary>
    /// Lets go of the native code. Delegates that are held go on to work if they were called before; the rest throw
    /// <see cref="ObjectDisposedException"/> at their first call.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        if (_heap.IsValueCreated)
            _heap.Value.Dispose();
        PycJitLog.ModuleDisposed(Options.Logger, Name);
    }

    internal static PycModule Create(PycFile file, PycOptions? options)
    {
        var module = new PycModule(file, options ?? PycOptions.Default);
        PycJitLog.ModuleLoaded(module.Options.Logger, module.Name, module.Version.ToString(), module.Functions.Count);
        return module;
    }

    internal CodeBlock AddCode(ReadOnlySpan<byte> code)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _heap.Value.Add(code);
    }

    private PycJitException NotFound(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_otherNames.TryGetValue(name, out var binding) && binding.Obstacle is { } obstacle)
            return new FunctionUnavailableException(Name, name, File.Code.FileName, binding.Line, obstacle);
        var all = Functions.Select(function => function.Name).ToList();
        var close = CloseNames.Of(name, all);
        return new FunctionNotFoundException(Name, name, close.Count > 0 ? close : all, close.Count > 0);
    }
}
