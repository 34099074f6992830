using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <summary>An exception as Python code sees it.</summary>
/// <remarks>CPython: <c>Objects/exceptions.c</c>.</remarks>
internal sealed partial class PyException(PyType type, ImmutableArray<PyValue> args) : PyUserObject
{
    /// <inheritdoc/>
    public override PyType Type { get; } = type;

    /// <summary><c>args</c>.</summary>
    public ImmutableArray<PyValue> Args { get; set; } = args;

    /// <summary><c>__cause__</c>: what <c>raise … from</c> named.</summary>
    public PyException? Cause { get; set; }

    /// <summary><c>__context__</c>: what was being handled when it was raised. Python 2 has none.</summary>
    public PyException? Context { get; set; }

    /// <summary><c>__suppress_context__</c>: <c>raise … from</c> was used.</summary>
    public bool SuppressContext { get; set; }

    /// <summary>Where it passed, the frame that raised it first; a frame may be there more than once.</summary>
    public List<TracebackEntry> Traceback { get; } = [];

    /// <summary>What the frame saw that raised it first; null for an exception that knows no name.</summary>
    public RaisingFrame? RaisedIn { get; set; }

    /// <summary>The values of its <see cref="ExceptionField"/>s; null while all are None.</summary>
    public Dictionary<string, PyValue>? Fields { get; private set; }

    /// <summary>Sets an <see cref="ExceptionField"/>.</summary>
    public void SetField(string name, PyValue value) => (Fields ??= [])[name] = value;

    /// <summary>What <c>__new__</c> makes, before <c>__init__</c>.</summary>
    public static PyException Create(PythonRuntime runtime, PyType type, ReadOnlySpan<PyValue> arguments) =>
        new(ReferenceEquals(type, ExceptionTypes.OSError) ? runtime.Semantics.Exceptions.OSErrorClass(arguments) : type,
            runtime.Semantics.Exceptions.IsPython2 ? [] : [.. arguments]);

    /// <summary><c>__init__</c> of Python's own classes.</summary>
    /// <exception cref="PythonError">A keyword argument that its class does not take: TypeError.</exception>
    public void Initialize(PythonRuntime runtime, in CallArguments arguments)
    {
        var positional = arguments.Positional;
        if (arguments.Names.Length > 0 && runtime.Semantics.Exceptions.TooManyKeywords(Type, arguments.Names.Length) is { } tooMany)
            throw tooMany;
        foreach (var name in arguments.Names)
        {
            if (!runtime.Semantics.Exceptions.TakesKeyword(Type, name))
                throw runtime.Semantics.Exceptions.UnknownKeyword(Type, name);
        }
        Args = [.. positional];
        for (var i = 0; i < arguments.Names.Length; i++)
            SetField(arguments.Names[i], arguments.Named[i]);
        if (Type.IsSubtypeOf(ExceptionTypes.EnvironmentError))
            InitializeOSError(runtime);
        else if (Type.IsSubtypeOf(ExceptionTypes.UnicodeDecodeError) || Type.IsSubtypeOf(ExceptionTypes.UnicodeEncodeError))
            InitializeUnicodeError();
        else if (positional.Length > 0)
            InitializeFromFirst(positional);
    }

    private void InitializeFromFirst(ReadOnlySpan<PyValue> positional)
    {
        if (Type.IsSubtypeOf(ExceptionTypes.StopIteration))
            SetField("value", positional[0]);
        else if (Type.IsSubtypeOf(ExceptionTypes.SystemExit))
            SetField("code", positional.Length == 1 ? positional[0] : new PyTuple(positional.ToArray()));
        else if (Type.IsSubtypeOf(ExceptionTypes.ImportError) && positional.Length == 1)
            SetField("msg", positional[0]);
        else if (Type.IsSubtypeOf(ExceptionTypes.SyntaxError))
            SetField("msg", positional[0]);
    }

    // Two to five arguments are the number, the text and the files; the files are no arguments any more.
    private void InitializeOSError(PythonRuntime runtime)
    {
        var given = Args;
        if (given.Length < 2 || given.Length > runtime.Semantics.Exceptions.MostOSErrorArguments)
            return;
        SetField("errno", given[0]);
        SetField("strerror", given[1]);
        if (given.Length > 2 && (!given[2].IsNone || runtime.Semantics.Exceptions.IsPython2))
        {
            SetField("filename", given[2]);
            if (given.Length == 5 && !given[4].IsNone)
                SetField("filename2", given[4]);
            Args = given[..2];
        }
    }

    private void InitializeUnicodeError()
    {
        string[] names = ["encoding", "object", "start", "end", "reason"];
        if (Args.Length != names.Length)
            throw PyErrors.TypeError($"function takes exactly {names.Length} arguments ({Args.Length} given)");
        for (var i = 0; i < names.Length; i++)
            SetField(names[i], Args[i]);
    }
}
