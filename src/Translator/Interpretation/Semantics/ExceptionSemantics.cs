using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in exceptions.</summary>
internal sealed partial record ExceptionSemantics
{
    /// <summary>AttributeError: a value has no attribute of that name.</summary>
    public PythonError NoAttribute(PyValue value, string name) => throw new NotSupportedException();

    /// <summary>The semantics of one series.</summary>
    public static ExceptionSemantics For(PythonVersion version) => new();
}
