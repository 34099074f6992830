namespace Pyc.Translation.Interpretation;

/// <summary>Keeps the repr of a container that holds itself from going on for ever.</summary>
/// <remarks>CPython: <c>Objects/object.c</c>, <c>Py_ReprEnter</c>.</remarks>
internal static class ReprGuard
{
    /// <summary>Begins the repr of a container; false where it is inside its own repr. Pairs with <see cref="Leave"/> where true.</summary>
    /// <exception cref="PythonError">Nested too deeply: RecursionError.</exception>
    public static bool TryEnter(PythonRuntime runtime, PyObject container)
    {
        if (runtime.BeingShown.Contains(container))
            return false;
        runtime.EnterRepr();
        runtime.BeingShown.Add(container);
        return true;
    }

    /// <summary>Ends the repr of a container.</summary>
    public static void Leave(PythonRuntime runtime, PyObject container)
    {
        runtime.BeingShown.Remove(container);
        runtime.Leave();
    }
}

/// <content>The containers whose repr is being made.</content>
internal sealed partial class PythonRuntime
{
    /// <summary>The containers whose repr is being made.</summary>
    public HashSet<PyObject> BeingShown { get; } = new(ReferenceEqualityComparer.Instance);
}
