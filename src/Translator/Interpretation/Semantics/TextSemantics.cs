using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in text.</summary>
internal sealed partial record TextSemantics
{
    /// <summary><c>&lt;class 'int'&gt;</c>, or <c>&lt;type 'int'&gt;</c>.</summary>
    public string ReprOfType(PyType type) => throw new NotSupportedException();

    /// <summary>The semantics of one series.</summary>
    public static TextSemantics For(PythonVersion version) => new();
}
