using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pyc.Binding.Values;

/// <summary>Makes converters at run time, for types that are made of others.</summary>
[RequiresDynamicCode("It makes classes for types that are known at run time.")]
internal static class DynamicConverters
{
    /// <summary>The converter of a type.</summary>
    /// <param name="type">An array, or a generic type of those that Python values can be of.</param>
    /// <param name="parts">Its type arguments, or of an array the type of its elements.</param>
    /// <param name="converters">Their converters.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The converters ask for no members of the types that they convert, and call no constructor of one.")]
    public static ValueConverter Make(Type type, Type[] parts, ValueConverter[] converters)
    {
        var definition = type.IsSZArray ? null : type.GetGenericTypeDefinition();
        var open = definition is null ? typeof(ArrayConverter<>)
            : definition == typeof(Nullable<>) ? typeof(NullableConverter<>)
            : definition == typeof(List<>) ? typeof(ListConverter<>)
            : definition == typeof(IReadOnlyList<>) ? typeof(ReadOnlyListConverter<>)
            : definition == typeof(Memory<>) ? typeof(MemoryConverter<>)
            : definition == typeof(ReadOnlyMemory<>) ? typeof(ReadOnlyMemoryConverter<>)
            : definition == typeof(ImmutableArray<>) ? typeof(ImmutableArrayConverter<>)
            : definition == typeof(ValueTuple<>) ? typeof(SingleTupleConverter<>)
            : definition == typeof(ValueTuple<,>) ? typeof(TupleConverter<,>)
            : definition == typeof(ValueTuple<,,>) ? typeof(TupleConverter<,,>)
            : definition == typeof(ValueTuple<,,,>) ? typeof(TupleConverter<,,,>)
            : definition == typeof(ValueTuple<,,,,>) ? typeof(TupleConverter<,,,,>)
            : definition == typeof(ValueTuple<,,,,,>) ? typeof(TupleConverter<,,,,,>)
            : definition == typeof(ValueTuple<,,,,,,>) ? typeof(TupleConverter<,,,,,,>)
            : typeof(TupleConverter<,,,,,,,>);
        return (ValueConverter)Activator.CreateInstance(open.MakeGenericType(parts), converters)!;      // no nullable type
    }
}
