using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Python's operators and protocols on any values.</summary>
/// <remarks>
/// CPython: <c>Objects/abstract.c</c> and <c>Objects/object.c</c>. Ints, floats, bools and None are no objects here:
/// <see cref="Numbers"/> answers for them. For the rest the left operand is asked first, then the right one.
/// </remarks>
internal static partial class Operators
{
    /// <summary><c>left op right</c>.</summary>
    public static PyValue Binary(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right)
    {
        if (Numbers.TryBinary(runtime, op, left, right, out var result))
            return result;
        // A class derived from the left operand's goes first, so that it can refine what its base does.
        var rightFirst = right.Object is { } candidate && !ReferenceEquals(right.Type, left.Type) && right.Type.IsSubtypeOf(left.Type);
        if (rightFirst && right.Object!.TryBinary(runtime, op, left, right, isReflected: true, out result))
            return result;
        if (left.Object?.TryBinary(runtime, op, left, right, isReflected: false, out result) == true)
            return result;
        if (!rightFirst && right.Object?.TryBinary(runtime, op, left, right, isReflected: true, out result) == true)
            return result;
        throw runtime.Semantics.Numbers.UnsupportedOperands(op, left, right, isInPlace: false);
    }

    /// <summary><c>left op= right</c>.</summary>
    public static PyValue BinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right)
    {
        if (left.Object is not { } target)
            return Numbers.TryBinary(runtime, op, left, right, out var number) ? number : InPlaceByReflection(runtime, op, left, right);
        return target.TryBinaryInPlace(runtime, op, right, out var result) ? result : InPlaceByReflection(runtime, op, left, right);
    }

    /// <summary><c>left op right</c> for a comparison, any value.</summary>
    public static PyValue Compare(PythonRuntime runtime, ComparisonOperator op, PyValue left, PyValue right)
    {
        if (Numbers.TryCompare(op, left, right, out var truth))
        {
            if (left.Object is PyInteger one && right.Object is PyInteger other)
                WorkOfIntegers.ChargePass(runtime, Math.Min(one.Value.GetBitLength(), other.Value.GetBitLength()));
            return PyValue.FromBool(truth);
        }
        var rightFirst = right.Object is not null && !ReferenceEquals(right.Type, left.Type) && right.Type.IsSubtypeOf(left.Type);
        if (rightFirst && right.Object!.TryCompare(runtime, Mirror(op), left, out var result))
            return result;
        if (left.Object?.TryCompare(runtime, op, right, out result) == true)
            return result;
        if (!rightFirst && right.Object?.TryCompare(runtime, Mirror(op), left, out result) == true)
            return result;
        return runtime.Semantics.Containers.CompareUnrelated(runtime, op, left, right);
    }

    /// <summary>Whether two values are equal to a container: the same object, or <c>==</c>.</summary>
    public static bool AreEqual(PythonRuntime runtime, PyValue left, PyValue right) =>
        left.IsSame(right) || IsTrue(runtime, Compare(runtime, ComparisonOperator.Equal, left, right));

    /// <summary>Whether the first is less than the second, as <c>sort</c> asks.</summary>
    public static bool IsLess(PythonRuntime runtime, PyValue left, PyValue right) =>
        IsTrue(runtime, Compare(runtime, ComparisonOperator.Less, left, right));

    /// <summary><c>bool(value)</c>.</summary>
    public static bool IsTrue(PythonRuntime runtime, PyValue value)
    {
        if (value.IsBool || value.IsInt)
            return value.Int != 0;
        if (value.IsFloat)
            return value.Float != 0;
        return !value.IsNone && value.Object!.IsTrue(runtime);         // no tag is left: it is an object
    }

    /// <summary>A unary operator.</summary>
    public static PyValue Unary(PythonRuntime runtime, UnaryOperator op, PyValue value)
    {
        if (op == UnaryOperator.Not)
            return PyValue.FromBool(!IsTrue(runtime, value));
        if (Numbers.TryUnary(runtime, op, value, out var result) || value.Object?.TryUnary(runtime, op, out result) == true)
            return result;
        var symbol = op switch { UnaryOperator.Negative => "-", UnaryOperator.Positive => "+", _ => "~" };
        throw PyErrors.TypeError($"bad operand type for unary {symbol}: '{value.Type.Name}'");
    }

    /// <summary><c>container[key]</c>.</summary>
    public static PyValue GetItem(PythonRuntime runtime, PyValue container, PyValue key) =>
        container.Object is { } target ? target.GetItem(runtime, key) : throw NotSubscriptable(runtime, container);

    /// <summary><c>container[key] = value</c>.</summary>
    public static void SetItem(PythonRuntime runtime, PyValue container, PyValue key, PyValue value)
    {
        if (container.Object is not { } target)
            throw PyErrors.TypeError($"'{container.Type.Name}' object does not support item assignment");
        target.SetItem(runtime, key, value);
    }

    /// <summary><c>del container[key]</c>.</summary>
    public static void DeleteItem(PythonRuntime runtime, PyValue container, PyValue key)
    {
        if (container.Object is not { } target)
            throw NoItemDeletion(runtime, container, key);
        target.DeleteItem(runtime, key);
    }

    /// <summary><c>item in container</c>.</summary>
    public static bool Contains(PythonRuntime runtime, PyValue container, PyValue item) =>
        container.Object is { } target ? target.Contains(runtime, item) : throw runtime.Semantics.Containers.NotAContainer(container);

    /// <summary><c>item in container</c> for what can only be iterated over.</summary>
    public static bool ContainsByIteration(PythonRuntime runtime, PyObject container, PyValue item)
    {
        var iterator = container.GetIterator(runtime) ?? throw runtime.Semantics.Containers.NotAContainer(container);
        while (iterator.TryNext(runtime, out var candidate))
        {
            if (AreEqual(runtime, candidate, item))
                return true;
        }
        return false;
    }

    /// <summary><c>iter(value)</c>.</summary>
    public static PyIterator GetIterator(PythonRuntime runtime, PyValue value) =>
        value.Object?.GetIterator(runtime) ?? throw PyErrors.TypeError($"'{value.Type.Name}' object is not iterable");

    /// <summary><c>len(value)</c>.</summary>
    public static long Length(PythonRuntime runtime, PyValue value) =>
        value.Object is { } target && target.TryGetLength(runtime, out var length)
            ? length
            : throw PyErrors.TypeError($"object of type '{value.Type.Name}' has no len()");

    /// <summary><c>callable(…)</c>.</summary>
    public static PyValue Call(PythonRuntime runtime, PyValue callable, in CallArguments arguments)
    {
        // What is called may be a partial of a method of a partial, as deep as a hostile file likes, or a function that calls another.
        runtime.EnsureStack();
        return callable.Object is { } target
            ? target.Call(runtime, arguments)
            : throw PyErrors.TypeError($"'{callable.Type.Name}' object is not callable");
    }

    /// <summary><c>callable(argument…)</c>.</summary>
    public static PyValue Call(PythonRuntime runtime, PyValue callable, params ReadOnlySpan<PyValue> arguments) =>
        Call(runtime, callable, new CallArguments(arguments));

    /// <summary><c>hash(value)</c>.</summary>
    public static long Hash(PythonRuntime runtime, PyValue value) =>
        Numbers.TryHash(runtime, value, out var hash) ? hash : value.Object!.Hash(runtime);    // what is no number or None is an object

    /// <summary><c>repr(value)</c>.</summary>
    public static string Repr(PythonRuntime runtime, PyValue value) =>
        value.IsNone ? "None" : value.Object?.Repr(runtime) ?? Numbers.Repr(runtime, value);

    /// <summary><c>str(value)</c>.</summary>
    public static string Str(PythonRuntime runtime, PyValue value) =>
        value.IsNone ? "None" : value.Object?.Str(runtime) ?? Numbers.Str(runtime, value);

    /// <summary><c>format(value, specification)</c>.</summary>
    public static string Format(PythonRuntime runtime, PyValue value, string specification)
    {
        if (value.Object is { } target)
            return target.Format(runtime, specification);
        if (specification.Length == 0)
            return Str(runtime, value);
        if (!value.IsNone)
            return NumberFormat.Format(runtime, value, specification);
        return runtime.Semantics.Classes.ObjectFormatsItsText
            ? Format(runtime, PyValue.FromText(Str(runtime, value)), specification)
            : throw PyErrors.TypeError("unsupported format string passed to NoneType.__format__");
    }

    /// <summary>The value has no items.</summary>
    public static PythonError NotSubscriptable(PythonRuntime runtime, PyValue value) =>
        runtime.Semantics.Containers.NotSubscriptable(value);

    /// <summary>The value's items cannot be deleted.</summary>
    public static PythonError NoItemDeletion(PythonRuntime runtime, PyValue value, PyValue key) =>
        runtime.Semantics.Containers.NoItemDeletion(value, key);

    /// <summary>The comparison with the operands exchanged.</summary>
    public static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };

    private static PyValue InPlaceByReflection(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right)
    {
        if (Numbers.TryBinary(runtime, op, left, right, out var result)
            || left.Object?.TryBinary(runtime, op, left, right, isReflected: false, out result) == true
            || right.Object?.TryBinary(runtime, op, left, right, isReflected: true, out result) == true)
        {
            return result;
        }
        throw runtime.Semantics.Numbers.UnsupportedOperands(op, left, right, isInPlace: true);
    }
}
