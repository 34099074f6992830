using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>The parts of a function that code of the unit makes: the items of a <see cref="OperandKind.Function"/>.</summary>
/// <remarks>They are its defaults, a tuple or None; its qualified name, or None for that of its code; and the cells of its free variables.</remarks>
internal static class MadeFunction
{
    private const int DefaultsPart = 0;
    private const int NamePart = 1;
    private const int FirstCell = 2;

    /// <summary>The parts of a function that has no attributes yet.</summary>
    public static Operand[] PartsOf(CodeObject code) =>
        [Operand.None, Operand.None, .. Enumerable.Repeat(Operand.Cell(Operand.Unbound), code.FreeNames.Length)];

    /// <summary>The function with other defaults.</summary>
    public static Operand WithDefaults(Operand function, Operand defaults) => With(function, DefaultsPart, defaults);

    /// <summary>The function with another qualified name.</summary>
    public static Operand WithQualifiedName(Operand function, Operand name) => With(function, NamePart, name);

    /// <summary>The function with a closure.</summary>
    public static Operand WithCells(Operand function, Operand[] cells) =>
        Operand.Function(CodeOf(function), [.. function.Items[..FirstCell], .. cells]);

    /// <summary>The code of a function.</summary>
    public static CodeObject CodeOf(Operand function) => (CodeObject)function.Constant!;                     // of this kind it has one

    /// <summary>What a parameter is that a call leaves out; null where it must be passed.</summary>
    public static Operand? DefaultOf(Operand function, int slot)
    {
        Operand[] defaults = function.Items[DefaultsPart] switch
        {
            { Kind: OperandKind.Tuple } made => made.Items,
            { Constant: TupleConstant constant } => [.. constant.Items.Select(item => Operand.Of(item))],
            _ => [],
        };
        var code = CodeOf(function);
        var index = defaults.Length - code.ArgumentCount + slot;
        return index >= 0 && slot < code.ArgumentCount ? defaults[index] : null;
    }

    /// <summary>What the cells of its free variables hold; where one holds the function itself, that is said so.</summary>
    public static IEnumerable<Operand> ContentsOf(Operand function) => function.Items.Skip(FirstCell).Select(cell => cell.Items[0]);

    private static Operand With(Operand function, int part, Operand value)
    {
        var parts = (Operand[])function.Items.Clone();
        parts[part] = value;
        return Operand.Function(CodeOf(function), parts);
    }
}
