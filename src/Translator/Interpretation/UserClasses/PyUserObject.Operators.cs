using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>Operators.</content>
internal abstract partial class PyUserObject
{
    // In the order of BinaryOperator: the method, the reflected one, the one of an augmented assignment.
    private static readonly (string Method, string Reflected, string InPlace)[] s_binary =
    [
        ("__add__", "__radd__", "__iadd__"),
        ("__sub__", "__rsub__", "__isub__"),
        ("__mul__", "__rmul__", "__imul__"),
        ("__div__", "__rdiv__", "__idiv__"),
        ("__truediv__", "__rtruediv__", "__itruediv__"),
        ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
        ("__mod__", "__rmod__", "__imod__"),
        ("__pow__", "__rpow__", "__ipow__"),
        ("__matmul__", "__rmatmul__", "__imatmul__"),
        ("__lshift__", "__rlshift__", "__ilshift__"),
        ("__rshift__", "__rrshift__", "__irshift__"),
        ("__and__", "__rand__", "__iand__"),
        ("__or__", "__ror__", "__ior__"),
        ("__xor__", "__rxor__", "__ixor__"),
    ];

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        var (method, reflected, _) = s_binary[(int)op];
        result = default;
        if (!isReflected)
        {
            // What a derived class only inherits does not go first, but it still gets its turn.
            return TryOperator(runtime, method, out result, right)
                || (IsDerivedWithSame(runtime, right, reflected) && ((PyUserObject)right.Object!).TryOperator(runtime, reflected, out result, left));
        }
        if (ReferenceEquals(left.Type, right.Type) || (left.Object is PyUserObject other && other.IsDerivedWithSame(runtime, right, reflected)))
            return false;
        return TryOperator(runtime, reflected, out result, left);
    }

    /// <inheritdoc/>
    public override bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result) =>
        TryOperator(runtime, s_binary[(int)op].InPlace, out result, right);

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        if (TryFindSpecial(runtime, Method(op), out var method))
        {
            result = CallSpecial(runtime, method, new CallArguments([right]));
            return !ReferenceEquals(result.Object, PySingleton.NotImplemented);
        }
        if (op == ComparisonOperator.NotEqual && runtime.Semantics.Classes.NotEqualInvertsEqual)
        {
            if (!TryOperator(runtime, "__eq__", out result, right))
                return false;
            result = PyValue.FromBool(!Operators.IsTrue(runtime, result));
            return true;
        }
        if (runtime.Semantics.Classes.HasCmp && TryOperator(runtime, "__cmp__", out var order, right))
        {
            result = Operators.Compare(runtime, op, order, PyValue.FromInt(0));
            return true;
        }
        result = default;
        return false;
    }

    /// <inheritdoc/>
    public override bool TryUnary(PythonRuntime runtime, UnaryOperator op, out PyValue result) => TryCallSpecial(
        runtime, op switch { UnaryOperator.Negative => "__neg__", UnaryOperator.Positive => "__pos__", _ => "__invert__" }, out result);

    /// <summary>The method of a comparison.</summary>
    internal static string Method(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => "__lt__",
        ComparisonOperator.LessOrEqual => "__le__",
        ComparisonOperator.Equal => "__eq__",
        ComparisonOperator.NotEqual => "__ne__",
        ComparisonOperator.Greater => "__gt__",
        _ => "__ge__",
    };

    // CPython: method_is_overloaded in Objects/typeobject.c.
    private bool IsDerivedWithSame(PythonRuntime runtime, PyValue right, string reflected)
    {
        if (right.Object is not PyUserObject || ReferenceEquals(right.Type, Type) || Type.IsBuiltin || !right.Type.IsSubtypeOf(Type))
            return false;
        return right.Type.TryLookupDefined(runtime, reflected, out var own)
            && Type.TryLookupDefined(runtime, reflected, out var inherited) && own.IsSame(inherited);
    }
}
