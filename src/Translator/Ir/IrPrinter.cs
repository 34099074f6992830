using System.Globalization;
using System.Text;

namespace Pyc.Translation.Ir;

/// <summary>Writes IR as text: one value a line, its source line behind it where asked for.</summary>
/// <remarks>
/// <code>
/// function divide(v0: i64, v1: i64) -> i64
/// b0:
///     check.nonzero v1 else division_by_zero
///     v2 = int.div v0, v1
///     return v2
/// </code>
/// Other forms: <c>v3 = int 42</c>, <c>v4 = bool true</c>, <c>v5 = none</c>, <c>v6: i64 = phi b0 v1, b2 v4</c>, <c>jump b1</c>,
/// <c>branch v7, b1, b2</c>, <c>exit negative_power</c>, <c>v5 = uint 7</c>, <c>v6 = float 0.5</c> (also <c>-inf</c>, <c>nan</c>, and any
/// other NaN as <c>nan.</c> and its bits), and <c>v7 = state 12 depth 1, 0: v1, 2: v3, 4: range_iterator v1 v2 v4, 5: const 3</c>, to
/// which <c>v8 = int.add v1, v2, v7</c>, <c>check.nonzero v1, v7 else modulo_by_zero</c> and <c>exit v7 raise</c> leave; a frame that waits for
/// what it called is <c>v7 = state 12 awaits depth 1, 0: v1, caller v6</c>, which says at its end whose call was put in place of itself. A call is
/// <c>v8 = call gcd v1, v2, v7</c>, of which <c>v9: i64 = call.word v8 0</c> reads a word. Of a table all numbers follow the index:
/// <c>v4: i64 = table v1, 2, 3, 5</c>. Of sequences there are <c>v3: address = field.fixed data v1</c>, <c>v4: i64 = field count v1</c>,
/// <c>count.store v1, v4</c>, <c>v5: f64 = load f32 v3, v2</c>, <c>store u8 v3, v2, v4</c>, and calls of the runtime,
/// <c>v6: sequence = runtime new_list v1, v2</c> or <c>runtime reverse v1</c>. Behind the type of what a function returns stands <c>lanes 4</c> where
/// there are vectors, which have as many: <c>v6: floats = vector.load f64 v3, v2</c>, <c>v7: floats = lanes float.add v6, v6</c>, <c>v8: f64 = lane v7 3</c>. Behind <c>#</c>
/// stands a comment. A name that is more than letters, digits and <c>_.&lt;></c> is put in quotes. <see cref="IrParser"/> reads all of this.
/// </remarks>
public static class IrPrinter
{
    private const int CommentColumn = 48;
    private const int ShortTable = 16;

