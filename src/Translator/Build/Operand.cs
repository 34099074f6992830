using System.Globalization;
using System.Text;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What a local or a stack slot holds while the IR is built: a value with its type, or something that needs no value.</summary>
/// <remarks>
/// A constant stays one until it is used: native code holds no str, tuple or big integer, but loading one only to drop it, as a
/// docstring is, needs none; and <c>-9223372036854775808</c> is a negated constant that alone would not fit. A range, its iterator and a
/// tuple are what they are made of; an exception is the place that raised it.
/// </remarks>
internal sealed class Operand
{
    private Operand(OperandKind kind, params Value[] values)
    {
        Kind = kind;
        Values = values;
    }

    /// <summary>An unbound local, or one that nobody reads again.</summary>
    public static Operand Unbound { get; } = new(OperandKind.Unbound);

    /// <summary>None.</summary>
    public static Operand None { get; } = Of(SingletonConstant.None);

    /// <summary>What is handled, where nothing is.</summary>
    public static Operand NothingHandled { get; } = new(OperandKind.NothingHandled);

    /// <summary>What it is.</summary>
    public OperandKind Kind { get; }

    /// <summary>The IR values that it is made of.</summary>
    public Value[] Values { get; }

    /// <summary>The value of a <see cref="OperandKind.Value"/>.</summary>
    public Value? Value => Kind == OperandKind.Value ? Values[0] : null;

    /// <summary>The constant of a <see cref="OperandKind.Constant"/>.</summary>
    public Constant? Constant { get; private init; }

    /// <summary>The index of a constant, a name or an instruction; see <see cref="OperandKind"/>. −1 for a constant that has none.</summary>
    public int Number { get; private init; } = -1;

    /// <summary>The object that a global or common object is; the class of an exception; the function of a method.</summary>
    public PyObject? Known { get; private init; }

    /// <summary>The items of a tuple.</summary>
    public Operand[] Items { get; private init; } = [];

    /// <summary>The index of the instruction that pushed a global or common object: where a <c>raise</c> of it begins.</summary>
    public int PushedAt { get; private init; } = -1;

    /// <summary>A value.</summary>
    public static Operand Of(Value value) => new(OperandKind.Value, value);

    /// <summary>A constant.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="index">Its index among those of the code, or −1.</param>
    public static Operand Of(Constant constant, int index = -1) => new(OperandKind.Constant) { Constant = constant, Number = index };

    /// <summary>What a global name stands for.</summary>
    public static Operand Global(PyObject known, int name, int pushedAt) =>
        new(OperandKind.Global) { Known = known, Number = name, PushedAt = pushedAt };

    /// <summary>An object that is there before the call.</summary>
    public static Operand Object(PyObject known) => new(OperandKind.Object) { Known = known };

    /// <summary>A method of Python's own, bound to a number.</summary>
    public static Operand Method(PyBuiltinFunction function, Value self) => new(OperandKind.Method, self) { Known = function };

    /// <summary>The object, where it is one that is known: not one that is made in the call, or has something of it.</summary>
    public PyObject? KnownObject => Kind is OperandKind.Global or OperandKind.Object or OperandKind.Common ? Known : null;

    /// <summary>What <see cref="BytecodeOp.LoadCommon"/> loads.</summary>
    public static Operand Common(PyObject known, int common, int pushedAt) =>
        new(OperandKind.Common) { Known = known, Number = common, PushedAt = pushedAt };

    /// <summary>A range.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end.</param>
    /// <param name="step">The distance, not 0.</param>
    /// <param name="isAscending">Whether the step is positive.</param>
    public static Operand Range(Value start, Value stop, Value step, bool isAscending) =>
        new(OperandKind.Range, start, stop, step) { IsAscending = isAscending };

    /// <summary>An iterator over a range.</summary>
    public static Operand RangeIterator(Value next, Value stop, Value step, bool isAscending) =>
        new(OperandKind.RangeIterator, next, stop, step) { IsAscending = isAscending };

