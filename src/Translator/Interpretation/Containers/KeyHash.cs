namespace Pyc.Translation.Interpretation;

/// <summary>The hash of a value that is to be a key of a dict or an element of a set.</summary>
internal static class KeyHash
{
    /// <summary>The hash.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="key">The value.</param>
    /// <param name="wrapping">Makes another error of the TypeError of a value without hash; null for none.</param>
    public static long Of(PythonRuntime runtime, PyValue key, Func<PyValue, PythonError, PythonError>? wrapping)
    {
        if (key.Object is PyStr text)
            return text.Hash(runtime);
        if (wrapping is null || key.Object is null)
            return Operators.Hash(runtime, key);
        try
        {
            return Operators.Hash(runtime, key);
        }
        catch (PythonError error) when (ReferenceEquals(error.Value.Type, ExceptionTypes.TypeError))
        {
            throw wrapping(key, error);
        }
    }
}
