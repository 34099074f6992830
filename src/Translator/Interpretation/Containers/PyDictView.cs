using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> give: a look at the dict as it is.</summary>
/// <remarks>CPython: <c>Objects/dictobject.c</c>, <c>dictviews_as_number</c> and around.</remarks>
internal sealed class PyDictView(PyDict dict, DictPart part) : PyObject
{
    /// <summary>The dict.</summary>
    public PyDict Dict => dict;

    /// <summary>What of it.</summary>
    public DictPart Part => part;

    /// <inheritdoc/>
    public override PyType Type => part switch
    {
        DictPart.Keys => ContainerTypes.DictKeys,
        DictPart.Values => ContainerTypes.DictValues,
        _ => ContainerTypes.DictItems,
    };

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => dict.Count != 0;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = dict.Count;
        return true;
    }

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new PyDictIterator(dict, part);

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item)
    {
        if (part == DictPart.Keys)
            return dict.Contains(runtime, item);
        if (part == DictPart.Values)
            return Operators.ContainsByIteration(runtime, this, item);
        return item.Object is PyTuple { Count: 2 } pair
            && dict.TryGet(runtime, pair[0], out var value)
            && Operators.AreEqual(runtime, value, pair[1]);
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        if (part == DictPart.Values || !SetOperations.IsOperator(op))
            return false;
        // A set of the left operand's items, changed by the right one, which may be any iterable.
        var set = new PySet();
        if (op == BinaryOperator.And && runtime.Semantics.Containers.IntersectsViewsByIteration)
        {
            result = Intersect(runtime, left, right);
            return true;
        }
        SetOperations.Update(runtime, set, left);
        SetOperations.CombineInPlace(runtime, op, set, right);
        result = set;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (part == DictPart.Values || right.Object is not (PySet or PyDictView { Part: not DictPart.Values }))
            return false;
        var (mine, theirs) = ((long)dict.Count, Operators.Length(runtime, right));
        runtime.EnterComparison();                          // a value may be a view whose values are views
        try
        {
            result = PyValue.FromBool(op switch
            {
                ComparisonOperator.Equal => mine == theirs && AllIn(runtime, this, right),
                ComparisonOperator.NotEqual => mine != theirs || !AllIn(runtime, this, right),
                ComparisonOperator.Less => mine < theirs && AllIn(runtime, this, right),
                ComparisonOperator.LessOrEqual => mine <= theirs && AllIn(runtime, this, right),
                ComparisonOperator.Greater => mine > theirs && AllIn(runtime, right, this),
                _ => mine >= theirs && AllIn(runtime, right, this),
            });
            return true;
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) =>
        part == DictPart.Values ? base.Hash(runtime) : throw ContainerSemantics.Unhashable(this);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (!ReprGuard.TryEnter(runtime, this))
            return "...";
        try
        {
            return $"{Type.Name}({new PyList(Iteration.ToArray(runtime, this)).Repr(runtime)})";
        }
        finally
        {
            ReprGuard.Leave(runtime, this);
        }
    }

    /// <summary>Whether nothing is in both.</summary>
    public bool IsDisjoint(PythonRuntime runtime, PyValue other)
    {
        if (other.Object is PyDictView view && ReferenceEquals(view, this))
            return dict.Count == 0;
        PyValue source = other;
        PyValue filter = this;
        // The longer one is asked, the shorter one walked through.
        if (other.Object is PySet or PyDictView { Part: not DictPart.Values } && Operators.Length(runtime, other) > dict.Count)
            (source, filter) = (filter, source);
        var iterator = Operators.GetIterator(runtime, source);
        while (iterator.TryNext(runtime, out var item))
        {
            if (Operators.Contains(runtime, filter, item))
                return false;
        }
        return true;
    }

    private static bool AllIn(PythonRuntime runtime, PyValue part, PyValue whole)
    {
        var iterator = Operators.GetIterator(runtime, part);
        while (iterator.TryNext(runtime, out var item))
        {
            if (!Operators.Contains(runtime, whole, item))
                return false;
        }
        return true;
    }

    // Since 3.9 the result gets the items in the order of the operand that is walked through.
    private static PySet Intersect(PythonRuntime runtime, PyValue left, PyValue right)
    {
        var result = new PySet();
        if (left.Object is not PyDictView)
            (left, right) = (right, left);
        if (right.Object is PySet or PyDictView { Part: not DictPart.Values } && Operators.Length(runtime, right) > Operators.Length(runtime, left))
        {
            if (right.Object is PySet set)
                return SetOperations.Intersection(runtime, set.IsFrozen ? set.Copy(runtime, isFrozen: false) : set, left);
            (left, right) = (right, left);
        }
        var iterator = Operators.GetIterator(runtime, right);
        while (iterator.TryNext(runtime, out var item))
        {
            if (Operators.Contains(runtime, left, item))
                result.Add(runtime, item);
        }
        return result;
    }
}
