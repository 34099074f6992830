using System.Runtime.CompilerServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>What steps of the loop have in common.</content>
internal static partial class Interpreter
{
    /// <summary><c>left * right</c>; false where it does not fit.</summary>
    internal static bool TryMultiply(long left, long right, out long product)
    {
        var high = Math.BigMul(left, right, out product);
        return high == product >> 63;
    }

    /// <summary><c>left // right</c> for a right operand above 0.</summary>
    internal static long FloorDivide(long left, long right) => left >= 0 ? left / right : ~(~left / right);

    /// <summary><c>left % right</c> for a right operand above 0.</summary>
    internal static long Modulo(long left, long right)
    {
        var remainder = left % right;
        return remainder + (right & remainder >> 63);
    }

    /// <summary>A binary operator that is not the short way: see <see cref="StepBuilder.InPlaceBit"/>.</summary>
    private static PyValue Binary(PythonRuntime runtime, int argument, PyValue left, PyValue right)
    {
        var op = (BinaryOperator)(argument & ~StepBuilder.InPlaceBit);
        return (argument & StepBuilder.InPlaceBit) == 0
            ? Operators.Binary(runtime, op, left, right)
            : Operators.BinaryInPlace(runtime, op, left, right);
    }

    /// <summary>The first step of a group alone: it loads the right operand.</summary>
    private static PyValue LoadRight(PythonRuntime runtime, Frame frame, StepGroup group)
    {
        if (group.IsConstant)
        {
            var constant = frame.Body.Constants[group.Right];
            return constant.IsUnbound ? Variables.LoadConstant(runtime, frame, group.Right) : constant;
        }
        var value = frame.Values[group.Right];
        return value.IsUnbound ? throw Variables.UnboundLocal(runtime, frame, group.Right) : value;
    }

    /// <summary>The next step after a jump; one backwards is charged for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Jump(PythonRuntime runtime, int next, int target)
    {
        if (target < next)
            runtime.Charge();
        return target;
    }

    /// <summary>The last value goes before the others.</summary>
    private static void RotateDown(Span<PyValue> values)
    {
        var moved = values[^1];
        values[..^1].CopyTo(values[1..]);
        values[0] = moved;
    }

    /// <summary>The first value goes behind the others.</summary>
    private static void RotateUp(Span<PyValue> values)
    {
        var moved = values[0];
        values[1..].CopyTo(values);
        values[^1] = moved;
    }

    private static bool IsTrue(PythonRuntime runtime, PyValue value) =>
        value.IsBool ? value.Bool : Operators.IsTrue(runtime, value);

    /// <summary><c>left is right</c>, which nobody knows of what is not available.</summary>
    private static bool AreSame(PyValue left, PyValue right)
    {
        UnavailableObject.Check(left);
        UnavailableObject.Check(right);
        return left.IsSame(right);
    }
}
