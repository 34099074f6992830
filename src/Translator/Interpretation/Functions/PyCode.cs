using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A code object, decoded when it is first run.</summary>
internal sealed partial class PyCode(CodeObject code) : PyObject
{
    private RunnableCode? _runnable;

    /// <summary>The code object of the file.</summary>
    public CodeObject Code { get; } = code;

    /// <summary>What the interpreter runs.</summary>
    /// <exception cref="PycFormatException">The code is damaged.</exception>
    public RunnableCode Runnable => _runnable ??= RunnableCode.Prepare(Code);

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Code;
}
