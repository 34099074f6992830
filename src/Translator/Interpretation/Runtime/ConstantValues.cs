using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constants of a file as values.</summary>
internal static class ConstantValues
{
    /// <summary>The value of a constant.</summary>
    public static PyValue Of(PythonRuntime runtime, Constant constant) => throw new NotSupportedException();
}
