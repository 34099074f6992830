using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Tuples of constants as tables, which are read with an index that is not known before.</summary>
internal sealed class Tables
{
    // Half a megabyte behind the code.
    private const int MostWords = 1 << 16;

    // Rows of rows of rows nobody writes.
    private const int MostDepth = 4;

    private readonly Dictionary<object, (Table? Table, string Problem)> _tables = new(ReferenceEqualityComparer.Instance);
    private int _words;

    /// <summary>The table of a tuple.</summary>
    /// <exception cref="UnsupportedBytecodeException">Its items are not alike.</exception>
    public Table Of(Operand tuple, IrBuilder ir)
    {
        var table = TryFind(tuple, ir, out var problem);
        return table ?? throw ir.Unsupported(
            DiagnosticDescriptors.Table, problem, "Make its items all ints, all floats, all bools, or rows that are alike.", tuple);
    }

    /// <summary>The table of a tuple; null where it is none of constants that are alike.</summary>
    public Table? TryFind(Operand tuple, IrBuilder ir, out string problem)
    {
        if (((object?)tuple.Constant ?? tuple.Known) is not { } source)
        {
            problem = "the tuple is not known before the function runs";
            return null;
        }
        if (!_tables.TryGetValue(source, out var found))
            _tables[source] = found = (Make(tuple, ir, out problem), problem);
        problem = found.Problem;
        return found.Table;
    }

    private Table? Make(Operand tuple, IrBuilder ir, out string problem)
    {
        var count = Sequences.Count(tuple, ir) ?? 0;
        ir.Spend(count);
        if (count > MostWords)
        {
            problem = TooLarge;
            return null;
        }
        var items = new Operand[count];
        for (var i = 0; i < count; i++)
            items[i] = Sequences.ItemAt(tuple, i, ir);
        return Make(items, ir, MostDepth, out problem);
    }

    private Table? Make(Operand[] items, IrBuilder ir, int depth, out string problem)
    {
        problem = "";
        if (items.Length == 0)
        {
            problem = "the tuple has no items";
            return null;
        }
        return Sequences.IsTuple(items[0]) ? MakeRows(items, ir, depth, out problem) : MakeNumbers(items, out problem);
    }

    private Table? MakeRows(Operand[] items, IrBuilder ir, int depth, out string problem)
    {
        var width = Sequences.Count(items[0], ir) ?? 0;
        problem = "the rows of the tuple are not all of one length";
        if (depth == 0 || width == 0 || !Array.TrueForAll(items, item => Sequences.IsTuple(item) && Sequences.Count(item, ir) == width))
            return null;
        var columns = new Table[width];
        for (var i = 0; i < width; i++)
        {
            var index = i;
            ir.Spend(items.Length);
            if (Make(Array.ConvertAll(items, item => Sequences.ItemAt(item, index, ir)), ir, depth - 1, out problem) is not { } column)
                return null;
            columns[i] = column;
        }
        return Table.Of(columns);
    }

    private Table? MakeNumbers(Operand[] items, out string problem)
    {
        problem = "";
        var words = ImmutableArray.CreateBuilder<long>(items.Length);
        var types = new HashSet<IrType>();
        foreach (var item in items)
        {
            if (Word(item, words) is not { } type)
            {
                problem = "not all items of the tuple are numbers within 64 bits";
                return null;
            }
            types.Add(type);
        }
        _words += items.Length;
        problem = types.Count > 1 ? "the tuple has ints, floats or bools side by side" : _words > MostWords ? TooLarge : "";
        return problem.Length > 0 ? null : Table.Of(new ConstantTable(types.Single(), words.ToImmutable()));
    }

    private static string TooLarge => $"the tuples that it has an index into have more than {MostWords} numbers";

    private static IrType? Word(Operand item, ImmutableArray<long>.Builder words)
    {
        switch (item.Constant)
        {
            case IntConstant number when number.Value >= long.MinValue && number.Value <= long.MaxValue:
                words.Add((long)number.Value);
                return IrType.Int64;
            case FloatConstant number:
                words.Add(BitConverter.DoubleToInt64Bits(number.Value));
                return IrType.Float64;
            case BoolConstant truth:
                words.Add(truth.Value ? 1 : 0);
                return IrType.Bool;
            default:
                return null;
        }
    }
}

/// <summary>A tuple of constants that are alike: numbers of one type, or rows of them.</summary>
internal sealed class Table
{
    private readonly Lazy<ConstantTable?> _flat;

    private Table(ConstantTable? numbers, Table[] columns)
    {
        Numbers = numbers;
        Columns = columns;
        _flat = new Lazy<ConstantTable?>(Flatten);
    }

    /// <summary>The numbers; null for rows.</summary>
    public ConstantTable? Numbers { get; }

    /// <summary>The columns; none for numbers.</summary>
    public Table[] Columns { get; }

    /// <summary>All numbers, row after row, where they are of one type; null where not, and for what has no rows of numbers.</summary>
    public ConstantTable? Flat => _flat.Value;

    /// <summary>A table of numbers.</summary>
    public static Table Of(ConstantTable numbers) => new(numbers, []);

    /// <summary>A table of rows.</summary>
    public static Table Of(Table[] columns) => new(null, columns);

    /// <summary>The item with an index, which is within it.</summary>
    public Operand Load(Value index, IrBuilder ir) => Numbers is { } numbers
        ? Operand.Of(ir.EmitLoad(numbers, index))
        : Operand.Tuple(Array.ConvertAll(Columns, column => column.Load(index, ir)));

    private ConstantTable? Flatten()
    {
        if (Columns is not [{ Numbers: { } first }, ..] || !Array.TrueForAll(Columns, column => column.Numbers?.Type == first.Type))
            return null;
        var words = ImmutableArray.CreateBuilder<long>(first.Words.Length * Columns.Length);
        for (var row = 0; row < first.Words.Length; row++)
        {
            foreach (var column in Columns)
                words.Add(column.Numbers!.Words[row]);              // all have numbers
        }
        return new ConstantTable(first.Type, words.ToImmutable());
    }
}
