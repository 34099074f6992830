namespace Pyc.Translation.Interpretation;

/// <summary><c>iter(callable, sentinel)</c>.</summary>
internal sealed class CallableIterator(PyValue callable, PyValue sentinel) : PyIterator
{
    private bool _isDone;

    /// <inheritdoc/>
    public override PyType Type => BuiltinIteratorTypes.Callable;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        item = default;
        if (_isDone)
            return false;
        try
        {
            item = Operators.Call(runtime, callable);
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            _isDone = true;
            return false;
        }
        _isDone = Operators.AreEqual(runtime, sentinel, item);
        return !_isDone;
    }
}
