namespace Pyc.Translation.Build;

/// <summary>The kinds of <see cref="Operand"/>.</summary>
internal enum OperandKind
{
    /// <summary>Nothing.</summary>
    Unbound,

    /// <summary>An IR value: an int, a float, a bool or None.</summary>
    Value,

    /// <summary>A constant; the number is its index.</summary>
    Constant,

    /// <summary>An object that a global name certainly stands for; the number is the index of the name.</summary>
    Global,

    /// <summary>An object that is there before the call, known by itself: an attribute of a module.</summary>
    Object,

    /// <summary>An object that no name can shadow; the number is the <see cref="Pyc.Loader.CommonObject"/>.</summary>
    Common,

    /// <summary>A range: start, stop, step.</summary>
    Range,

    /// <summary>An iterator over a range: next number, end, step.</summary>
    RangeIterator,

    /// <summary>An exception: the two values for which the instruction with the number raised it.</summary>
    Raised,

    /// <summary>An exception made of constants by the code that starts at the instruction with the number.</summary>
    RaisedByCode,

    /// <summary>That nothing is handled, as <see cref="Pyc.Loader.BytecodeOp.PushHandled"/> saves it.</summary>
    NothingHandled,

    /// <summary>A method of Python's own, bound to a number, which is the value.</summary>
    Method,

    /// <summary>A tuple of operands.</summary>
    Tuple,
}
