using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>What arrays and lists have in common: Python sees a list, and what it changes in that list is written back.</summary>
/// <typeparam name="TList">The C# type.</typeparam>
/// <typeparam name="T">Its items.</typeparam>
internal abstract class ListConverter<TList, T>(ValueConverter<T> items) : ValueConverter<TList>
{
    /// <summary>The C# list with these items.</summary>
    protected abstract TList Make(T[] items);

    /// <summary>The C# list that was passed for a list, where it can be the result.</summary>
    protected virtual bool TryGetTarget(Marshalling marshalling, PyList list, out TList target)
    {
        target = default!;                  // not read where the result is false
        return false;
    }

    /// <summary>The list that Python sees.</summary>
    protected PyValue ToList(Marshalling marshalling, object target, ReadOnlySpan<T> span, ListWriter writer)
    {
        if (marshalling.TryGetPassed(target, out var known))
            return known;
        var passed = marshalling.Pass(target, span.Length, writer);
        marshalling.Fill(passed, span, items);
        return passed.List;
    }

    /// <inheritdoc/>
    public override bool TryFromPython(Marshalling marshalling, PyValue value, out TList result)
    {
        result = default!;                  // null, or not read where the result is false
        if (value.IsNone && result is null)
            return true;
        if (value.As<PyList>() is { } list && TryGetTarget(marshalling, list, out result))
            return true;
        if (ItemsOf(marshalling.Runtime, value) is not { } values)
            return marshalling.Fail(FailureKind.Type, value, typeof(TList));
        if (!TryConvert(marshalling, values, out var converted))
            return false;
        result = Make(converted);
        return true;
    }

    /// <summary>Converts items.</summary>
    protected bool TryConvert(Marshalling marshalling, ReadOnlySpan<PyValue> values, out T[] converted)
    {
        converted = new T[values.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            Marshalling.Look(i);
            if (!items.TryFromPython(marshalling, values[i], out converted[i]))
                return false;
        }
        return true;
    }

    /// <summary>Writes the items that changed; all are converted before the first is written.</summary>
    protected bool TryWrite(Marshalling marshalling, PassedList passed, Span<T> target)
    {
        var changed = new List<(int Index, T Item)>();
        for (var i = 0; i < target.Length; i++)
        {
            Marshalling.Look(i);
            var item = passed.List.OwnItems[i];
            if (i < passed.Original.Length && item.IsSame(passed.Original[i]))
                continue;
            if (!items.TryFromPython(marshalling, item, out var converted))
                return false;
            changed.Add((i, converted));
        }
        foreach (var (index, item) in changed)
            target[index] = item;
        return true;
    }

    private static PyValue[]? ItemsOf(PythonRuntime runtime, PyValue value) => value.Object switch
    {
        PyList list => list.ToArray(runtime),
        PyTuple tuple => tuple.ToArray(runtime),
        PyBytes bytes when typeof(T) == typeof(byte) => [.. bytes.Value.Select(item => PyValue.FromInt(item))],
        _ => null,
    };
}

/// <summary><c>T[]</c> of what is neither number nor bool: its items are written back, its length cannot change.</summary>
internal sealed class ArrayConverter<T>(ValueConverter<T> items) : ListConverter<T[]?, T>(items)
{
    public override PyValue ToPython(Marshalling marshalling, T[]? value) =>
        value is null ? PyValue.None : ToList(marshalling, value, value, WriteBack);

    protected override T[] Make(T[] items) => items;

    // The length is compared: where Python changed it, the array is not what Python has.
    protected override bool TryGetTarget(Marshalling marshalling, PyList list, out T[]? target)
    {
        var isKnown = marshalling.TryGetTarget<T[]>(list, out var known) && known.Length == list.Count;
        target = known;
        return isKnown;
    }

