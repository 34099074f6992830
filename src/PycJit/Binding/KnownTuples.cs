using System.Runtime.CompilerServices;
using Pyc.Binding.Values;

namespace Pyc.Binding;

// One class for each number of items, as TupleConverters.cs has them. An item that comes in a box is of the type that it is cast to, or null where that
// type holds it: whoever has the box has found the class by its type.

internal sealed class KnownTuple<T1> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new SingleTupleConverter<T1>(converters.Of<T1>());

    public override object MakeWordTuple() => new WordItems<T1>();

    public override object OfItems(object?[] items) => new ValueTuple<T1>((T1)items[0]!);
}

internal sealed class KnownTuple<T1, T2> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2>(converters.Of<T1>(), converters.Of<T2>());

    public override object MakeWordTuple() => new WordItems<T1, T2>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!);
}

internal sealed class KnownTuple<T1, T2, T3> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2, T3>(converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>());

    public override object MakeWordTuple() => new WordItems<T1, T2, T3>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!, (T3)items[2]!);
}

internal sealed class KnownTuple<T1, T2, T3, T4> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2, T3, T4>(converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>(), converters.Of<T4>());

    public override object MakeWordTuple() => new WordItems<T1, T2, T3, T4>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!);
}

internal sealed class KnownTuple<T1, T2, T3, T4, T5> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2, T3, T4, T5>(converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>(), converters.Of<T4>(), converters.Of<T5>());

    public override object MakeWordTuple() => new WordItems<T1, T2, T3, T4, T5>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!);
}

internal sealed class KnownTuple<T1, T2, T3, T4, T5, T6> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2, T3, T4, T5, T6>(converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>(), converters.Of<T4>(), converters.Of<T5>(), converters.Of<T6>());

    public override object MakeWordTuple() => new WordItems<T1, T2, T3, T4, T5, T6>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!, (T6)items[5]!);
}

internal sealed class KnownTuple<T1, T2, T3, T4, T5, T6, T7> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) =>
        new TupleConverter<T1, T2, T3, T4, T5, T6, T7>(converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>(), converters.Of<T4>(), converters.Of<T5>(), converters.Of<T6>(), converters.Of<T7>());

    public override object MakeWordTuple() => new WordItems<T1, T2, T3, T4, T5, T6, T7>();

    public override object OfItems(object?[] items) => ValueTuple.Create((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!, (T6)items[5]!, (T7)items[6]!);
}

internal sealed class KnownTuple<T1, T2, T3, T4, T5, T6, T7, TRest> : KnownType
    where TRest : struct, ITuple
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new TupleConverter<T1, T2, T3, T4, T5, T6, T7, TRest>(
        converters.Of<T1>(), converters.Of<T2>(), converters.Of<T3>(), converters.Of<T4>(), converters.Of<T5>(), converters.Of<T6>(), converters.Of<T7>(),
        (TupleConverter<TRest>)converters.Of<TRest>());                 // a value tuple has no other
}
