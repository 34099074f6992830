namespace Pyc.Translation.Interpretation;

/// <summary>Python 3's <c>filter(function, iterable)</c>, and itertools' <c>filterfalse</c>.</summary>
internal sealed class FilterIterator(PyType type, PyValue function, PyIterator items, bool keeps) : PyIterator
{
    /// <inheritdoc/>
    public override PyType Type => type;

    /// <summary>The constructor of <c>filter</c>.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        new FilterIterator(BuiltinIteratorTypes.Filter, arguments[1], Operators.GetIterator(runtime, arguments[2]), keeps: true);

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        while (items.TryNext(runtime, out item))
        {
            if (Accepts(runtime, function, item) == keeps)
                return true;
        }
        return false;
    }

    /// <summary>Whether the function, or the item itself where there is none, is true.</summary>
    public static bool Accepts(PythonRuntime runtime, PyValue function, PyValue item) =>
        Operators.IsTrue(runtime, function.IsNone || function.Object == PyTypes.Bool ? item : Operators.Call(runtime, function, item));
}
