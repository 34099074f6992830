using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Union, intersection, difference and subset tests, with CPython's order of items in the result.</summary>
/// <remarks>CPython: <c>Objects/setobject.c</c>.</remarks>
internal static class SetOperations
{
    /// <summary>Whether sets have that operator.</summary>
    public static bool IsOperator(BinaryOperator op) =>
        op is BinaryOperator.Or or BinaryOperator.And or BinaryOperator.Xor or BinaryOperator.Subtract;

    /// <summary>Whether it is a set or a frozenset.</summary>
    public static bool IsSet(PyValue value) => value.Object is PySet;

    /// <summary>A new set of the left operand's class.</summary>
    public static PySet Combine(PythonRuntime runtime, BinaryOperator op, PySet left, PyValue right) => op switch
    {
        BinaryOperator.Or => Union(runtime, left, right),
        BinaryOperator.And => Intersection(runtime, left, right),
        BinaryOperator.Subtract => Difference(runtime, left, right),
        _ => SymmetricDifference(runtime, left, right),
    };

    /// <summary>Changes the left operand.</summary>
    public static void CombineInPlace(PythonRuntime runtime, BinaryOperator op, PySet left, PyValue right)
    {
        switch (op)
        {
            case BinaryOperator.Or:
                Update(runtime, left, right);
                break;
            case BinaryOperator.And:
                left.TakeFrom(Intersection(runtime, left, right));
                break;
            case BinaryOperator.Subtract:
                DifferenceUpdate(runtime, left, right);
                break;
            default:
                SymmetricDifferenceUpdate(runtime, left, right);
                break;
        }
    }

    /// <summary>Adds all items of an iterable.</summary>
    public static void Update(PythonRuntime runtime, PySet target, PyValue iterable)
    {
        if (iterable.Object is PySet other)
        {
            target.Merge(runtime, other);
            return;
        }
        if (iterable.Object is PyDict { Count: > 0 } dict)
            target.Reserve(runtime, dict.Count);
        var iterator = Operators.GetIterator(runtime, iterable);
        while (iterator.TryNext(runtime, out var item))
            target.Add(runtime, item);
    }

    /// <summary>The items of either.</summary>
    public static PySet Union(PythonRuntime runtime, PySet left, PyValue right)
    {
        var result = left.Copy(runtime, left.IsFrozen);
        Update(runtime, result, right);
        return result;
    }

    /// <summary>The items of both.</summary>
    public static PySet Intersection(PythonRuntime runtime, PySet left, PyValue right)
    {
        if (ReferenceEquals(left, right.Object))
            return left.Copy(runtime, left.IsFrozen);
        var result = new PySet(left.IsFrozen);
        if (right.Object is PySet other)
        {
            // The items come from the smaller one.
            var (source, filter) = other.Count > left.Count ? (left, other) : (other, left);
            for (var position = 0; source.TryNextItem(ref position, out var item, out var hash);)
            {
                runtime.Charge();
                if (filter.ContainsHashed(runtime, item, hash))
                    result.AddHashed(runtime, item, hash);
            }
            return result;
        }
        var iterator = Operators.GetIterator(runtime, right);
        while (iterator.TryNext(runtime, out var item))
        {
            var hash = KeyHash.Of(runtime, item, runtime.Semantics.Containers.UnhashableElement);
            if (left.ContainsHashed(runtime, item, hash))
                result.AddHashed(runtime, item, hash);
        }
        return result;
    }

    /// <summary>The items of the left one that the right one lacks.</summary>
    public static PySet Difference(PythonRuntime runtime, PySet left, PyValue right)
    {
        if (right.Object is not (PySet or PyDict) || HasFewItems(runtime, left, right))
        {
            var rest = left.Copy(runtime, left.IsFrozen);
            DifferenceUpdate(runtime, rest, right);
            return rest;
        }
        var result = new PySet(left.IsFrozen);
        for (var position = 0; left.TryNextItem(ref position, out var item, out var hash);)
        {
            runtime.Charge();
            var isInBoth = right.Object is PySet other
                ? other.ContainsHashed(runtime, item, hash)
                : right.Object is PyDict dict && dict.TryGet(runtime, item, out _);
            if (!isInBoth)
                result.AddHashed(runtime, item, hash);
        }
        return result;
    }

