namespace Pyc.Translation.Interpretation;

/// <summary>Python 3's <c>map(function, *iterables, strict)</c>.</summary>
internal sealed class MapIterator(PyValue function, PyIterator[] iterators, bool isStrict) : PyIterator
{
    /// <inheritdoc/>
    public override PyType Type => BuiltinIteratorTypes.Map;

    /// <summary>The constructor, before 3.14.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) => Make(runtime, arguments[1..], isStrict: false);

    /// <summary>The constructor from 3.14 on.</summary>
    public static PyValue NewStrict(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Make(runtime, arguments[2..], !arguments[1].IsUnbound && Operators.IsTrue(runtime, arguments[1]));

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        if (iterators.Length == 1)
        {
            if (!iterators[0].TryNext(runtime, out item))
                return false;
            item = Operators.Call(runtime, function, item);
            return true;
        }
        item = default;
        var items = new PyValue[iterators.Length];
        if (!StrictIteration.TryNext(runtime, iterators, items, isStrict, "map"))
            return false;
        item = Operators.Call(runtime, function, items);
        return true;
    }

    private static MapIterator Make(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments, bool isStrict)
    {
        if (arguments.Length < 2)
            throw PyErrors.TypeError("map() must have at least two arguments.");
        return new MapIterator(arguments[0], BuiltinArguments.Iterators(runtime, "map", arguments[1..]), isStrict);
    }
}
