namespace Pyc.Translation.Interpretation;

/// <summary><c>reversed(sequence)</c> of a sequence that has a length and items by index.</summary>
internal sealed class ReversedIterator(PyValue sequence, long length) : PyIterator
{
    private long _index = length - 1;

    /// <inheritdoc/>
    public override PyType Type => BuiltinIteratorTypes.Reversed;

    /// <inheritdoc/>
    public override int LengthHint => (int)Math.Min(_index + 1, int.MaxValue);

    /// <summary>The constructor: asks the value's own <c>__reversed__</c> first.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var value = arguments[1];
        UnavailableObject.Check(value);
        var hasOwn = value.Type.TryLookup(runtime, "__reversed__", out var own);
        if (hasOwn && own.IsNone)
            throw runtime.Semantics.Builtins.NotReversible(value);
        if (SpecialMethods.TryCall(runtime, value, "__reversed__", out var result))
            return result;
        // A dict or set has a length and knows [], but no order by index.
        if (value.Object is not { } target || target is PyDict or PySet || !IsSequence(runtime, target)
            || !target.TryGetLength(runtime, out var length))
        {
            throw runtime.Semantics.Builtins.NotReversible(value);
        }
        return new ReversedIterator(value, length);
    }

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        item = default;
        if (_index < 0)
            return false;
        try
        {
            item = Operators.GetItem(runtime, sequence, PyValue.FromInt(_index));
        }
        catch (PythonError error) when (
            error.Value.Type.IsSubtypeOf(ExceptionTypes.IndexError) || error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            _index = -1;
            return false;
        }
        _index--;
        return true;
    }

    private static bool IsSequence(PythonRuntime runtime, PyObject target) =>
        target is PyList or PyTuple or PyStr or PyBytes or PyRange || target.Type.TryLookup(runtime, "__getitem__", out _);
}
