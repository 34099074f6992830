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

    /// <summary>A cell; its item is what it holds, or nothing.</summary>
    Cell,

    /// <summary>What a cell holds that a function takes along and that holds the function itself.</summary>
    Itself,

    /// <summary>A function that code makes: the constant is its code, the items are <see cref="MadeFunction"/>'s.</summary>
    Function,

    /// <summary>
    /// A generator: its code is the constant, its function the first item, what lies in its frame the others, and the number is the index of the
    /// instruction that it goes on with.
    /// </summary>
    Generator,

    /// <summary>A list of operands that nobody changes.</summary>
    List,

    /// <summary>The row of a table, a tuple of the module: the sequence that is its only item, at the index that is its value.</summary>
    Row,

    /// <summary>
    /// An iterator over the tuple or list that is its only item. The number says how many items it has given or, backwards, has to give; where the
    /// number is −1 its value says it.
    /// </summary>
    SequenceIterator,

    /// <summary>An <c>enumerate</c> of the iterator that is its only item; its value is the next number.</summary>
    Enumerate,

    /// <summary>A <c>zip</c> of the iterators that are its items.</summary>
    Zip,

    /// <summary>A slice of three items.</summary>
    Slice,

    /// <summary>An array that C# has lent, or a list, in memory; its value is the address of the header.</summary>
    Sequence,

    /// <summary>The row of the sequence of two dimensions that is its only item, at the index that is its value.</summary>
    MatrixRow,

    /// <summary>
    /// Items of the sequence, or of the row of one, that is its only item, as a list that nobody changes: the values are the index of the first, the
    /// distance and how many.
    /// </summary>
    View,
}