    private bool WriteBack(Marshalling marshalling, PassedList passed)
    {
        var target = (T[])passed.Target;    // as ToPython registered it
        return passed.List.Count == target.Length
            ? TryWrite(marshalling, passed, target)
            : marshalling.Fail(FailureKind.Length, passed.List, typeof(T[]));
    }
}

/// <summary><c>List&lt;T></c>: it becomes what Python made of it, length included.</summary>
internal sealed class ListConverter<T>(ValueConverter<T> items) : ListConverter<List<T>?, T>(items)
{
    public override PyValue ToPython(Marshalling marshalling, List<T>? value) =>
        value is null ? PyValue.None : ToList(marshalling, value, CollectionsMarshal.AsSpan(value), WriteBack);

    protected override List<T> Make(T[] items) => [.. items];

    protected override bool TryGetTarget(Marshalling marshalling, PyList list, out List<T>? target)
    {
        var isKnown = marshalling.TryGetTarget<List<T>>(list, out var known);
        target = known;
        return isKnown;
    }

    private bool WriteBack(Marshalling marshalling, PassedList passed)
    {
        var target = (List<T>)passed.Target;                    // as ToPython registered it
        var written = new T[passed.List.Count];
        CollectionsMarshal.AsSpan(target)[..Math.Min(target.Count, written.Length)].CopyTo(written);
        if (!TryWrite(marshalling, passed, written))
            return false;
        target.Clear();
        target.AddRange(written);
        return true;
    }
}

/// <summary><c>Memory&lt;T></c> of the same, likewise of fixed length.</summary>
internal sealed class MemoryConverter<T>(ValueConverter<T> items) : ListConverter<Memory<T>, T>(items)
{
    public override PyValue ToPython(Marshalling marshalling, Memory<T> value) => ToList(marshalling, value, value.Span, WriteBack);

    protected override Memory<T> Make(T[] items) => items;

    private bool WriteBack(Marshalling marshalling, PassedList passed)
    {
        var target = (Memory<T>)passed.Target;                  // as ToPython registered it
        return passed.List.Count == target.Length
            ? TryWrite(marshalling, passed, target.Span)
            : marshalling.Fail(FailureKind.Length, passed.List, typeof(Memory<T>));
    }
}

/// <summary><c>ReadOnlyMemory&lt;T></c> of the same: Python gets a list of its own.</summary>
internal sealed class ReadOnlyMemoryConverter<T>(ValueConverter<T> items) : ListConverter<ReadOnlyMemory<T>, T>(items)
{
    public override PyValue ToPython(Marshalling marshalling, ReadOnlyMemory<T> value) =>
        ToList(marshalling, new object(), value.Span, (_, _) => true);

    protected override ReadOnlyMemory<T> Make(T[] items) => items;
}

/// <summary><c>IReadOnlyList&lt;T></c>: Python gets a list of its own.</summary>
internal sealed class ReadOnlyListConverter<T>(ValueConverter<T> items) : ListConverter<IReadOnlyList<T>?, T>(items)
{
    public override PyValue ToPython(Marshalling marshalling, IReadOnlyList<T>? value) =>
        value is null ? PyValue.None : ToList(marshalling, new object(), value.ToArray(), (_, _) => true);

    protected override IReadOnlyList<T> Make(T[] items) => items;
}

/// <summary><c>ImmutableArray&lt;T></c>: a tuple of any length whose items are of one type.</summary>
internal sealed class ImmutableArrayConverter<T>(ValueConverter<T> items) : ListConverter<ImmutableArray<T>, T>(items)
{
    private readonly ValueConverter<T> _items = items;

    public override PyValue ToPython(Marshalling marshalling, ImmutableArray<T> value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var values = new PyValue[value.IsDefault ? 0 : value.Length];
        for (var i = 0; i < values.Length; i++)
        {
            Marshalling.Look(i);
            values[i] = _items.ToPython(marshalling, value[i]);
        }
        return new PyTuple(values);
    }

    protected override ImmutableArray<T> Make(T[] items) => ImmutableCollectionsMarshal.AsImmutableArray(items);
}
