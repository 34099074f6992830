using System.Collections.Immutable;
using System.Globalization;

namespace Pyc.Translation.Ir;

/// <content>What stands behind the name of an operation: operands, numbers, tables, frames.</content>
public sealed partial class IrParser
{
    private void ParseOperands(Statement statement)
    {
        var info = OpInfo.Of(statement.Op!.Value);
        switch (info.Op)
        {
            case Op.IntConstant or Op.UIntConstant or Op.FloatConstant or Op.BoolConstant:
                statement.Immediate = Immediate(info.Op);
                break;
            case Op.FrameState:
                ParseFrame(statement);
                break;
            case Op.Phi:
                while (Current.Kind == IrTokenKind.Word && !AtLabel)
                {
                    statement.Blocks.Add(Word("a block"));
                    statement.Operands.Add(Word("a value"));
                    if (!Current.Is(","))
                        break;
                    _position++;
                }
                break;
            case Op.CallWord or Op.Lane:
                statement.Operands.Add(Word(info.Op == Op.Lane ? "a vector" : "a call"));
                statement.Immediate = Natural(info.Op == Op.Lane ? "the number of a lane" : "the number of a word");
                break;
            case Op.LoadTable:
                ParseTable(statement);
                break;
            case Op.Call or Op.Return or Op.RuntimeCall or Op.Lanewise:
                if (info.Op == Op.Lanewise)
                    statement.Immediate = (long)Name(s_ops, "an operation");
                if (info.Op == Op.RuntimeCall)
                    statement.Immediate = (long)Name(s_runtime, "a function of the runtime");
                if (info.Op == Op.Call)
                {
                    statement.Callee = Current.Kind == IrTokenKind.Quoted ? Current : Word("the name of a function");
                    if (Current.Kind == IrTokenKind.Quoted)
                        _position++;
                    statement.Reason = ExitReason.Call;
                }
                while (IsValue(Current))
                {
                    statement.Operands.Add(Word("a value"));
                    if (!Current.Is(","))
                        break;
                    _position++;
                }
                return;
            default:
                if (info.IsFloatCall)
                    statement.Immediate = (long)Name(s_functions, "a function of floats");
                else if (info.Op is Op.FixedField or Op.LoadField)
                    statement.Immediate = (long)Name(s_fields, "a field");
                else if (info.Op is Op.LoadElement or Op.StoreElement or Op.VectorLoad or Op.VectorStore or Op.VectorStoreMasked)
                    statement.Immediate = (long)Name(s_elements, "a kind of elements");
                for (var i = 0; i < info.Arity + info.Successors; i++)
                {
                    if (i > 0)
                        Sign(",");
                    (i < info.Arity ? statement.Operands : statement.Blocks).Add(Word(i < info.Arity ? "a value" : "a block"));
                }
                break;
        }

        var beginsWithState = info is { Op: Op.Exit or Op.CheckStack or Op.Poll };
        if (beginsWithState ? IsValue(Current) : info.MayExit && Current.Is(","))
        {
            if (!beginsWithState)
                _position++;
            statement.Operands.Add(Word("a frame state"));
        }
        var isExit = info.Op == Op.Exit && Current.Kind == IrTokenKind.Word && !AtLabel;
        if (!isExit && Current is not { Kind: IrTokenKind.Word, Text: "else" })
            return;
        if (!isExit)
            _position++;
        if (info.Op != Op.Exit && (info.Effects & Effects.Check) == 0)
            throw Error(Current, "only checks and exit have a reason");
        statement.Reason = Name(s_reasons, "a reason");
    }

    private void ParseTable(Statement statement)
    {
        statement.Operands.Add(Word("an index"));
        var constant = statement.Type switch { IrType.Float64 => Op.FloatConstant, IrType.Bool => Op.BoolConstant, _ => Op.IntConstant };
        var words = ImmutableArray.CreateBuilder<long>();
        do
        {
            Sign(",");
            words.Add(Immediate(constant));
        }
        while (Current.Is(","));
        statement.Table = new ConstantTable(statement.Type, words.ToImmutable());
    }

    private long Immediate(Op op)
    {
        var word = Word(op == Op.BoolConstant ? "true or false" : "a number");
        switch (op)
        {
            case Op.IntConstant:
                return long.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw Error(word, "a 64-bit integer is expected");
            case Op.UIntConstant:
                return ulong.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)
                    ? (long)unsigned
                    : throw Error(word, "an unsigned 64-bit integer is expected");
            case Op.FloatConstant:
                return FloatBits(word.Text) ?? throw Error(word, "a float is expected");
            default:
                return word.Text switch
                {
                    "true" => 1,
                    "false" => 0,
                    _ => throw Error(word, "true or false is expected"),
                };
        }
    }

    private static long? FloatBits(string text)
    {
        if (text is "inf" or "-inf")
            return BitConverter.DoubleToInt64Bits(text == "inf" ? double.PositiveInfinity : double.NegativeInfinity);
        if (text.StartsWith("nan.", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) &&
                double.IsNaN(BitConverter.Int64BitsToDouble(bits))
                ? bits
                : null;
        }
        if (text == "nan")
            return IrPrinter.UsualNan;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return text.AsSpan().TrimStart('-').IndexOfAnyInRange('0', '9') == 0 &&
            double.TryParse(text, style, CultureInfo.InvariantCulture, out var number)
            ? BitConverter.DoubleToInt64Bits(number)
            : null;
    }

    // state 12 depth 1, 0: v1, 2: v3, 5: const 3
    private void ParseFrame(Statement statement)
    {
        var index = Natural("the index of an instruction");
        var awaits = Current is { Kind: IrTokenKind.Word, Text: "awaits" };
        if (awaits)
            _position++;
        var isGuarded = Current is { Kind: IrTokenKind.Word, Text: "guarded" };
        if (isGuarded)
            _position++;
        if (Current is not { Kind: IrTokenKind.Word, Text: "depth" })
            throw Error(Current, "'depth' is expected");
        _position++;
        var depth = Natural("the depth of the stack");
        var slots = ImmutableArray.CreateBuilder<FrameSlot>();
        while (Current.Is(","))
        {
            _position++;
            if (Current is { Kind: IrTokenKind.Word, Text: "caller" })
            {
                _position++;
                statement.Operands.Add(Word("a frame state"));
                break;
            }
            var place = Current switch
            {
                { Kind: IrTokenKind.Word, Text: "handled" } => FrameShape.HandledPlace,
                { Kind: IrTokenKind.Word, Text: "item" } => FrameShape.ItemPlace,
                { Kind: IrTokenKind.Word, Text: "function" } => FrameShape.FunctionPlace,
                _ => default(int?),
            };
            if (place is not null)
                _position++;
            place ??= Natural("the place of a slot");
            Sign(":");
            var kind = Current.Kind == IrTokenKind.Word ? s_kinds.GetValueOrDefault(Current.Text) : FrameSlotKind.Value;
            if (kind != FrameSlotKind.Value)
                _position++;
            slots.Add(new FrameSlot(place.Value, kind, IrPrinter.HasNumber(kind) ? Natural("a number") : 0));
            for (var i = 0; i < FrameSlots.OperandsOf(kind); i++)
                statement.Operands.Add(Word("a value"));
        }
        statement.Frame = new FrameShape(index, depth, slots.ToImmutable()) { AwaitsResult = awaits, IsGuarded = isGuarded };
    }

    private int Natural(string expected)
    {
        var word = Word(expected);
        return int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error(word, $"{expected} is expected");
    }
}
