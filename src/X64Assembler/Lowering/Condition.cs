namespace Pyc.X64;

/// <summary>A condition on the flags; the number is the one that jcc, setcc and cmovcc encode.</summary>
/// <remarks>Intel SDM vol. 1, "EFLAGS Condition Codes".</remarks>
internal enum Condition
{
    Overflow = 0,
    NotOverflow = 1,
    Below = 2,
    AboveOrEqual = 3,
    Equal = 4,
    NotEqual = 5,
    BelowOrEqual = 6,
    Above = 7,
    Sign = 8,
    NotSign = 9,
    Parity = 10,
    NotParity = 11,
    Less = 12,
    GreaterOrEqual = 13,
    LessOrEqual = 14,
    Greater = 15,

    /// <summary>Equal and not unordered, after a comparison of floats: two jumps, no code of the processor's.</summary>
    FloatEqual = 16,

    /// <summary>Not equal or unordered.</summary>
    FloatNotEqual = 17,
}

internal static class Conditions
{
    /// <summary>The condition that holds when this one does not: the lowest bit negates.</summary>
    internal static Condition Negate(this Condition condition) => (Condition)((int)condition ^ 1);

    /// <summary>The condition for a comparison of integers with its operands exchanged.</summary>
    internal static Condition Mirror(this Condition condition) => condition switch
    {
        Condition.Less => Condition.Greater,
        Condition.LessOrEqual => Condition.GreaterOrEqual,
        Condition.Greater => Condition.Less,
        Condition.GreaterOrEqual => Condition.LessOrEqual,
        Condition.Below => Condition.Above,
        Condition.BelowOrEqual => Condition.AboveOrEqual,
        Condition.Above => Condition.Below,
        Condition.AboveOrEqual => Condition.BelowOrEqual,
        _ => condition,
    };
}