    /// <summary>The exception that an instruction raised for two values.</summary>
    public static Operand Raised(PyType type, int index, Value left, Value right) =>
        new(OperandKind.Raised, left, right) { Known = type, Number = index };

    /// <summary>The exception that code of nothing but constants raises, or makes to be raised next.</summary>
    public static Operand RaisedByCode(PyType type, int start) => new(OperandKind.RaisedByCode) { Known = type, Number = start };

    /// <summary>A tuple.</summary>
    public static Operand Tuple(Operand[] items) =>
        new(OperandKind.Tuple) { Items = items, Size = 1 + items.Sum(item => item.Size) };

    /// <summary>1, and of a tuple as much more as its items have, each counted as often as it is one.</summary>
    public int Size { get; private init; } = 1;

    /// <summary>Whether a range or its iterator counts up.</summary>
    public bool IsAscending { get; private init; }

    /// <summary>Whether it is None.</summary>
    public bool IsNone => Constant == SingletonConstant.None || Value is { Type: IrType.None };

    /// <summary>The class, where it is an exception that was raised.</summary>
    public PyType? ExceptionType => Kind is OperandKind.Raised or OperandKind.RaisedByCode ? (PyType?)Known : null;

    /// <summary>Its values and those of its items, in order.</summary>
    public IEnumerable<Value> AllValues() => Items.Length == 0 ? Values : Values.Concat(Items.SelectMany(item => item.AllValues()));

    /// <summary>The same thing made of other values, which are asked for in the order of <see cref="AllValues"/>.</summary>
    public Operand Replace(Func<Value, Value> replacement)
    {
        if (Values.Length == 0 && Items.Length == 0)
            return this;
        return new Operand(Kind, Array.ConvertAll(Values, value => replacement(value)))
        {
            Constant = Constant, Number = Number, Known = Known, PushedAt = PushedAt, IsAscending = IsAscending, Size = Size,
            Items = Array.ConvertAll(Items, item => item.Replace(replacement)),
        };
    }

    /// <summary>
    /// The same thing without what only the frame knows that it comes from: numbers of names and constants, and of instructions. Null where it is
    /// nothing without them.
    /// </summary>
    public Operand? Portable()
    {
        switch (Kind)
        {
            case OperandKind.Unbound or OperandKind.Raised or OperandKind.RaisedByCode or OperandKind.NothingHandled:
                return null;
            case OperandKind.Constant:
                return Number < 0 ? this : Of(Constant!);                       // of this kind it has one
            case OperandKind.Global or OperandKind.Common:
                return Object(Known!);                                          // likewise
        }
        if (Items.Length == 0)
            return this;
        var items = Array.ConvertAll(Items, item => item.Portable());
        return Array.Exists(items, item => item is null) ? null : new Operand(Kind, Values)
        {
            Constant = Constant, Number = Number, Known = Known, PushedAt = PushedAt, IsAscending = IsAscending, Size = Size, Items = items!,
        };
    }

    /// <summary>Writes what tells one version of a block from another: everything but the values themselves.</summary>
    /// <param name="key">What it is added to.</param>
    /// <param name="keys">Numbers of what has none by itself; new ones are added.</param>
    public void AppendKey(StringBuilder key, OperandKeys keys)
    {
        key.Append((char)('A' + (int)Kind));
        if (Number >= 0)
            key.Append(CultureInfo.InvariantCulture, $"{Number}");
        foreach (var value in Values)
            key.Append((char)('a' + (int)value.Type));
        if (IsAscending)
            key.Append('+');
        if (Kind == OperandKind.Constant && Number < 0 && Constant is { } constant)
            key.Append(CultureInfo.InvariantCulture, $"-{keys.NumberOf(constant)}");
        if (Kind is OperandKind.Object or OperandKind.Method && Known is not null)
            key.Append(CultureInfo.InvariantCulture, $"-{keys.NumberOf(Known)}");
        if (Kind != OperandKind.Tuple)
            return;
        key.Append(CultureInfo.InvariantCulture, $"{Items.Length}");
        foreach (var item in Items)
            item.AppendKey(key, keys);
    }
}
