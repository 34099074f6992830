using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>The conversions of one call: which C# lists Python sees as which lists, and what could not be converted.</summary>
/// <remarks>
/// A list that is passed twice, or is an item of itself, is one list to Python too, and comes back as the object that was passed.
/// </remarks>
internal sealed class Marshalling(PythonRuntime runtime)
{
    private readonly List<PassedList> _passed = [];             // grows while it is written back: nested lists first seen then

    /// <summary>The runtime that the values are of.</summary>
    public PythonRuntime Runtime { get; } = runtime;

    /// <summary>The conversion that failed first; null where none did.</summary>
    public ConversionFailure? Failure { get; private set; }

    /// <summary>Notes what could not be converted.</summary>
    /// <returns>False, for the converter to return.</returns>
    public bool Fail(FailureKind kind, PyValue value, Type wanted)
    {
        Failure ??= new ConversionFailure(kind, value, wanted);
        return false;
    }

    /// <summary>The list that Python sees for a C# list that was passed before.</summary>
    public bool TryGetPassed(object target, out PyList list)
    {
        foreach (var passed in _passed)
        {
            if (ReferenceEquals(passed.Target, target))
            {
                list = passed.List;
                return true;
            }
        }
        list = null!;                       // not read where the result is false
        return false;
    }

    /// <summary>The C# list that was passed for a list, if it is of that type.</summary>
    public bool TryGetTarget<T>(PyList list, out T target)
        where T : class
    {
        foreach (var passed in _passed)
        {
            if (ReferenceEquals(passed.List, list) && passed.Target is T known)
            {
                target = known;
                return true;
            }
        }
        target = null!;                     // likewise
        return false;
    }

    /// <summary>Makes the list that Python sees for a C# list; its items are added by <see cref="Fill{T}"/>.</summary>
    /// <exception cref="PythonError">It is too long: MemoryError.</exception>
    public PyList Pass(object target, int count, ListWriter writer)
    {
        Runtime.Memory.Check(count, PythonMemory.ValueSize);
        var list = new PyList(new PyValue[count]);
        _passed.Add(new PassedList(target, list, writer));
        return list;
    }

    /// <summary>Notes the C# list that is made for a list of Python's.</summary>
    public void Made(object target, PyList list) => _passed.Add(new PassedList(target, list, (_, _) => true));

    /// <summary>Gives a list its items.</summary>
    public void Fill<T>(PyList list, ReadOnlySpan<T> items, ValueConverter<T> converter)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();        // a list of objects may nest as deep as it likes
        for (var i = 0; i < items.Length; i++)
            list.OwnItems[i] = converter.ToPython(this, items[i]);
        foreach (var passed in _passed)
        {
            if (ReferenceEquals(passed.List, list))
                passed.Original = list.OwnItems.ToArray();
        }
    }

    /// <summary>Writes what Python changed in the lists that were passed into the C# lists.</summary>
    /// <returns>False where a list cannot hold what Python put into it; the lists before it are written.</returns>
    public bool TryWriteBack()
    {
        for (var i = 0; i < _passed.Count; i++)
        {
            var passed = _passed[i];
            if (!passed.List.OwnItems.SequenceEqual(passed.Original, SameValue.Comparer) && !passed.Writer(this, passed))
                return false;
        }
        return true;
    }

    private sealed class SameValue : IEqualityComparer<PyValue>
    {
        public static SameValue Comparer { get; } = new();

        public bool Equals(PyValue x, PyValue y) => x.IsSame(y);

        public int GetHashCode(PyValue obj) => 0;
    }
}

/// <summary>Writes a list that Python changed into the C# list; false where that cannot hold it.</summary>
internal delegate bool ListWriter(Marshalling marshalling, PassedList passed);

/// <summary>A C# list and the list that Python sees for it.</summary>
internal sealed class PassedList(object target, PyList list, ListWriter writer)
{
    /// <summary>The C# list.</summary>
    public object Target { get; } = target;

    /// <summary>Python's.</summary>
    public PyList List { get; } = list;

    /// <summary>Writes the second into the first.</summary>
    public ListWriter Writer { get; } = writer;

    /// <summary>The items as they were passed: what is the same afterwards is not written.</summary>
    public PyValue[] Original { get; set; } = [];
}

/// <summary>What could not be converted.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="Value">The value, which may be an item of the result.</param>
/// <param name="Wanted">The C# type that was to hold it.</param>
internal sealed record ConversionFailure(FailureKind Kind, PyValue Value, Type Wanted);

/// <summary>In what way a value could not be converted.</summary>
internal enum FailureKind
{
    /// <summary>It is of another type.</summary>
    Type,

    /// <summary>It is a number that the type is too small for.</summary>
    Range,

    /// <summary>It is an int between two floats.</summary>
    Inexact,

    /// <summary>It is a list whose length changed, and was passed as what cannot.</summary>
    Length,
}
