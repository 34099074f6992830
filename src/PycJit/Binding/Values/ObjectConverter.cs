using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>
/// <c>object</c>: values pass by what they are. Back come <c>long</c>, or <c>BigInteger</c> beyond 64 bits, <c>double</c>, <c>bool</c>,
/// <c>string</c>, null, <c>List&lt;object></c> for a list and <c>ImmutableArray&lt;object></c> for a tuple.
/// </summary>
internal sealed class ObjectConverter(ValueConverters converters) : ValueConverter<object?>
{
    public override PyValue ToPython(Marshalling marshalling, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            null => PyValue.None,
            long number => PyValue.FromInt(number),
            double number => PyValue.FromFloat(number),
            bool truth => PyValue.FromBool(truth),
            _ when value.GetType() != typeof(object) && converters.Find(value.GetType()) is { } converter =>
                converter.BoxedToPython(marshalling, value),
            _ => throw new ArgumentException($"A value of type {TypeNames.Of(value.GetType())} cannot be passed to Python."),
        };
    }

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out object? result)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();        // a list may nest as deep as it likes
        result = null;
        if (value.IsInt)
            result = value.Int;
        else if (value.IsFloat)
            result = value.Float;
        else if (value.IsBool)
            result = value.Bool;
        else if (!value.IsNone)
            return TryFromObject(marshalling, value, out result);
        return true;
    }

    private bool TryFromObject(Marshalling marshalling, PyValue value, out object? result)
    {
        result = null;
        switch (value.Object)
        {
            case PyInteger integer:
                result = integer.Value >= long.MinValue && integer.Value <= long.MaxValue ? (object)(long)integer.Value : integer.Value;
                return true;
            case PyStr text:
                result = text.Value;
                return true;
            case PyTuple tuple when TryConvert(marshalling, tuple.Items, out var items):
                result = ImmutableCollectionsMarshal.AsImmutableArray(items);
                return true;
            case PyTuple:
                return false;
            case PyList list:
                return TryFromList(marshalling, list, out result);
            default:
                return marshalling.Fail(FailureKind.Type, value, typeof(object));
        }
    }

    private bool TryFromList(Marshalling marshalling, PyList list, out object? result)
    {
        if (marshalling.TryGetTarget<object>(list, out var known) && (list.Memory is not null || known is not Array array || array.Length == list.Count))
        {
            result = known;
            return true;
        }
        // Noted before its items are converted: a list may hold itself.
        var made = new List<object?>(list.Count);
        result = made;
        marshalling.Made(made, list);
        if (!TryConvert(marshalling, list.ToArray(marshalling.Runtime), out var items))
            return false;
        made.AddRange(items);
        return true;
    }

    private bool TryConvert(Marshalling marshalling, ReadOnlySpan<PyValue> values, out object?[] items)
    {
        items = new object?[values.Length];
        for (var i = 0; i < items.Length; i++)
        {
            Marshalling.Look(i);
            if (!TryFromPython(marshalling, values[i], out items[i]))
                return false;
        }
        return true;
    }
}
