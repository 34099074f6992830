using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A code object, decoded when it is first run.</summary>
internal sealed partial class PyCode(CodeObject code) : PyObject
{
    /// <summary>The code object of the file.</summary>
    public CodeObject Code { get; } = code;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Code;
}
