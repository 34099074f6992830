using System.Collections.Immutable;
using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>The C# types that fit the results of native code best.</summary>
internal static class ResultTypes
{
    // Of longer tuples nobody writes the type down.
    private const int MostItems = 16;
    private const int ItemsBeforeRest = 7;

    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
    ];

    /// <summary>The type for all results of a function; <see cref="object"/> where they are of several, <c>void</c> for None.</summary>
    /// <param name="results">The results.</param>
    /// <param name="sequences">What their sequences are.</param>
    public static Type Of(ImmutableArray<ResultShape> results, ResultSequences sequences)
    {
        var natural = default(Type);
        for (var i = 0; i < results.Length; i++)
        {
            var type = Of(results[i], i, sequences);
            if (natural is not null && natural != type)
                return typeof(object);
            natural = type;
        }
        return natural ?? typeof(object);
    }

    private static Type Of(ResultShape result, int index, ResultSequences sequences)
    {
        var (slot, word) = (0, 0);
        return Of(result, word => sequences.TypeOf(index, word), ref slot, ref word);
    }

    private static Type Of(ResultShape result, Func<int, Type> sequences, ref int next, ref int word)
    {
        var slot = result.Value.Slots[next++];
        var first = word;
        word += FrameSlots.OperandsOf(slot.Kind);
        var items = new Type[result.Value.ItemsOf(slot)];
        for (var i = 0; i < items.Length; i++)
            items[i] = Item(Of(result, sequences, ref next, ref word));
        return slot.Kind switch
        {
            FrameSlotKind.Value => result.Types[first] == IrType.Sequence ? sequences(first) : Of(result.Types[first]),
            FrameSlotKind.Literal => Of(result.Value.Literals[slot.Number]),
            FrameSlotKind.Tuple => TupleOf(items),
            FrameSlotKind.List => ClosedTypes.ListOf(items.Distinct().Count() == 1 ? items[0] : typeof(object)) ?? typeof(object),
            _ => typeof(object),
        };
    }

    private static Type Of(IrType type) => type switch
    {
        IrType.Int64 => typeof(long),
        IrType.UInt64 => typeof(ulong),
        IrType.Float64 => typeof(double),
        IrType.Bool => typeof(bool),
        IrType.None => typeof(void),
        _ => typeof(object),
    };

    private static Type Of(Constant constant) => constant switch
    {
        BoolConstant => typeof(bool),
        IntConstant { Value: var value } => value >= long.MinValue && value <= long.MaxValue ? typeof(long) : typeof(BigInteger),
        FloatConstant => typeof(double),
        StringConstant => typeof(string),
        TupleConstant { Items: { Length: <= MostItems } items } when !items.Any(item => item is TupleConstant) =>
            TupleOf([.. items.Select(item => Item(Of(item)))]),
        _ => ReferenceEquals(constant, SingletonConstant.None) ? typeof(void) : typeof(object),
    };

    // None in a tuple has no type of its own.
    private static Type Item(Type type) => type == typeof(void) ? typeof(object) : type;

    private static Type TupleOf(ReadOnlySpan<Type> items)
    {
        if (items.Length is 0 or > MostItems)
            return items.Length == 0 ? s_tuples[0] : typeof(object);
        return (items.Length <= ItemsBeforeRest
            ? ClosedTypes.Of(s_tuples[items.Length], [.. items])
            : TupleOf(items[ItemsBeforeRest..]) is { IsValueType: true } rest ? ClosedTypes.Of(s_tuples[ItemsBeforeRest + 1], [.. items[..ItemsBeforeRest], rest])
            : null) ?? typeof(object);
    }
}
