namespace Pyc.Translation.Interpretation;

/// <summary>Python 3's <c>zip(*iterables, strict)</c>.</summary>
internal sealed class ZipIterator(PyIterator[] iterators, bool isStrict) : PyIterator
{
    /// <inheritdoc/>
    public override PyType Type => BuiltinIteratorTypes.Zip;

    /// <summary>The constructor, before 3.10.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        new ZipIterator(BuiltinArguments.Iterators(runtime, "zip", arguments[1..]), isStrict: false);

    /// <summary>The constructor from 3.10 on.</summary>
    public static PyValue NewStrict(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        new ZipIterator(
            BuiltinArguments.Iterators(runtime, "zip", arguments[2..]), !arguments[1].IsUnbound && Operators.IsTrue(runtime, arguments[1]));

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        item = default;
        if (iterators.Length == 0)
            return false;
        var items = new PyValue[iterators.Length];
        if (!StrictIteration.TryNext(runtime, iterators, items, isStrict, "zip"))
            return false;
        item = new PyTuple(items);
        return true;
    }
}
