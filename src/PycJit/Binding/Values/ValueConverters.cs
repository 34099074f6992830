using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>The converters of a module, made when a type is first met.</summary>
internal sealed class ValueConverters
{
    private readonly ConcurrentDictionary<Type, ValueConverter?> _converters;

    /// <summary>Converters without those that are made of others.</summary>
    public ValueConverters() => _converters = new ConcurrentDictionary<Type, ValueConverter?>
    {
        [typeof(sbyte)] = new IntegerConverter<sbyte>(),
        [typeof(byte)] = new IntegerConverter<byte>(),
        [typeof(short)] = new IntegerConverter<short>(),
        [typeof(ushort)] = new IntegerConverter<ushort>(),
        [typeof(int)] = new IntegerConverter<int>(),
        [typeof(uint)] = new IntegerConverter<uint>(),
        [typeof(long)] = new IntegerConverter<long>(),
        [typeof(ulong)] = new IntegerConverter<ulong>(),
        [typeof(nint)] = new IntegerConverter<nint>(),
        [typeof(nuint)] = new IntegerConverter<nuint>(),
        [typeof(Int128)] = new IntegerConverter<Int128>(),
        [typeof(UInt128)] = new IntegerConverter<UInt128>(),
        [typeof(BigInteger)] = new IntegerConverter<BigInteger>(),
        [typeof(Half)] = new FloatConverter<Half>(),
        [typeof(float)] = new FloatConverter<float>(),
        [typeof(double)] = new FloatConverter<double>(),
        [typeof(bool)] = new BoolConverter(),
        [typeof(char)] = new CharConverter(),
        [typeof(string)] = new StringConverter(),
        [typeof(ValueTuple)] = new EmptyTupleConverter(),
        [typeof(object)] = new ObjectConverter(this),
        [typeof(Discarded)] = new DiscardedConverter(),
        [typeof(Natural)] = new NaturalConverter(this),
        [typeof(ReprText)] = new ReprTextConverter(),
    };

    /// <summary>The converter of a type known at compile time.</summary>
    public ValueConverter<T> Of<T>() =>
        (ValueConverter<T>)(Find(typeof(T)) ?? throw new NotSupportedException($"{typeof(T)} cannot be converted."));

    /// <summary>The converter of a type; null where Python values cannot be of it.</summary>
    public ValueConverter? Find(Type type) => _converters.GetOrAdd(type, static (one, all) => all.Make(one), this);

    private ValueConverter? Make(Type type)
    {
        if (type.IsByRefLike || type.IsByRef || type.IsPointer)
            return null;
        if (ElementClasses.For(type)?.ConverterOf(type, this) is { } lending)
            return lending;
        if (Nullable.GetUnderlyingType(type) is not null && ScalarClasses.Of(type) is { } scalar)
            return scalar.NullableConverter(this);
        if (!type.IsSZArray && (!type.IsGenericType || !IsConverted(type.GetGenericTypeDefinition())))
            return null;
        // An array or a list that a C# collection holds nests as its type does, which is written in a program and not in a file.
        var parts = type.IsSZArray ? [type.GetElementType()!] : type.GetGenericArguments();     // an array has an element type
        var converters = Array.ConvertAll(parts, Find);
        if (converters.Contains(null))
            return null;
        return KnownType.Find(type)?.MakeConverter(this)
            ?? (RuntimeFeature.IsDynamicCodeSupported ? DynamicConverters.Make(type, parts, converters!) : throw TypeNotCompiledException.OfValue(type));     // none is null, as has been looked
    }

    private static bool IsConverted(Type open) => open == typeof(Nullable<>) || open == typeof(List<>) || open == typeof(IReadOnlyList<>)
        || open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>) || open == typeof(ImmutableArray<>)
        || open.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);           // a type that is no parameter has a full name
}
