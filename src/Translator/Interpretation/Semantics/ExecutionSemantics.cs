using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in the statements of Python: variables, unpacking, raising, imports, generators.</summary>
/// <remarks>CPython: <c>Python/ceval.c</c>, <c>Python/errors.c</c>, <c>Objects/genobject.c</c>.</remarks>
internal sealed record ExecutionSemantics
{
    private readonly PythonVersion _version;

    private ExecutionSemantics(PythonVersion version) => _version = version;

    /// <summary>Whether functions have a <c>__qualname__</c> (from 3.3).</summary>
    public bool HasQualifiedNames => IsFrom(3, 3);

    /// <summary>Whether exceptions remember what was handled when they were raised (Python 3).</summary>
    public bool ChainsExceptions => IsFrom(3, 0);

    /// <summary>Whether <c>raise</c> of an exception that was raised before starts its traceback anew (Python 2).</summary>
    public bool RaiseStartsTraceback => !IsFrom(3, 0);

    /// <summary>Whether <c>except</c> takes anything for a class, and compares by identity (Python 2).</summary>
    public bool MatchesAnything => !IsFrom(3, 0);

    /// <summary>TypeError: what is raised is no exception.</summary>
    public string RaisedNoException(PyValue value) => IsFrom(3, 0)
        ? "exceptions must derive from BaseException"
        : $"exceptions must be old-style classes or derived from BaseException, not {value.Type.Name}";

    /// <summary>TypeError: what is thrown into a generator is no exception.</summary>
    public string ThrownNoException(PyValue value) => IsFrom(3, 0)
        ? $"exceptions must be classes or instances deriving from BaseException, not {value.Type.Name}"
        : $"exceptions must be classes, or instances, not {value.Type.Name}";

    /// <summary>The error of a bare <c>raise</c> where nothing is handled: class and message.</summary>
    public PythonError NothingToRaise() => IsFrom(3, 0)
        ? PyErrors.RuntimeError("No active exception to reraise")
        : PyErrors.TypeError("exceptions must be old-style classes or derived from BaseException, not NoneType");

    /// <summary>Message of a local that is unbound.</summary>
    public string UnboundLocal(string name) => IsFrom(3, 11)
        ? $"cannot access local variable '{name}' where it is not associated with a value"
        : $"local variable '{name}' referenced before assignment";

    /// <summary>Message of a variable of an enclosing function that is unbound.</summary>
    public string UnboundFree(string name) => IsFrom(3, 11)
        ? $"cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
        : $"free variable '{name}' referenced before assignment in enclosing scope";

    /// <summary>Message of a global that does not exist.</summary>
    public string UnknownGlobal(string name) => $"{(IsFrom(3, 4) ? "" : "global ")}name '{name}' is not defined";

    /// <summary>What stands behind a star in a list or call cannot be iterated over.</summary>
    public string CannotStar(PyValue value) => IsFrom(3, 9)
        ? $"Value after * must be an iterable, not {value.Type.Name}"
        : $"'{value.Type.Name}' object is not iterable";

    /// <summary>A <c>with</c> has no context manager.</summary>
    public PythonError NoContextManager(PyValue value, string method) =>
        IsFrom(3, 14) ? PyErrors.TypeError(
            $"'{value.Type.Name}' object does not support the context manager protocol (missed {method} method)")
        : IsFrom(3, 11) ? PyErrors.TypeError($"'{value.Type.Name}' object does not support the context manager protocol"
            + (method == "__exit__" ? " (missed __exit__ method)" : ""))
        : PyErrors.AttributeError(IsFrom(3, 6) || !IsFrom(3, 0) ? method : $"'{value.Type.Name}' object has no attribute '{method}'");

    /// <summary>No module has that name.</summary>
    public PythonError NoModule(string name) => PyErrors.Of(
        IsFrom(3, 6) ? ExceptionTypes.ModuleNotFoundError : ExceptionTypes.ImportError,
        IsFrom(3, 3) ? $"No module named '{name}'" : $"No module named {name}");

    /// <summary>A module does not have that name.</summary>
    public string CannotImportName(string name, string module) =>
        IsFrom(3, 7) ? $"cannot import name '{name}' from '{module}' (unknown location)"
        : IsFrom(3, 4) ? $"cannot import name '{name}'"
        : $"cannot import name {name}";

    /// <summary>Whether a StopIteration that leaves a generator becomes a RuntimeError: from 3.7, before with its <c>__future__</c> import.</summary>
    public bool ConvertsStopIteration(CodeObject code) =>
        IsFrom(3, 7) || (IsFrom(3, 5) && ((int)code.Flags & FutureGeneratorStop) != 0);

    /// <summary>Whether <c>close</c> gives what the generator returned (from 3.13).</summary>
    public bool CloseGivesResult => IsFrom(3, 13);

    // co_flags of 3.5 and 3.6: CO_FUTURE_GENERATOR_STOP.
    private const int FutureGeneratorStop = 0x80000;

    /// <summary>The semantics of one series.</summary>
    public static ExecutionSemantics For(PythonVersion version) => new(version);

    private bool IsFrom(int major, int minor) => _version.IsAtLeast(major, minor);
}
