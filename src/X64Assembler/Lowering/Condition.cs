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
    Less = 12,
    GreaterOrEqual = 13,
    LessOrEqual = 14,
    Greater = 15,
}

internal static class Conditions
{
    /// <summary>The condition that holds when this one does not: the lowest bit negates.</summary>
    internal static Condition Negate(this Condition condition) => (Condition)((int)condition ^ 1);

    /// <summary>The condition for a signed comparison with its operands exchanged.</summary>
    internal static Condition Mirror(this Condition condition) => condition switch
    {
        Condition.Less => Condition.Greater,
        Condition.LessOrEqual => Condition.GreaterOrEqual,
        Condition.Greater => Condition.Less,
        Condition.GreaterOrEqual => Condition.LessOrEqual,
        _ => condition,
    };
}
