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
/// <c>branch v7, b1, b2</c>, <c>exit negative_power</c>. Behind <c>#</c> stands a comment.
/// A name that is more than letters, digits and <c>_.&lt;></c> is put in quotes. <see cref="IrParser"/> reads all of this.
/// </remarks>
public static class IrPrinter
{
    private const int CommentColumn = 48;

    /// <summary>A whole function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="withSource">Whether each line says which Python line it came from, where that changes.</param>
    public static string Print(Function function, bool withSource = false)
    {
        var text = new StringBuilder();
        var parameters = function.Parameters.Select(value => $"v{value.Id}: {NameOf(value.Type)}");
        text.Append(CultureInfo.InvariantCulture, $"function {Quote(function.Name)}({string.Join(", ", parameters)})")
            .Append(CultureInfo.InvariantCulture, $" -> {NameOf(function.ResultType)}\n");
        foreach (var block in function.Blocks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{block}:\n");
            var line = 0;
            foreach (var value in block.Where(value => value.Op != Op.Parameter))
            {
                var printed = "    " + Print(value);
                if (withSource && value.Origin.Line > 0 && value.Origin.Line != line)
                {
                    line = value.Origin.Line;
                    printed = $"{printed.PadRight(CommentColumn)} # {value.Origin.ShortFile}:{line}";
                }
                text.Append(printed).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>One value.</summary>
    public static string Print(Value value)
    {
        var text = new StringBuilder();
        if (value.Type != IrType.Void)
        {
            text.Append(CultureInfo.InvariantCulture, $"v{value.Id}");
            if (value.Op is Op.Phi or Op.Parameter)
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
            case Op.BoolConstant:
                operands = [value.Immediate != 0 ? "true" : "false"];
                break;
        }
        if (value.Has(Effects.Terminator) && value.Block is { } block)
            operands = operands.Concat(block.Successors.Select(successor => successor.ToString()));
        var list = string.Join(", ", operands);
        if (list.Length > 0)
            text.Append(' ').Append(list);
        if (value.Reason != ExitReason.None)
            text.Append(value.Has(Effects.Terminator) ? " " : " else ").Append(NameOf(value.Reason));
        return text.ToString();
    }

    /// <summary>The name of a type in IR text: <c>i64</c>.</summary>
    public static string NameOf(IrType type) => type switch
    {
        IrType.Int64 => "i64",
        IrType.Bool => "bool",
        IrType.None => "none",
        _ => "void",
    };

    /// <summary>The name of a reason in IR text: <c>division_by_zero</c>.</summary>
    public static string NameOf(ExitReason reason) => reason switch
    {
        ExitReason.Overflow => "overflow",
        ExitReason.DivisionByZero => "division_by_zero",
        ExitReason.ModuloByZero => "modulo_by_zero",
        ExitReason.NegativeShift => "negative_shift",
        ExitReason.ZeroToNegativePower => "zero_to_negative_power",
        ExitReason.NegativePower => "negative_power",
        _ => "none",
    };

    /// <summary>Whether a name needs no quotes.</summary>
    internal static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '<' or '>';

    // A dump of broken IR must not fail in its turn: there may be no such predecessor.
    private static string PredecessorOf(Value phi, int index) =>
        phi.Block is { } block && index < block.Predecessors.Count ? block.Predecessors[index].ToString() : "b?";

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