    /// <summary>Removes the items of an iterable.</summary>
    public static void DifferenceUpdate(PythonRuntime runtime, PySet target, PyValue iterable)
    {
        if (ReferenceEquals(target, iterable.Object))
        {
            target.Clear();
            return;
        }
        if (iterable.Object is PySet other)
        {
            for (var position = 0; other.TryNextItem(ref position, out var item, out var hash);)
            {
                runtime.Charge();
                target.RemoveHashed(runtime, item, hash);
            }
            target.Compact(runtime);
            return;
        }
        var iterator = Operators.GetIterator(runtime, iterable);
        while (iterator.TryNext(runtime, out var item))
            target.RemoveHashed(runtime, item, KeyHash.Of(runtime, item, runtime.Semantics.Containers.UnhashableElement));
        target.Compact(runtime);
    }

    /// <summary>The items of one but not both.</summary>
    public static PySet SymmetricDifference(PythonRuntime runtime, PySet left, PyValue right)
    {
        // CPython starts with a set of the right operand's items and applies the left operand to it.
        var result = new PySet(left.IsFrozen);
        Update(runtime, result, right);
        SymmetricDifferenceUpdate(runtime, result, left);
        return result;
    }

    /// <summary>Removes the items that are in both, adds those that were only in the iterable.</summary>
    public static void SymmetricDifferenceUpdate(PythonRuntime runtime, PySet target, PyValue iterable)
    {
        if (ReferenceEquals(target, iterable.Object))
        {
            target.Clear();
            return;
        }
        var other = iterable.Object as PySet;
        if (other is null)
        {
            other = new PySet();
            Update(runtime, other, iterable);
        }
        for (var position = 0; other.TryNextItem(ref position, out var item, out var hash);)
        {
            runtime.Charge();
            if (!target.RemoveHashed(runtime, item, hash))
                target.AddHashed(runtime, item, hash);
        }
    }

    /// <summary>Whether all items of one are in the other.</summary>
    public static bool IsSubset(PythonRuntime runtime, PySet part, PySet whole)
    {
        if (part.Count > whole.Count)
            return false;
        for (var position = 0; part.TryNextItem(ref position, out var item, out var hash);)
        {
            runtime.Charge();
            if (!whole.ContainsHashed(runtime, item, hash))
                return false;
        }
        return true;
    }

    /// <summary>Whether no item is in both.</summary>
    public static bool AreDisjoint(PythonRuntime runtime, PySet left, PyValue right)
    {
        if (ReferenceEquals(left, right.Object))
            return left.Count == 0;
        if (right.Object is PySet other)
        {
            var (source, filter) = other.Count > left.Count ? (left, other) : (other, left);
            for (var position = 0; source.TryNextItem(ref position, out var item, out var hash);)
            {
                runtime.Charge();
                if (filter.ContainsHashed(runtime, item, hash))
                    return false;
            }
            return true;
        }
        var iterator = Operators.GetIterator(runtime, right);
        while (iterator.TryNext(runtime, out var item))
        {
            if (left.ContainsHashed(runtime, item, KeyHash.Of(runtime, item, runtime.Semantics.Containers.UnhashableElement)))
                return false;
        }
        return true;
    }

    // Since 3.3 CPython copies the left set and removes items where the right one is much smaller.
    private static bool HasFewItems(PythonRuntime runtime, PySet left, PyValue right)
    {
        if (!runtime.Semantics.Containers.CopiesForSmallDifference)
            return false;
        var count = right.Object is PySet set ? set.Count : right.Object is PyDict dict ? dict.Count : 0;
        return left.Count >> 2 > count;
    }
}
