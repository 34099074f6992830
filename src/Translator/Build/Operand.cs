using System.Globalization;
using System.Text;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What a local or a stack slot holds while the IR is built: a value with its type, or something that needs no value.</summary>
/// <remarks>
/// A constant stays one until it is used: native code holds no str, tuple or big integer, but loading one only to drop it, as a
/// docstring is, needs none; and <c>-9223372036854775808</c> is a negated constant that alone would not fit. Ranges, tuples and iterators
/// are what they are made of; an exception is the place that raised it.
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

    /// <summary>The items of a tuple, and what rows and iterators belong to.</summary>
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
    public static Operand RangeIterator(Value next, Value stop, Value step, bool isAscending, int identity = -1) =>
        new(OperandKind.RangeIterator, next, stop, step) { IsAscending = isAscending, Identity = identity };

    /// <summary>The exception that an instruction raised for two values.</summary>
    public static Operand Raised(PyType type, int index, Value left, Value right) =>
        new(OperandKind.Raised, left, right) { Known = type, Number = index };

    /// <summary>The exception that code of nothing but constants raises, or makes to be raised next.</summary>
    public static Operand RaisedByCode(PyType type, int start) => new(OperandKind.RaisedByCode) { Known = type, Number = start };

    /// <summary>A tuple.</summary>
    public static Operand Tuple(Operand[] items) => Of(OperandKind.Tuple, items);

    /// <summary>A sequence that lies in memory.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="variable">What is known of it.</param>
    public static Operand Sequence(Value header, SequenceVariable variable) => new(OperandKind.Sequence, header) { Variable = variable };

    /// <summary>A method of a sequence that lies in memory.</summary>
    public static Operand Method(PyBuiltinFunction function, Operand self) =>
        new(OperandKind.Method, self.Values) { Known = function, Variable = self.Variable };

    /// <summary>The row of a sequence of two dimensions.</summary>
    /// <param name="matrix">The sequence.</param>
    /// <param name="index">Which one, counted from 0 and within it.</param>
    public static Operand MatrixRow(Operand matrix, Value index) => Of(OperandKind.MatrixRow, [matrix], values: index);

    /// <summary>The items of a sequence that a slice would copy, where nothing changes them as long as it is used.</summary>
    /// <param name="sequence">The sequence, or the row of one.</param>
    /// <param name="start">The index of the first.</param>
    /// <param name="step">How far apart they are.</param>
    /// <param name="count">How many they are.</param>
    public static Operand View(Operand sequence, Value start, Value step, Value count) =>
        Of(OperandKind.View, [sequence], -1, start, step, count);

    /// <summary>A list that nobody changes.</summary>
    public static Operand List(Operand[] items, int identity) => Of(OperandKind.List, items, identity);

    /// <summary>The row of a table.</summary>
    /// <param name="table">The tuple of rows.</param>
    /// <param name="index">Which one, counted from 0 and within it.</param>
    public static Operand Row(Operand table, Value index) => Of(OperandKind.Row, [table], values: index);

    /// <summary>An iterator over a tuple or list, where it is known how far it has come.</summary>
    /// <param name="sequence">The tuple or list.</param>
    /// <param name="number">How many items it has given or, backwards, has to give.</param>
    /// <param name="isForward">Whether the first item comes first.</param>
    /// <param name="identity">See <see cref="Identity"/>.</param>
    public static Operand SequenceIterator(Operand sequence, int number, bool isForward, int identity) =>
        new(OperandKind.SequenceIterator)
        {
            Items = [sequence], Size = 1 + sequence.Size, Number = number, IsAscending = isForward, Identity = identity,
        };

    /// <summary>An iterator over a tuple or list, where a value says how far it has come.</summary>
    /// <inheritdoc cref="SequenceIterator(Operand, int, bool, int)"/>
    public static Operand SequenceIterator(Operand sequence, Value number, bool isForward, int identity) =>
        new(OperandKind.SequenceIterator, number) { Items = [sequence], Size = 1 + sequence.Size, IsAscending = isForward, Identity = identity };

    /// <summary>An <c>enumerate</c>.</summary>
    public static Operand Enumerate(Operand iterator, Value next, int identity) => Of(OperandKind.Enumerate, [iterator], identity, next);

    /// <summary>A <c>zip</c>.</summary>
    public static Operand Zip(Operand[] iterators, int identity, bool isStrict = false) => new(OperandKind.Zip)
    {
        Items = iterators, Size = 1 + iterators.Sum(item => item.Size), Identity = identity, IsAscending = isStrict,
    };

    /// <summary>Whether a zip raises where its iterators have different numbers of items.</summary>
    public bool IsStrict => Kind == OperandKind.Zip && IsAscending;

    /// <summary>A slice.</summary>
    public static Operand Slice(Operand start, Operand stop, Operand step) => Of(OperandKind.Slice, [start, stop, step]);

    private static Operand Of(OperandKind kind, Operand[] items, int identity = -1, params Value[] values) =>
        new(kind, values) { Items = items, Size = 1 + items.Sum(item => item.Size), Identity = identity };

    /// <summary>A cell.</summary>
    public static Operand Cell(Operand content) => new(OperandKind.Cell) { Items = [content], Size = 1 + content.Size };

    /// <summary>A function that code makes.</summary>
    public static Operand Function(CodeObject code, Operand[] parts) =>
        new(OperandKind.Function) { Constant = code, Items = parts, Size = 1 + parts.Sum(part => part.Size) };

    /// <summary>A generator.</summary>
    /// <param name="function">The function that it is of.</param>
    /// <param name="code">Its code.</param>
    /// <param name="frame">What lies in its frame, from the first slot on.</param>
    /// <param name="index">The instruction that it goes on with.</param>
    /// <param name="identity">See <see cref="Identity"/>.</param>
    public static Operand Generator(Operand function, CodeObject code, Operand[] frame, int index, int identity) =>
        new(OperandKind.Generator)
        {
            Constant = code, Items = [function, .. frame], Number = index, Identity = identity,
            Size = 1 + function.Size + frame.Sum(place => place.Size),
        };

    /// <summary>A list comprehension that is gone through at once, as the generator that it would be.</summary>
    /// <param name="function">The function that it is, or None where it is part of another.</param>
    /// <param name="code">Its code.</param>
    /// <param name="frame">What lies in its frame, from the first slot on.</param>
    /// <param name="index">The instruction that it goes on with.</param>
    /// <param name="place">Where its list lies, and where it ends.</param>
    public static Operand ListComprehension(Operand function, CodeObject code, Operand[] frame, int index, ComprehensionPlace place) =>
        new(OperandKind.Generator)
        {
            Constant = code, Items = [function, .. frame], Number = index, Comprehension = place,
            Size = 1 + function.Size + frame.Sum(item => item.Size),
        };

    /// <summary>What a cell holds that holds the function that takes it along.</summary>
    public static Operand Itself { get; } = new(OperandKind.Itself);

    /// <summary>1, and of a tuple as much more as its items have, each counted as often as it is one.</summary>
    public int Size { get; private init; } = 1;

    /// <summary>
    /// What tells a list that could change, or an iterator, from others that may lie in the frame: the index of the instruction that made it. −1
    /// for all that does not change, and for iterators of loops, which nothing but the loop has.
    /// </summary>
    public int Identity { get; private init; } = -1;

    /// <summary>Of a <see cref="OperandKind.Sequence"/>, and of a method of one, what is known of it; null for other things.</summary>
    public SequenceVariable? Variable { get; private init; }

    /// <summary>Of a <see cref="OperandKind.Generator"/> that is a list comprehension, where its list lies and where it ends; null for other things.</summary>
    public ComprehensionPlace? Comprehension { get; private init; }

    /// <summary>Whether a range or its iterator counts up, and an iterator begins with the first item.</summary>
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
        Value[] values = Array.ConvertAll(Values, value => replacement(value));     // before those of the items
        return With(values, Array.ConvertAll(Items, item => item.Replace(replacement)));
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
        // An empty cell is one everywhere.
        var mayBeEmpty = Kind is OperandKind.Cell or OperandKind.Generator;
        var items = Array.ConvertAll(Items, item => item.Kind == OperandKind.Unbound && mayBeEmpty ? item : item.Portable());
        return Array.Exists(items, item => item is null) ? null : With(Values, items!);
    }

    /// <summary>The lists that lie in no memory among it and what it is made of.</summary>
    public IEnumerable<Operand> Lists() => (Kind == OperandKind.List ? [this] : Enumerable.Empty<Operand>()).Concat(Items.SelectMany(item => item.Lists()));

    /// <summary>The same thing with something else in the place of each list that lies in no memory, those within others first.</summary>
    public Operand ReplaceLists(Func<Operand, Operand> replacement)
    {
        if (Items.Length == 0 && Kind != OperandKind.List)
            return this;
        var replaced = With(Values, Array.ConvertAll(Items, item => item.ReplaceLists(replacement)));
        return Kind == OperandKind.List ? replacement(replaced) : replaced;
    }

    /// <summary>What is known of the sequences that it is made of, in order.</summary>
    public IEnumerable<SequenceVariable> Variables() =>
        (Variable is null ? [] : (IEnumerable<SequenceVariable>)[Variable]).Concat(Items.SelectMany(item => item.Variables()));

    /// <summary>The identities of what it is made of that have one.</summary>
    public IEnumerable<int> Identities() =>
        Items.SelectMany(item => item.Identities()).Concat(Identity >= 0 ? [Identity] : []).Distinct();

    /// <summary>The same thing where what has an identity has another one.</summary>
    public Operand WithIdentity(int identity) => Identities().Any()
        ? With(Values, Array.ConvertAll(Items, item => item.WithIdentity(identity)), Identity >= 0 ? identity : -1)
        : this;

    /// <summary>The same iterator further on.</summary>
    public Operand WithIterators(Operand[] iterators, params Value[] values) => With(values, iterators);

    private Operand With(Value[] values, Operand[] items) => With(values, items, Identity);

    private Operand With(Value[] values, Operand[] items, int identity) => new(Kind, values)
    {
        Constant = Constant, Number = Number, Known = Known, PushedAt = PushedAt, IsAscending = IsAscending, Size = Size, Comprehension = Comprehension,
        Variable = Variable, Identity = identity, Items = items,
    };

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
        if (Constant is { } constant && (Kind != OperandKind.Constant || Number < 0))
            key.Append(CultureInfo.InvariantCulture, $"-{keys.NumberOf(constant)}");
        if (Kind is OperandKind.Object or OperandKind.Method && Known is not null)
            key.Append(CultureInfo.InvariantCulture, $"-{keys.NumberOf(Known)}");
        if (Variable is { } variable)
            key.Append('<').Append(variable.Key).Append('>');
        if (Comprehension is { } place)
            key.Append(CultureInfo.InvariantCulture, $":{place.List},{place.End}");
        if (Identity >= 0)
            key.Append(CultureInfo.InvariantCulture, $"={Identity}");
        if (Kind < OperandKind.Tuple)
            return;
        key.Append(CultureInfo.InvariantCulture, $"({Items.Length}");
        foreach (var item in Items)
            item.AppendKey(key, keys);
    }
}

/// <summary>Of a list comprehension that is gone through like a generator.</summary>
/// <param name="List">The place in its frame where its list lies.</param>
/// <param name="End">Index of the instruction at which it is complete; −1 where that is the return.</param>
internal sealed record ComprehensionPlace(int List, int End);
