namespace Pyc.Translation.Interpretation;

/// <summary>What staticmethod and classmethod show of the function they wrap.</summary>
internal static class WrappedFunction
{
    /// <summary><c>__func__</c>, and from 3.10 on the names of the function.</summary>
    public static bool TryGetAttribute(PythonRuntime runtime, PyValue function, string name, out PyValue value)
    {
        if (name == "__func__" || (name == "__wrapped__" && runtime.Semantics.Classes.StaticMethodIsCallable))
        {
            value = function;
            return true;
        }
        value = default;
        return name is "__name__" or "__qualname__" or "__module__" or "__doc__" && runtime.Semantics.Classes.StaticMethodIsCallable
            && Attributes.TryGet(runtime, function, name, out value);
    }
}
