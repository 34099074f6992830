using System.Collections.Concurrent;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation;

/// <summary>Where the Pythons truly differ once their bytecode has become version-neutral.</summary>
/// <remarks>CPython: the sources of tags v2.7.18 to v3.15.0rc1; each part names its files.</remarks>
public sealed record PythonSemantics
{
    private static readonly ConcurrentDictionary<PythonVersion, PythonSemantics> s_byVersion = new();

    private PythonSemantics(PythonVersion version)
    {
        Version = version;
        Numbers = NumberSemantics.For(version);
        Containers = ContainerSemantics.For(version);
        Text = TextSemantics.For(version);
        Calls = CallSemantics.For(version);
        Builtins = BuiltinSemantics.For(version);
        Exceptions = ExceptionSemantics.For(version);
        Execution = ExecutionSemantics.For(version);
        Classes = ClassSemantics.For(version);
        Tracebacks = TracebackSemantics.For(version);
    }

    /// <summary>The series.</summary>
    public PythonVersion Version { get; }

    internal NumberSemantics Numbers { get; }

    internal ContainerSemantics Containers { get; }

    internal TextSemantics Text { get; }

    internal ClassSemantics Classes { get; }

    internal TracebackSemantics Tracebacks { get; }

    internal CallSemantics Calls { get; }

    internal BuiltinSemantics Builtins { get; }

    internal ExceptionSemantics Exceptions { get; }

    internal ExecutionSemantics Execution { get; }

    /// <summary>The semantics of one series.</summary>
    public static PythonSemantics For(PythonVersion version) => s_byVersion.GetOrAdd(version, static one => new PythonSemantics(one));
}
