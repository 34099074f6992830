using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>The converters of a module, made when a type is first met.</summary>
internal sealed class ValueConverters
{
    private readonly TypeCache<ValueConverter?> _converters = new();

    /// <summary>Converters without those that are made of others.</summary>
    public ValueConverters()
    {
        _converters.Add(typeof(sbyte), new IntegerConverter<sbyte>());
        _converters.Add(typeof(byte), new IntegerConverter<byte>());
        _converters.Add(typeof(short), new IntegerConverter<short>());
        _converters.Add(typeof(ushort), new IntegerConverter<ushort>());
        _converters.Add(typeof(int), new IntegerConverter<int>());
        _converters.Add(typeof(uint), new IntegerConverter<uint>());
        _converters.Add(typeof(long), new IntegerConverter<long>());
        _converters.Add(typeof(ulong), new IntegerConverter<ulong>());
        _converters.Add(typeof(nint), new IntegerConverter<nint>());
        _converters.Add(typeof(nuint), new IntegerConverter<nuint>());
        _converters.Add(typeof(Int128), new IntegerConverter<Int128>());
        _converters.Add(typeof(UInt128), new IntegerConverter<UInt128>());
        _converters.Add(typeof(BigInteger), new IntegerConverter<BigInteger>());
        _converters.Add(typeof(Half), new FloatConverter<Half>());
        _converters.Add(typeof(float), new FloatConverter<float>());
        _converters.Add(typeof(double), new FloatConverter<double>());
        _converters.Add(typeof(bool), new BoolConverter());
        _converters.Add(typeof(char), new CharConverter());
        _converters.Add(typeof(string), new StringConverter());
        _converters.Add(typeof(ValueTuple), new EmptyTupleConverter());
        _converters.Add(typeof(object), new ObjectConverter(this));
        _converters.Add(typeof(Discarded), new DiscardedConverter());
        _converters.Add(typeof(Natural), new NaturalConverter(this));
        _converters.Add(typeof(ReprText), new ReprTextConverter());
    }

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
