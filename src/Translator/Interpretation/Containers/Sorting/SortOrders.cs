namespace Pyc.Translation.Interpretation;

/// <summary>What a sort asks of two keys.</summary>
/// <typeparam name="TKey">What it compares.</typeparam>
internal interface ISortOrder<TKey>
{
    /// <summary>Whether the first comes before the second.</summary>
    bool IsLess(TKey left, TKey right);
}

/// <summary>Ints of 64 bits.</summary>
internal readonly struct IntOrder : ISortOrder<long>
{
    /// <inheritdoc/>
    public bool IsLess(long left, long right) => left < right;
}

/// <summary>Floats: a nan is less than nothing, and nothing is less than it.</summary>
internal readonly struct FloatOrder : ISortOrder<double>
{
    /// <inheritdoc/>
    public bool IsLess(double left, double right) => left < right;
}

/// <summary>Any values, by <c>&lt;</c>.</summary>
internal readonly struct ValueOrder(PythonRuntime runtime) : ISortOrder<PyValue>
{
    /// <inheritdoc/>
    public bool IsLess(PyValue left, PyValue right) => Operators.IsLess(runtime, left, right);
}

/// <summary>Objects of one class: its method is asked before the protocol.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>, <c>unsafe_object_compare</c>.</remarks>
internal readonly struct SameClassOrder(PythonRuntime runtime) : ISortOrder<PyValue>
{
    /// <inheritdoc/>
    public bool IsLess(PyValue left, PyValue right) =>
        left.Object?.TryCompare(runtime, Loader.ComparisonOperator.Less, right, out var result) == true
            ? Operators.IsTrue(runtime, result)
            : Operators.IsLess(runtime, left, right);
}

/// <summary>Tuples whose first items are objects of one class.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>, <c>unsafe_tuple_compare</c>.</remarks>
internal readonly struct TupleOrder(PythonRuntime runtime) : ISortOrder<PyValue>
{
    /// <inheritdoc/>
    public bool IsLess(PyValue left, PyValue right)
    {
        if (left.Object is not PyTuple first || right.Object is not PyTuple second)
            return Operators.IsLess(runtime, left, right);
        var common = Math.Min(first.Count, second.Count);
        for (var i = 0; i < common; i++)
        {
            var (mine, theirs) = (first[i], second[i]);
            if (Operators.AreEqual(runtime, mine, theirs))
                continue;
            return i == 0 ? new SameClassOrder(runtime).IsLess(mine, theirs) : Operators.IsLess(runtime, mine, theirs);
        }
        return first.Count < second.Count;
    }
}

/// <summary>Any values, by a function of Python 2 that compares.</summary>
internal readonly struct FunctionOrder(PythonRuntime runtime, PyValue comparison) : ISortOrder<PyValue>
{
    /// <inheritdoc/>
    public bool IsLess(PyValue left, PyValue right)
    {
        var sign = Operators.Call(runtime, comparison, left, right);
        return sign.IsInt || sign.IsBool
            ? sign.Int < 0
            : throw PyErrors.TypeError($"comparison function must return int, not {sign.Type.Name}");
    }
}
