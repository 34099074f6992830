using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Finds the C# types of the sequences that a function returns, from where they come.</summary>
/// <param name="entry">The function.</param>
/// <param name="parameters">Its parameters.</param>
internal sealed class ResultSequences(Function entry, ImmutableArray<ParameterType> parameters)
{
    // Types are for people, and for delegates that nobody has written the type of. What is further away they can do without.
    private const int MostValues = 1000;

    private readonly HashSet<Value> _seen = [];

    /// <summary>The type of a word of a result that is a sequence; <c>List&lt;object></c> where it is not known, or not always the same.</summary>
    /// <param name="result">The index of the result.</param>
    /// <param name="word">The index of the word.</param>
    public Type TypeOf(int result, int word)
    {
        _seen.Clear();
        return OfReturns(entry, result, word) is { } type && type != typeof(object) ? type : typeof(List<object>);
    }

    /// <summary>The type of what a function returns; null where that is not known yet, <see cref="object"/> where it never will be.</summary>
    private Type? OfReturns(Function function, int result, int word)
    {
        var type = default(Type);
        foreach (var value in function.Blocks.Select(block => block.Last).OfType<Value>())
        {
            if (value.Op == Op.Return && value.Immediate == result && word < value.Operands.Count)
                type = Merge(type, Of(value.Operands[word], function == entry));
        }
        return type;
    }

    private Type? Of(Value value, bool isEntry)
    {
        // What is found again on the way round a loop says nothing new.
        if (!_seen.Add(value))
            return null;
        if (_seen.Count > MostValues)
            return typeof(object);
        switch (value.Op)
        {
            case Op.Parameter when isEntry:
                return parameters[(int)value.Immediate].Sequence is { } sequence ? TypeOf(sequence) : typeof(object);
            case Op.RuntimeCall when value.Immediate == (long)RuntimeFunction.NewList && value.Operands[0].Op == Op.IntConstant:
                return ElementTypeOf((ElementKind)value.Operands[0].Immediate) is { } element ? ClosedTypes.ArrayOf(element) : typeof(object);
            case Op.Phi:
                var type = default(Type);
                foreach (var operand in value.Operands)
                    type = Merge(type, Of(operand, isEntry));
                return type;
            case Op.CallWord when value.Operands[0].Callee is { Results.Length: 1 } callee:
                return OfReturns(callee, 0, (int)value.Immediate);
            default:
                return typeof(object);
        }
    }

    private static Type? Merge(Type? one, Type? other) => one is null || one == other ? other : other is null ? one : typeof(object);

    private static Type TypeOf(SequenceType sequence)
    {
        var item = sequence.Items is { } items ? TypeOf(items) : ElementTypeOf(sequence.Elements);
        return (item is null ? null
            : sequence.Rank == 2 ? ClosedTypes.MatrixOf(item)
            : sequence.IsFixed ? ClosedTypes.ArrayOf(item)
            : ClosedTypes.ListOf(item)) ?? typeof(object);
    }

    private static Type? ElementTypeOf(ElementKind kind) => kind switch
    {
        ElementKind.Int8 => typeof(sbyte),
        ElementKind.UInt8 => typeof(byte),
        ElementKind.Int16 => typeof(short),
        ElementKind.UInt16 => typeof(ushort),
        ElementKind.Int32 => typeof(int),
        ElementKind.UInt32 => typeof(uint),
        ElementKind.Int64 => typeof(long),
        ElementKind.UInt64 => typeof(ulong),
        ElementKind.Float32 => typeof(float),
        ElementKind.Float64 => typeof(double),
        ElementKind.Bool => typeof(bool),
        _ => null,
    };
}
