namespace Pyc.Translation.Ir;

/// <summary>The types of the items of the tuples that a list holds.</summary>
/// <param name="Code">The types as one number, by which code and runtime tell each other: 2 bits for each item above the number of items.</param>
public readonly record struct RecordLayout(long Code)
{
    /// <summary>The most items.</summary>
    public const int MostItems = 16;

    private const int BitsOfCount = 5;
    private const int BitsOfType = 2;

    private static readonly IrType[] s_types = [IrType.Int64, IrType.Float64, IrType.Bool];

    /// <summary>The number of items.</summary>
    public int Count => (int)(Code & ((1 << BitsOfCount) - 1));

    /// <summary>The type of an item.</summary>
    /// <param name="index">Its index, from 0 to below <see cref="Count"/>.</param>
    public IrType TypeOf(int index) => s_types[(Code >> (BitsOfCount + BitsOfType * index)) & ((1 << BitsOfType) - 1)];

    /// <summary>The layout of tuples with items of these types; null where no list in memory holds such.</summary>
    public static RecordLayout? Of(IReadOnlyList<IrType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (types.Count > MostItems)
            return null;
        var code = (long)types.Count;
        for (var i = 0; i < types.Count; i++)
        {
            var number = Array.IndexOf(s_types, types[i]);
            if (number < 0)
                return null;
            code |= (long)number << (BitsOfCount + BitsOfType * i);
        }
        return new RecordLayout(code);
    }

    /// <summary>The names of the types in IR text: <c>(i64, f64)</c>.</summary>
    public override string ToString()
    {
        var layout = this;
        return $"({string.Join(", ", Enumerable.Range(0, Count).Select(index => IrPrinter.NameOf(layout.TypeOf(index))))})";
    }
}
