using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>The conversions of one call: which C# lists Python sees as which lists, and what could not be converted.</summary>
/// <remarks>
/// A list that is passed twice, or is an item of itself, is one list to Python too, and comes back as the object that was passed.
/// </remarks>
/// <param name="runtime">The runtime that the values are of.</param>
/// <param name="isCopying">Whether what could be lent is copied: Python keeps it.</param>
internal sealed class Marshalling(PythonRuntime runtime, bool isCopying = false)
{
    private const int MostSearched = 16;

    // So many values are converted without a look: a few tenths of a millisecond.
    private const int Stretch = 1 << 14;

    private readonly List<PassedList> _passed = [];             // grows while it is written back: nested lists first seen then

    // The same by target and by list, once there are so many that looking for one takes longer: rows, in most cases.
    private Dictionary<object, PassedList>? _byTarget;
    private Dictionary<PyList, PassedList>? _byList;

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
        var passed = _byTarget is null
            ? _passed.Find(one => ReferenceEquals(one.Target, target))
            : _byTarget.GetValueOrDefault(target);
        list = passed?.List!;               // not read where the result is false
        return passed is not null;
    }

    /// <summary>The C# list that was passed for a list, if it is of that type.</summary>
    public bool TryGetTarget<T>(PyList list, out T target)
        where T : class
    {
        var passed = _byList is null
            ? _passed.Find(one => ReferenceEquals(one.List, list) && one.Target is T)
            : _byList.GetValueOrDefault(list);
        target = (passed?.Target as T)!;    // likewise
        return target is not null;
    }

    /// <summary>The array that was lent for a list, if it is of just that type: to .NET an array of <c>uint</c> is one of <c>int</c> too.</summary>
    public bool TryGetArray<T>(PyList list, out T? array)
        where T : class
    {
        array = TryGetTarget<T>(list, out var known) && known.GetType() == typeof(T) ? known : null;
        return array is not null;
    }

    /// <summary>Makes the list that Python sees for a C# list; its items are added by <see cref="Fill{T}"/>.</summary>
    /// <exception cref="PythonError">It is too long: MemoryError.</exception>
    public PassedList Pass(object target, int count, ListWriter writer)
    {
        Runtime.Memory.Check(count, PythonMemory.ValueSize);
        return Note(new PassedList(target, new PyList(new PyValue[count]), writer));
    }

    /// <summary>The list that Python sees over memory.</summary>
    /// <param name="target">What is lent, as what it comes back; null where it does not.</param>
    /// <param name="memory">Its memory.</param>
    public PyList Lend(object? target, ElementMemory memory)
    {
        var list = new PyList(memory);
        if (isCopying)
            list = Copy(list);
        if (target is not null)
            Note(new PassedList(target, list, static (_, _) => true));
        return list;
    }

    /// <summary>Notes the C# list that is made for a list of Python's.</summary>
    public void Made(object target, PyList list) => Note(new PassedList(target, list, static (_, _) => true));

    /// <summary>Ends the call if it is to end, whenever so many values have been converted.</summary>
    /// <param name="index">The number of the next one.</param>
    /// <exception cref="OperationCanceledException">Its token has cancelled it.</exception>
    /// <exception cref="ExecutionLimitException">Its time is over.</exception>
    public static void Look(int index)
    {
        if ((index & (Stretch - 1)) == Stretch - 1)
            CallControl.Current?.ThrowIfStopped();
    }

    /// <summary>Gives a list its items.</summary>
    public void Fill<T>(PassedList passed, ReadOnlySpan<T> items, ValueConverter<T> converter)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();        // a list of objects may nest as deep as it likes
        for (var i = 0; i < items.Length; i++)
        {
            Look(i);
            passed.List.OwnItems[i] = converter.ToPython(this, items[i]);
        }
        passed.Original = passed.List.OwnItems.ToArray();
    }

    /// <summary>Writes what Python changed in the lists that were passed into the C# lists.</summary>
    /// <returns>False where a list cannot hold what Python put into it; the lists before it are written.</returns>
    public bool TryWriteBack()
    {
        for (var i = 0; i < _passed.Count; i++)
        {
            var passed = _passed[i];
            // What lies over memory is written already, and has no items of its own.
            if (!passed.List.OwnItems.SequenceEqual(passed.Original, SameValue.Comparer) && !passed.Writer(this, passed))
                return false;
        }
        return true;
    }

    private PassedList Note(PassedList passed)
    {
        _passed.Add(passed);
        if (_byTarget is null && _passed.Count > MostSearched)
        {
            _byTarget = new(ReferenceEqualityComparer.Instance);
            _byList = new(ReferenceEqualityComparer.Instance);
            foreach (var one in _passed)
                Index(one);
        }
        else
        {
            Index(passed);
        }
        return passed;
    }

    // The first one that was noted stands, as where they are searched.
    private void Index(PassedList passed)
    {
        _byTarget?.TryAdd(passed.Target, passed);
        _byList?.TryAdd(passed.List, passed);
    }

    private PyList Copy(PyList list)
    {
        var items = list.ToArray(Runtime);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].As<PyList>() is { Memory: not null } row)
                items[i] = Copy(row);
        }
        return new PyList(items);
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
