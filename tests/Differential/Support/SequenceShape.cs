using System.Collections;
using System.Numerics;

namespace Pyc.Differential.Support;

/// <summary>A way to pass the arrays of the fixtures: as what their signatures say, or as other types that hold the same numbers.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Change">The type in place of one of a signature; null where that stays.</param>
/// <param name="IsReadOnly">Whether Python cannot write to what is passed so.</param>
internal sealed record SequenceShape(string Name, Func<Type, Type?> Change, bool IsReadOnly = false)
{
    private static readonly Type[] s_sequences = [typeof(List<>), typeof(Span<>), typeof(ReadOnlySpan<>), typeof(Memory<>), typeof(ReadOnlyMemory<>)];

    /// <summary>Every other way than arrays of long, double and bool.</summary>
    public static IReadOnlyList<SequenceShape> All { get; } =
    [
        new("spans", type => IsVector(type) ? typeof(Span<>).MakeGenericType(type.GetElementType()!) : null),
        new("read-only spans", type => IsVector(type) ? typeof(ReadOnlySpan<>).MakeGenericType(type.GetElementType()!) : null, IsReadOnly: true),
        new("memories", type => IsVector(type) ? typeof(Memory<>).MakeGenericType(type.GetElementType()!) : null),
        new("lists", type => IsVector(type) ? typeof(List<>).MakeGenericType(type.GetElementType()!) : null),
        new("32 bits", type => type == typeof(long[]) ? typeof(int[]) : type == typeof(double[]) ? typeof(float[]) : null),
        new("spans of 32 bits", type => type == typeof(long[]) ? typeof(Span<int>) : type == typeof(double[]) ? typeof(Span<float>) : null),
        new("bytes", type => type == typeof(long[]) ? typeof(byte[]) : null),
        new("signed bytes", type => type == typeof(long[]) ? typeof(sbyte[]) : null),
        new("16 bits", type => type == typeof(long[]) ? typeof(short[]) : null),
        new("unsigned 16 bits", type => type == typeof(long[]) ? typeof(ushort[]) : null),
        new("unsigned 32 bits", type => type == typeof(long[]) ? typeof(uint[]) : null),
        new("unsigned 64 bits", type => type == typeof(long[]) ? typeof(ulong[]) : null),
        new("grids", type => type == typeof(long[][]) ? typeof(long[,]) : type == typeof(double[][]) ? typeof(double[,]) : null),
        new("grids of 32 bits", type => type == typeof(long[][]) ? typeof(int[,]) : type == typeof(double[][]) ? typeof(float[,]) : null),
        new("rows of 32 bits", type => type == typeof(long[][]) ? typeof(int[][]) : type == typeof(double[][]) ? typeof(float[][]) : null),
    ];

    /// <summary>The type of the items of a sequence, a row of a grid being an array; null for what is none.</summary>
    public static Type? ItemOf(Type type) =>
        IsGrid(type) ? type.GetElementType()!.MakeArrayType()
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && s_sequences.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;

    /// <summary>Whether a type is an array of two dimensions.</summary>
    public static bool IsGrid(Type type) => type.IsArray && type.GetArrayRank() == 2;

    /// <summary>Whether fewer numbers fit a type than Python's long, or its float, has in 64 bits.</summary>
    public static bool IsNarrow(Type type) => ItemOf(type) is { } item
        ? IsNarrow(item)
        : type == typeof(float) || (RangeOf(type) is var (least, most) && (least > long.MinValue || most < long.MaxValue));

    /// <summary>The least and the greatest number that fits an integer type; null for all else.</summary>
    public static (BigInteger Least, BigInteger Most)? RangeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
        TypeCode.Byte => (byte.MinValue, byte.MaxValue),
        TypeCode.Int16 => (short.MinValue, short.MaxValue),
        TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
        TypeCode.Int32 => (int.MinValue, int.MaxValue),
        TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
        TypeCode.Int64 => (long.MinValue, long.MaxValue),
        TypeCode.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => null,
    };

    /// <summary>The sequence of that type with these items; for a span the array that it is of.</summary>
    public static object Make(Type type, object[] items)
    {
        var item = ItemOf(type)!;                                                                   // only asked for sequences
        if (IsGrid(type))
        {
            var rows = Array.ConvertAll(items, row => (Array)row);
            var grid = Array.CreateInstance(type.GetElementType()!, rows.Length, rows.Length == 0 ? 0 : rows[0].Length);
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < rows[i].Length; j++)
                    grid.SetValue(rows[i].GetValue(j), i, j);
            }
            return grid;
        }
        var array = Array.CreateInstance(item, items.Length);
        for (var i = 0; i < items.Length; i++)
            array.SetValue(items[i], i);
        return type.IsArray || type.IsByRefLike ? array : Activator.CreateInstance(type, array)!;   // List<T> copies, Memory<T> does not
    }

    /// <summary>The items of a sequence, of a grid its rows.</summary>
    public static IEnumerable<object?> Rows(IEnumerable sequence) => sequence is Array { Rank: 2 } grid
        ? Enumerable.Range(0, grid.GetLength(0)).Select(row => (object?)Enumerable.Range(0, grid.GetLength(1)).Select(column => grid.GetValue(row, column)).ToArray())
        : sequence.Cast<object?>();

    /// <summary>The items of a <see cref="Memory{T}"/>, which cannot be enumerated.</summary>
    public static IEnumerable ItemsOf(object memory) => (Array)memory.GetType().GetMethod(nameof(Memory<int>.ToArray))!.Invoke(memory, null)!;

    private static bool IsVector(Type type) => type.IsSZArray && !type.GetElementType()!.IsArray;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
