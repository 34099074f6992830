using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What a local or a stack slot holds while the IR is built.</summary>
/// <remarks>
/// A constant stays one until it is used: native code holds no str, tuple or big integer, but loading one only to drop it, as a
/// docstring is, needs none; and <c>-9223372036854775808</c> is a negated constant that alone would not fit.
/// </remarks>
internal readonly record struct Operand
{
    private Operand(Value? value, Constant? constant) => (Value, Constant) = (value, constant);

    /// <summary>The IR value; <see langword="null"/> for a constant or an unbound local.</summary>
    public Value? Value { get; }

    /// <summary>The constant; <see langword="null"/> for a value or an unbound local.</summary>
    public Constant? Constant { get; }

    /// <summary>Whether nothing is bound.</summary>
    public bool IsUnbound => Value is null && Constant is null;

    public static Operand Of(Value value) => new(value, null);

    public static Operand Of(Constant constant) => new(null, constant);
}
