using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>A result as the C# value that is nearest to it: see <see cref="PycFunction.Invoke(ReadOnlySpan{object?})"/>.</summary>
/// <param name="Value">The value.</param>
internal readonly record struct Natural(object? Value);

/// <summary>
/// As <c>object</c>, but that a tuple of few items is a <c>ValueTuple</c> of the types of its items.
/// </summary>
internal sealed class NaturalConverter(ValueConverters converters) : ValueConverter<Natural>
{
    /// <summary>The most items of a tuple that is a <c>ValueTuple</c>: each combination of types is a class of its own for good.</summary>
    public const int MostItems = 7;

    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public override PyValue ToPython(Marshalling marshalling, Natural value) => converters.Of<object?>().ToPython(marshalling, value.Value);

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out Natural result)
    {
        var isKnown = TryConvert(marshalling, value, out var converted);
        result = new Natural(converted);
        return isKnown;
    }

    private bool TryConvert(Marshalling marshalling, PyValue value, out object? result)
    {
        if (value.As<PyTuple>() is not { Count: <= MostItems } tuple)
            return converters.Of<object?>().TryFromPython(marshalling, value, out result);
        RuntimeHelpers.EnsureSufficientExecutionStack();        // tuples may nest as deep as they like
        result = null;
        var items = new object?[tuple.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (!TryConvert(marshalling, tuple[i], out items[i]))
                return false;
        }
        result = items.Length == 0 ? default(ValueTuple) : Make(items);
        return true;
    }

    // A nested tuple is an object: types would be without number otherwise.
    private static object Make(object?[] items)
    {
        var types = Array.ConvertAll(items, item => item is null or ITuple ? typeof(object) : item.GetType());
        if (RuntimeFeature.IsDynamicCodeSupported)
            return MakeOfAnyTypes(types, items);
        // A tuple of a type that the program has not named is what a long one is.
        return ClosedTypes.Of(s_tuples[items.Length - 1], types) is { } type && KnownType.Find(type)?.OfItems(items) is { } tuple
            ? tuple
            : ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    [RequiresDynamicCode("It makes tuples of types that are known at run time.")]
    private static object MakeOfAnyTypes(Type[] types, object?[] items)
    {
        var open = types.Length switch
        {
            1 => typeof(ValueTuple<>),
            2 => typeof(ValueTuple<,>),
            3 => typeof(ValueTuple<,,>),
            4 => typeof(ValueTuple<,,,>),
            5 => typeof(ValueTuple<,,,,>),
            6 => typeof(ValueTuple<,,,,,>),
            _ => typeof(ValueTuple<,,,,,,>),
        };
        return Activator.CreateInstance(open.MakeGenericType(types), items)!;       // no nullable type
    }
}
