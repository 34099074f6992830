using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Value tuples. From eight items on the last field of one holds the others.</summary>
internal abstract class TupleConverter<TTuple> : ValueConverter<TTuple>
    where TTuple : struct, ITuple
{
    private readonly int _count = default(TTuple).Length;

    public sealed override PyValue ToPython(Marshalling marshalling, TTuple value)
    {
        var items = new PyValue[_count];
        WriteItems(marshalling, value, items);
        return new PyTuple(items);
    }

    public sealed override bool TryFromPython(Marshalling marshalling, PyValue value, out TTuple result)
    {
        result = default;
        return value.As<PyTuple>() is { } tuple && tuple.Count == _count
            ? TryReadItems(marshalling, tuple.Items, out result)
            : marshalling.Fail(FailureKind.Type, value, typeof(TTuple));
    }

    /// <summary>Converts the items of a tuple.</summary>
    public abstract void WriteItems(Marshalling marshalling, in TTuple value, Span<PyValue> items);

    /// <summary>Makes a tuple of its items.</summary>
    public abstract bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out TTuple result);
}

// One class for each number of items: C# has no generics over that.

internal sealed class EmptyTupleConverter : TupleConverter<ValueTuple>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple value, Span<PyValue> items)
    {
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple result)
    {
        result = default;
        return true;
    }
}

internal sealed class SingleTupleConverter<T1>(ValueConverter<T1> c1)
    : TupleConverter<ValueTuple<T1>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1);
    }
}

internal sealed class TupleConverter<T1, T2>(ValueConverter<T1> c1, ValueConverter<T2> c2)
    : TupleConverter<ValueTuple<T1, T2>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2);
    }
}

internal sealed class TupleConverter<T1, T2, T3>(ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3)
    : TupleConverter<ValueTuple<T1, T2, T3>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3);
    }
}

internal sealed class TupleConverter<T1, T2, T3, T4>(ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3, ValueConverter<T4> c4)
    : TupleConverter<ValueTuple<T1, T2, T3, T4>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3, T4> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
        items[3] = c4.ToPython(marshalling, value.Item4);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3, T4> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3)
            && c4.TryFromPython(marshalling, items[3], out result.Item4);
    }
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5>(ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3, ValueConverter<T4> c4, ValueConverter<T5> c5)
    : TupleConverter<ValueTuple<T1, T2, T3, T4, T5>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3, T4, T5> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
        items[3] = c4.ToPython(marshalling, value.Item4);
        items[4] = c5.ToPython(marshalling, value.Item5);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3, T4, T5> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3)
            && c4.TryFromPython(marshalling, items[3], out result.Item4)
            && c5.TryFromPython(marshalling, items[4], out result.Item5);
    }
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5, T6>(
    ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3, ValueConverter<T4> c4, ValueConverter<T5> c5, ValueConverter<T6> c6)
    : TupleConverter<ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3, T4, T5, T6> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
        items[3] = c4.ToPython(marshalling, value.Item4);
        items[4] = c5.ToPython(marshalling, value.Item5);
        items[5] = c6.ToPython(marshalling, value.Item6);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3, T4, T5, T6> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3)
            && c4.TryFromPython(marshalling, items[3], out result.Item4)
            && c5.TryFromPython(marshalling, items[4], out result.Item5)
            && c6.TryFromPython(marshalling, items[5], out result.Item6);
    }
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5, T6, T7>(
    ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3, ValueConverter<T4> c4, ValueConverter<T5> c5, ValueConverter<T6> c6, ValueConverter<T7> c7)
    : TupleConverter<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3, T4, T5, T6, T7> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
        items[3] = c4.ToPython(marshalling, value.Item4);
        items[4] = c5.ToPython(marshalling, value.Item5);
        items[5] = c6.ToPython(marshalling, value.Item6);
        items[6] = c7.ToPython(marshalling, value.Item7);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3, T4, T5, T6, T7> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3)
            && c4.TryFromPython(marshalling, items[3], out result.Item4)
            && c5.TryFromPython(marshalling, items[4], out result.Item5)
            && c6.TryFromPython(marshalling, items[5], out result.Item6)
            && c7.TryFromPython(marshalling, items[6], out result.Item7);
    }
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5, T6, T7, TRest>(
    ValueConverter<T1> c1, ValueConverter<T2> c2, ValueConverter<T3> c3,
    ValueConverter<T4> c4, ValueConverter<T5> c5, ValueConverter<T6> c6, ValueConverter<T7> c7, TupleConverter<TRest> rest)
    : TupleConverter<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct, ITuple
{
    public override void WriteItems(Marshalling marshalling, in ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value, Span<PyValue> items)
    {
        items[0] = c1.ToPython(marshalling, value.Item1);
        items[1] = c2.ToPython(marshalling, value.Item2);
        items[2] = c3.ToPython(marshalling, value.Item3);
        items[3] = c4.ToPython(marshalling, value.Item4);
        items[4] = c5.ToPython(marshalling, value.Item5);
        items[5] = c6.ToPython(marshalling, value.Item6);
        items[6] = c7.ToPython(marshalling, value.Item7);
        rest.WriteItems(marshalling, value.Rest, items[7..]);
    }

    public override bool TryReadItems(Marshalling marshalling, ReadOnlySpan<PyValue> items, out ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> result)
    {
        result = default;
        return c1.TryFromPython(marshalling, items[0], out result.Item1)
            && c2.TryFromPython(marshalling, items[1], out result.Item2)
            && c3.TryFromPython(marshalling, items[2], out result.Item3)
            && c4.TryFromPython(marshalling, items[3], out result.Item4)
            && c5.TryFromPython(marshalling, items[4], out result.Item5)
            && c6.TryFromPython(marshalling, items[5], out result.Item6)
            && c7.TryFromPython(marshalling, items[6], out result.Item7)
            && rest.TryReadItems(marshalling, items[7..], out result.Rest);
    }
}
