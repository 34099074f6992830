using System.Collections.Immutable;
using Pyc.Binding.Values;
using Pyc.Execution.Sequences;
using Pyc.Translation;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>
/// The Python values of one call, once someone asks for them: native code has left, has returned what C# makes of a Python value, or there is none.
/// </summary>
/// <remarks>
/// What C# has lent is one list for the whole call, however often a frame holds it. It is made while the gate of the runtime is held, and used
/// while what was lent is pinned. Disposing takes away what lies where it must not stay.
/// </remarks>
internal sealed unsafe class CallValues : IDisposable
{
    private readonly PycModule _module;
    private readonly ImmutableArray<ParameterType> _types;
    private readonly long[] _words;
    private readonly Lent[] _lent;
    private readonly Passer[] _passers;
    private readonly SavedMemory? _saved;
    private readonly PyValue[] _values;
    private readonly List<ElementMemory> _borrowed = [];
    private readonly NativeLists _lists;

    /// <summary>Values of a call.</summary>
    /// <param name="module">The module of the function.</param>
    /// <param name="types">The types of the words.</param>
    /// <param name="arguments">What was passed.</param>
    public CallValues(PycModule module, ImmutableArray<ParameterType> types, in NativeArguments arguments)
    {
        _module = module;
        _types = types;
        _words = arguments.Words.ToArray();
        _lent = arguments.Lent.ToArray();
        _passers = arguments.Passers;
        _saved = arguments.Saved;
        _values = new PyValue[_words.Length];
        Marshalling = new Marshalling(module.Runtime);
        _lists = new NativeLists(module.Runtime, OfLent);
    }

    /// <summary>The conversions of the call.</summary>
    public Marshalling Marshalling { get; }

    /// <summary>Whether native code may have written to memory that Python sees.</summary>
    public bool HasWritten { get; init; }

    /// <summary>The runtime of the values.</summary>
    public PythonRuntime Runtime => _module.Runtime;

    /// <summary>The number of arguments.</summary>
    public int Count => _words.Length;

    /// <summary>The value of a word.</summary>
    public PyValue Of(IrType type, long word) => type switch
    {
        IrType.Int64 => PyValue.FromInt(word),
        IrType.UInt64 => Integers.Make((ulong)word, isLong: Runtime.Semantics.Numbers.HasLong),
        IrType.Float64 => PyValue.FromFloat(BitConverter.Int64BitsToDouble(word)),
        IrType.Bool => PyValue.FromBool(word != 0),
        IrType.None => PyValue.None,
        IrType.Sequence => _lists.ToPython((nint)word),
        _ => throw new InternalCompilerException($"{type} is no type of a Python value."),
    };

    /// <summary>The values of words.</summary>
    public PyValue[] Of(ReadOnlySpan<IrType> types, ReadOnlySpan<long> words)
    {
        var values = new PyValue[words.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Of(types[i], words[i]);
        return values;
    }

    /// <summary>The arguments, for a call that starts, or starts again: what native code has written is as it was before.</summary>
    public PyValue[] Start()
    {
        _saved?.Restore();
        var values = new PyValue[_words.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _lent.Length == 0 ? Of(_types[i].Type, _words[i]) : ArgumentAt(i);
        return values;
    }

    /// <summary>The list that Python sees for a C# object.</summary>
    public PyValue Convert<T>(T value) => _module.Converters.Of<T>().ToPython(Marshalling, value);

    /// <summary>The list that Python sees for memory that is lent until the call ends.</summary>
    public PyValue Borrow(byte* start, int count, SequenceType type)
    {
        var memory = NativeElements.Of(start, count, type.Elements, type.IsReadOnly);
        _borrowed.Add(memory);
        return new PyList(memory);
    }

    /// <summary>Takes away from Python what was lent for the call alone.</summary>
    public void Dispose()
    {
        foreach (var memory in _borrowed)
            memory.Close();
    }

    private PyValue OfLent(nint address)
    {
        var header = (SequenceHeader*)address;
        var index = header->Lent - 1;
        return _words[index] == address ? ArgumentAt(index) : _passers[index].RowToPython(this, _lent[index], header);
    }

    private PyValue ArgumentAt(int index)
    {
        if (_lent[index].Type == IrType.Sequence)
        {
            // The one of two that are the same whose header it is.
            var header = (SequenceHeader*)_words[index];
            if (header->Lent != index + 1)
                return OfLent((nint)header);
        }
        ref var value = ref _values[index];
        if (value.IsUnbound)
            value = _lent[index].Type == IrType.None ? PyValue.None : _passers[index].ToPython(this, _lent[index]);
        return value;
    }
}
