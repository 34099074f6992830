using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

// What these pass is not copied: Python sees a list over the memory, whose length is fixed. Nothing is left to be written back.

/// <summary><c>T[]</c> of numbers or bools.</summary>
internal sealed class LentArrayConverter<T>(ValueConverter<T> items) : ListConverter<T[]?, T>(items)
    where T : unmanaged
{
    public override PyValue ToPython(Marshalling marshalling, T[]? value)
    {
        if (value is null)
            return PyValue.None;
        return marshalling.TryGetPassed(value, out var known) ? known : marshalling.Lend(value, new ManagedElements<T>(value.AsMemory()));
    }

    protected override T[] Make(T[] items) => items;

    protected override bool TryGetTarget(Marshalling marshalling, PyList list, out T[]? target) => marshalling.TryGetArray(list, out target);
}

/// <summary><c>T[][]</c> of numbers or bools: the rows are lent, and each stays where it is.</summary>
internal sealed class JaggedArrayConverter<T>(ValueConverter<T[]?> rows) : ListConverter<T[]?[]?, T[]?>(rows)
    where T : unmanaged
{
    private readonly ValueConverter<T[]?> _rows = rows;

    public override PyValue ToPython(Marshalling marshalling, T[]?[]? value)
    {
        if (value is null)
            return PyValue.None;
        if (marshalling.TryGetPassed(value, out var known))
            return known;
        marshalling.Runtime.Memory.Check(value.Length, PythonMemory.ValueSize);
        return marshalling.Lend(value, new RowElements(Array.ConvertAll(value, row => _rows.ToPython(marshalling, row))));
    }

    protected override T[]?[] Make(T[]?[] items) => items;

    protected override bool TryGetTarget(Marshalling marshalling, PyList list, out T[]?[]? target) => marshalling.TryGetArray(list, out target);
}

/// <summary><c>T[,]</c> of numbers or bools: a list of rows that are as long as each other.</summary>
internal sealed class GridConverter<T>(ValueConverter<T> items) : ValueConverter<T[,]?>
    where T : unmanaged
{
    public override PyValue ToPython(Marshalling marshalling, T[,]? value)
    {
        if (value is null)
            return PyValue.None;
        return marshalling.TryGetPassed(value, out var known) ? known : marshalling.Lend(value, new GridElements<T>(value));
    }

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out T[,]? result)
    {
        result = null;
        if (value.IsNone || (value.As<PyList>() is { } list && marshalling.TryGetArray(list, out result)))
            return true;
        if (value.Object is not PySequence rows)
            return marshalling.Fail(FailureKind.Type, value, typeof(T[,]));
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.ItemAt(marshalling.Runtime, i).Object is not PySequence row || (result is not null && row.Count != result.GetLength(1)))
                return marshalling.Fail(FailureKind.Type, value, typeof(T[,]));
            result ??= new T[rows.Count, row.Count];
            for (var j = 0; j < row.Count; j++)
            {
                Marshalling.Look(j);
                if (!items.TryFromPython(marshalling, row.ItemAt(marshalling.Runtime, j), out result[i, j]))
                    return false;
            }
        }
        result ??= new T[0, 0];
        return true;
    }
}

/// <summary><c>Memory&lt;T></c> of numbers or bools.</summary>
internal sealed class LentMemoryConverter<T>(ValueConverter<T> items) : ListConverter<Memory<T>, T>(items)
    where T : unmanaged
{
    public override PyValue ToPython(Marshalling marshalling, Memory<T> value) => marshalling.Lend(null, new ManagedElements<T>(value));

    protected override Memory<T> Make(T[] items) => items;
}

/// <summary><c>ReadOnlyMemory&lt;T></c> of numbers or bools, which Python cannot write.</summary>
internal sealed class LentReadOnlyMemoryConverter<T>(ValueConverter<T> items) : ListConverter<ReadOnlyMemory<T>, T>(items)
    where T : unmanaged
{
    public override PyValue ToPython(Marshalling marshalling, ReadOnlyMemory<T> value) => marshalling.Lend(null, new ManagedElements<T>(value));

    protected override ReadOnlyMemory<T> Make(T[] items) => items;
}