    /// <summary>A whole function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="withSource">Whether each line says which Python line it came from, where that changes.</param>
    public static string Print(Function function, bool withSource = false)
    {
        var text = new StringBuilder();
        var sourceLine = 0;
        foreach (var line in Lines(function))
        {
            if (line.Value is not { } value)
            {
                text.Append(line.Text).Append('\n');
                sourceLine = 0;
                continue;
            }
            var printed = "    " + line.Text;
            if (withSource && value.Origin.Line > 0 && value.Origin.Line != sourceLine)
            {
                sourceLine = value.Origin.Line;
                printed = $"{printed.PadRight(CommentColumn)} # {value.Origin.ShortFile}:{sourceLine}";
            }
            text.Append(printed).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The lines of a whole function: its head, and for each block its head and its values. Parameters stand in the head.</summary>
    public static IEnumerable<IrLine> Lines(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        yield return new IrLine(IrLineKind.Function, HeadOf(function), null, null);
        foreach (var block in function.Blocks)
        {
            yield return HeadOf(block);
            foreach (var value in block.Where(value => value.Op != Op.Parameter))
                yield return LineOf(value);
        }
    }

    /// <summary>The head of a function: <c>function divide(v0: i64, v1: i64) -> i64</c>.</summary>
    public static string HeadOf(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var lanes = HasVectors(function) ? string.Create(CultureInfo.InvariantCulture, $" lanes {function.VectorLanes}") : "";
        var parameters = string.Join(", ", function.Parameters.Select(value => LineOf(value).Text));
        return $"function {Quote(function.Name)}({parameters}) -> {NameOf(function.ResultType)}{lanes}";
    }

    /// <summary>The line at the head of a block.</summary>
    public static IrLine HeadOf(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new IrLine(IrLineKind.Block, $"{block}:", block, null);
    }

    /// <summary>The line of a value; of a parameter what stands for it in the head of the function.</summary>
    public static IrLine LineOf(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Op == Op.Parameter ? string.Create(CultureInfo.InvariantCulture, $"v{value.Id}: {NameOf(value.Type)}") : Print(value);
        return new IrLine(KindOf(value), text, value.Block, value);
    }

    private static IrLineKind KindOf(Value value) => value.Op switch
    {
        Op.Parameter => IrLineKind.Parameter,
        Op.Phi => IrLineKind.Phi,
        Op.FrameState => IrLineKind.State,
        Op.IntConstant or Op.UIntConstant or Op.FloatConstant or Op.BoolConstant or Op.NoneConstant => IrLineKind.Constant,
        _ when value.Has(Effects.Terminator) => IrLineKind.Terminator,
        _ => IrLineKind.Instruction,
    };

    private static bool HasVectors(Function function) =>
        function.Blocks.Any(block => block.Any(value => VectorSupport.IsVector(value.Type) || value.Op is Op.VectorStore or Op.VectorStoreMasked or Op.VectorEnd));

    /// <summary>One value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isShort">Whether a table may end in <c>...</c>.</param>
    public static string Print(Value value, bool isShort = false)
    {
        var text = new StringBuilder();
        if (value.Type != IrType.Void)
        {
            text.Append(CultureInfo.InvariantCulture, $"v{value.Id}");
            if (value.Op is Op.Parameter || SaysType(value.Op))
                text.Append(CultureInfo.InvariantCulture, $": {NameOf(value.Type)}");
            text.Append(" = ");
        }
        text.Append(value.Info.Name);

        var operands = value.Op == Op.Phi
            ? value.Operands.Select((operand, index) => $"{PredecessorOf(value, index)} v{operand.Id}")
            : value.Operands.Select(operand => $"v{operand.Id}");
        switch (value.Op)
        {
            case Op.Parameter or Op.IntConstant:
                operands = [value.Immediate.ToString(CultureInfo.InvariantCulture)];
                break;
            case Op.UIntConstant:
                operands = [((ulong)value.Immediate).ToString(CultureInfo.InvariantCulture)];
                break;
            case Op.FloatConstant:
                operands = [NameOfFloat(value.Immediate)];
                break;
            case Op.FrameState when value.Frame is { } frame:
                operands = [.. Describe(frame, [.. operands])];
                break;
            case Op.Call when value.Callee is { } callee:
                text.Append(' ').Append(Quote(callee.Name));
                break;
            case Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3:
                text.Append(' ').Append(NameOfFunction(value.Immediate));
                break;
            case Op.FixedField or Op.LoadField:
                text.Append(' ').Append(NameOfOne<SequenceField>(value.Immediate, NameOf));
                break;
            case Op.LoadElement or Op.StoreElement or Op.VectorLoad or Op.VectorStore or Op.VectorStoreMasked:
                text.Append(' ').Append(NameOfOne<ElementKind>(value.Immediate, NameOf));
                break;
            case Op.RuntimeCall:
                text.Append(' ').Append(NameOfOne<RuntimeFunction>(value.Immediate, function => RuntimeFunctionInfo.Of(function).Name));
                break;
            case Op.Lanewise:
                text.Append(' ').Append(NameOfOne<Op>(value.Immediate, op => OpInfo.Of(op).Name));
                break;
            case Op.CallWord or Op.Lane:
                operands = [.. operands.Take(1).Select(operand => string.Create(CultureInfo.InvariantCulture, $"{operand} {value.Immediate}"))];
                break;
            case Op.BoolConstant:
                operands = [NameOfWord(value.Immediate, IrType.Bool)];
                break;
            case Op.LoadTable when value.Table is { } table:
                var words = table.Words.Take(isShort ? ShortTable : table.Words.Length).Select(word => NameOfWord(word, table.Type));
                operands = [.. operands.Take(1), .. words, .. isShort && table.Words.Length > ShortTable ? ["..."] : Array.Empty<string>()];
                break;
        }
        if (value.Has(Effects.Terminator) && value.Block is { } block)
            operands = operands.Concat(block.Successors.Select(successor => successor.ToString()));
        var list = string.Join(", ", operands);
        if (list.Length > 0)
            text.Append(' ').Append(list);
        if (value.Reason is not (ExitReason.None or ExitReason.Call))
            text.Append(value.Has(Effects.Terminator) ? " " : " else ").Append(NameOf(value.Reason));
        return text.ToString();
    }

    /// <summary>The name of a type in IR text: <c>i64</c>.</summary>
    public static string NameOf(IrType type) => type switch
    {
        IrType.Int64 => "i64",
        IrType.Bool => "bool",
        IrType.None => "none",
        IrType.UInt64 => "u64",
        IrType.Float64 => "f64",
        IrType.Sequence => "sequence",
        IrType.Address => "address",
        IrType.VectorInt => "ints",
        IrType.VectorFloat => "floats",
        IrType.VectorMask => "mask",
        IrType.State => "state",
        IrType.Mixed => "mixed",
        IrType.Result => "result",
        _ => "void",
    };

    /// <summary>The name of a kind of slot in IR text; a value has none.</summary>
    public static string NameOf(FrameSlotKind kind) => kind switch
    {
        FrameSlotKind.Constant => "const",
        FrameSlotKind.Literal => "literal",
        FrameSlotKind.Global => "global",
        FrameSlotKind.Range => "range",
        FrameSlotKind.RangeIterator => "range_iterator",
        FrameSlotKind.Raised => "raised",
        FrameSlotKind.RaisedByCode => "raised_by_code",
        FrameSlotKind.NothingHandled => "nothing_handled",
        FrameSlotKind.Common => "common",
        FrameSlotKind.Tuple => "tuple",
        FrameSlotKind.List => "list",
        FrameSlotKind.Same => "same",
        FrameSlotKind.Item => "item",
        FrameSlotKind.SequenceIterator => "sequence_iterator",
        FrameSlotKind.ReversedIterator => "reversed_iterator",
        FrameSlotKind.Enumerate => "enumerate",
        FrameSlotKind.Zip => "zip",
        FrameSlotKind.StrictZip => "strict_zip",
        FrameSlotKind.Slice => "slice",
        FrameSlotKind.Part => "part",
        FrameSlotKind.Object => "object",
        FrameSlotKind.Method => "method",
        FrameSlotKind.Unbound => "unbound",
        FrameSlotKind.Cell => "cell",
        FrameSlotKind.Itself => "itself",
        FrameSlotKind.Function => "function",
        FrameSlotKind.Generator => "generator",
        _ => "",
    };

    /// <summary>The name of a reason in IR text: <c>division_by_zero</c>.</summary>
    public static string NameOf(ExitReason reason) => reason switch
    {
        ExitReason.Overflow => "overflow",
        ExitReason.DivisionByZero => "division_by_zero",
        ExitReason.ModuloByZero => "modulo_by_zero",
        ExitReason.NegativeShift => "negative_shift",
        ExitReason.NegativePower => "negative_power",
        ExitReason.FloatDivisionByZero => "float_division_by_zero",
        ExitReason.FloatDomain => "float_domain",
        ExitReason.Inexact => "inexact",
        ExitReason.Unbound => "unbound",
        ExitReason.Raise => "raise",
        ExitReason.Range => "range",
        ExitReason.Rare => "rare",
        ExitReason.Call => "call",
        ExitReason.StackLimit => "stack_limit",
        ExitReason.Memory => "memory",
        ExitReason.Identity => "identity",
        ExitReason.TooManyVersions => "too_many_versions",
        ExitReason.Stop => "stop",
        _ => "none",
    };

    /// <summary>The name of a kind of elements in IR text: <c>u8</c>.</summary>
    public static string NameOf(ElementKind kind) => kind switch
    {
        ElementKind.Int8 => "i8",
        ElementKind.UInt8 => "u8",
        ElementKind.Int16 => "i16",
        ElementKind.UInt16 => "u16",
        ElementKind.Int32 => "i32",
        ElementKind.UInt32 => "u32",
        ElementKind.Int64 => "i64",
        ElementKind.UInt64 => "u64",
        ElementKind.Float32 => "f32",
        ElementKind.Float64 => "f64",
        ElementKind.Bool => "bool",
        ElementKind.Sequence => "sequence",
        ElementKind.Record => "record",
        _ => "mixed",
    };

    /// <summary>The name of a field of a header in IR text: <c>count</c>.</summary>
    public static string NameOf(SequenceField field) => field switch
    {
        SequenceField.Data => "data",
        SequenceField.Count => "count",
        SequenceField.Capacity => "capacity",
        _ => "columns",
    };

    /// <summary>Whether IR text says the type of the value behind its name: the operation alone does not give it.</summary>
    internal static bool SaysType(Op op) =>
        op is Op.Phi or Op.Select or Op.CallWord or Op.LoadTable or Op.FixedField or Op.LoadField or Op.LoadElement or Op.RuntimeCall
            or Op.Lanewise or Op.VectorLoad or Op.Broadcast or Op.Lane;

    /// <summary>The bits of the NaN that Python makes, <c>nan</c> in IR text.</summary>
    internal const long UsualNan = 0x7ff8_0000_0000_0000;

    /// <summary>Whether a slot of this kind says a number.</summary>
    internal static bool HasNumber(FrameSlotKind kind) => kind is not (FrameSlotKind.Value or FrameSlotKind.Range or FrameSlotKind.RangeIterator
        or FrameSlotKind.NothingHandled or FrameSlotKind.Item or FrameSlotKind.SequenceIterator or FrameSlotKind.ReversedIterator
        or FrameSlotKind.Enumerate or FrameSlotKind.Slice or FrameSlotKind.Part or FrameSlotKind.Unbound or FrameSlotKind.Cell or FrameSlotKind.Itself);

    /// <summary>Whether a name needs no quotes.</summary>
    internal static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '<' or '>';

    // A dump of broken IR must not fail in its turn: there may be no such predecessor.
    private static string PredecessorOf(Value phi, int index) =>
        phi.Block is { } block && index < block.Predecessors.Count ? block.Predecessors[index].ToString() : "b?";

    // state 12 depth 2, 0: v1, 2: v3, 5: range_iterator v1 v2 v4, 6: const 3, 7: raised 9 v1 v2
    private static IEnumerable<string> Describe(FrameShape frame, string[] operands)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{frame.Index}{(frame.AwaitsResult ? " awaits" : "")}{(frame.IsGuarded ? " guarded" : "")} depth {frame.Depth}");
        var next = 0;
        foreach (var slot in frame.Slots)
        {
            var count = FrameSlots.OperandsOf(slot.Kind);
            string[] words = [NameOf(slot.Kind), NumberOf(slot), .. operands.Skip(next).Take(count)];
            next += count;
            yield return string.Create(CultureInfo.InvariantCulture, $"{NameOfPlace(slot.Place)}: {string.Join(' ', words.Where(word => word.Length > 0))}");
        }
        if (next < operands.Length)
            yield return "caller " + operands[next];
    }

    /// <summary>How IR text names a place that is no slot of the frame, or its number.</summary>
    internal static string NameOfPlace(int place) => place switch
    {
        FrameShape.HandledPlace => "handled",
        FrameShape.ItemPlace => "item",
        FrameShape.FunctionPlace => "function",
        _ => place.ToString(CultureInfo.InvariantCulture),
    };

    // A dump of broken IR must not fail in its turn: there may be no such function.
    private static string NameOfFunction(long number) => number >= 0 && number < FloatFunctionInfo.All.Length
        ? FloatFunctionInfo.All[(int)number].Name
        : number.ToString(CultureInfo.InvariantCulture);

    private static string NameOfOne<T>(long number, Func<T, string> nameOf)
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return number >= 0 && number < all.Length ? nameOf(all[number]) : number.ToString(CultureInfo.InvariantCulture);
    }

    private static string NumberOf(FrameSlot slot) =>
        HasNumber(slot.Kind) ? slot.Number.ToString(CultureInfo.InvariantCulture) : "";

    private static string NameOfWord(long word, IrType type) => type switch
    {
        IrType.Bool => word != 0 ? "true" : "false",
        IrType.Float64 => NameOfFloat(word),
        _ => word.ToString(CultureInfo.InvariantCulture),
    };

    private static string NameOfFloat(long bits) => BitConverter.Int64BitsToDouble(bits) switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => bits == UsualNan ? "nan" : string.Create(CultureInfo.InvariantCulture, $"nan.{bits:x16}"),
        var number => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Quote(string name)
    {
        if (name.Length > 0 && name.All(IsNameCharacter))
            return name;
        var text = new StringBuilder("\"");
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }
        return text.Append('"').ToString();
    }
}
