using System.Runtime.CompilerServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What the code of one module runs in: its version's semantics, the builtins, the limits.</summary>
/// <remarks>One thread at a time, as under CPython's lock: whoever calls takes <see cref="Gate"/>.</remarks>
internal sealed partial class PythonRuntime
{
    private const int DefaultRecursionLimit = 1000;

    private int _depth;

    /// <summary>A runtime for modules of one version.</summary>
    public PythonRuntime(PythonVersion version)
    {
        Version = version;
        Semantics = PythonSemantics.For(version);
        Builtins = BuiltinNames.For(version);
    }

    /// <summary>The CPython series that compiled the module.</summary>
    public PythonVersion Version { get; }

    /// <summary>What differs between the versions.</summary>
    public PythonSemantics Semantics { get; }

    /// <summary>The names that every module sees.</summary>
    public PyNamespace Builtins { get; }

    /// <summary>The sizes that are allowed.</summary>
    public PythonMemory Memory { get; } = new();

    /// <summary>Bytes by which the memory in use may grow, the host's included: see <see cref="PythonMemory.Limit"/>.</summary>
    public long MemoryLimit
    {
        get => Memory.Limit;
        set => Memory.Limit = value;
    }

    /// <summary>Where <c>print</c> writes; null where it may not.</summary>
    public TextWriter? Output { get; init; }

    /// <summary><c>sys.getrecursionlimit()</c>: the depth of Python calls that raises RecursionError.</summary>
    public int RecursionLimit
    {
        get;
        init => (field, _depthLimit) = (value, value);
    } = DefaultRecursionLimit;

    /// <summary>
    /// Whether arithmetic of ints is done modulo 2⁶⁴, two's complement, as <see cref="IntegerMode.Wrap64"/> asks: results of operators
    /// beyond 64 bits wrap, and so do constants.
    /// </summary>
    public bool WrapsIntegers { get; set; }

    /// <summary>How often an attribute of a class was changed: what was looked up before may be another now.</summary>
    internal long ClassChanges { get; set; }

    /// <summary>The globals of the module that runs; null before.</summary>
    internal PyNamespace? MainGlobals { get; set; }

    /// <summary>Held by the thread that runs Python code of this runtime.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Counts a call of Python code, or of anything that recurses through C# code.</summary>
    /// <param name="purpose">The end of the message, which says what for.</param>
    /// <exception cref="PythonError">The limit is reached, or the thread's stack is nearly used up: RecursionError.</exception>
    public void Enter(string purpose = "")
    {
        if (_depth >= _depthLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep(purpose);
        if (_stackEnd != 0)
            CheckStack();
        if (_depth == 0)
            Memory.StartCall();
        Charge();
        _depth++;
    }

    /// <summary>Checks the thread's stack for what recurses through C# code without being a call to Python: an iterator of an iterator.</summary>
    /// <exception cref="PythonError">It is nearly used up: RecursionError.</exception>
    internal void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw RecursionError();
        if (_stackEnd != 0)
            CheckStack();
    }

    /// <summary>Counts a comparison of containers, as <see cref="Enter"/> does.</summary>
    public void EnterComparison() => Enter(Semantics.Containers.WhileComparing);

    /// <summary>Counts the repr of a container, as <see cref="Enter"/> does.</summary>
    public void EnterRepr() => Enter(" while getting the repr of an object");

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave() => _depth--;
}
