using System.Collections.Immutable;
using System.Numerics;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>The converters of a module, made when a type is first met.</summary>
internal sealed class ValueConverters
{
    private static readonly ImmutableArray<(Type Type, Type Converter)> s_generic =
    [
        (typeof(Nullable<>), typeof(NullableConverter<>)),
        (typeof(List<>), typeof(ListConverter<>)),
        (typeof(IReadOnlyList<>), typeof(ReadOnlyListConverter<>)),
        (typeof(Memory<>), typeof(MemoryConverter<>)),
        (typeof(ReadOnlyMemory<>), typeof(ReadOnlyMemoryConverter<>)),
        (typeof(ImmutableArray<>), typeof(ImmutableArrayConverter<>)),
        (typeof(ValueTuple<>), typeof(SingleTupleConverter<>)),
        (typeof(ValueTuple<,>), typeof(TupleConverter<,>)),
        (typeof(ValueTuple<,,>), typeof(TupleConverter<,,>)),
        (typeof(ValueTuple<,,,>), typeof(TupleConverter<,,,>)),
        (typeof(ValueTuple<,,,,>), typeof(TupleConverter<,,,,>)),
        (typeof(ValueTuple<,,,,,>), typeof(TupleConverter<,,,,,>)),
        (typeof(ValueTuple<,,,,,,>), typeof(TupleConverter<,,,,,,>)),
        (typeof(ValueTuple<,,,,,,,>), typeof(TupleConverter<,,,,,,,>)),
    ];

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
        if (LentOf(type) is var (lent, element, part))
            return (ValueConverter)Activator.CreateInstance(lent.MakeGenericType(element), Find(part))!;
        var arguments = type.IsSZArray ? [type.GetElementType()!] : type.GetGenericArguments();     // an array has an element type
        var converter = type.IsSZArray
            ? typeof(ArrayConverter<>)
            : !type.IsGenericType ? null : s_generic.FirstOrDefault(row => row.Type == type.GetGenericTypeDefinition()).Converter;
        if (converter is null)
            return null;
        // An array or a list that a C# collection holds nests as its type does, which is written in a program and not in a file.
        var parts = Array.ConvertAll(arguments, Find);
        if (parts.Contains(null))
            return null;
        return (ValueConverter)Activator.CreateInstance(converter.MakeGenericType(arguments), parts)!;
    }

    // What is passed as the memory that it is: the converter, the type of its elements, and of what it is made.
    private static (Type Converter, Type Element, Type Part)? LentOf(Type type)
    {
        if (!type.IsArray && !type.IsGenericType)
            return null;
        var part = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];      // an array has an element type
        var element = part.IsSZArray ? part.GetElementType()! : part;                          // likewise
        if (ElementTypes.KindOf(element) is null)
            return null;
        var converter = part.IsSZArray
            ? type.IsSZArray ? typeof(JaggedArrayConverter<>) : null
            : type.IsSZArray ? typeof(LentArrayConverter<>)
            : type.IsArray ? type.GetArrayRank() == 2 ? typeof(GridConverter<>) : null
            : type.GetGenericTypeDefinition() == typeof(Memory<>) ? typeof(LentMemoryConverter<>)
            : type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) ? typeof(LentReadOnlyMemoryConverter<>)
            : null;
        return converter is null ? null : (converter, element, part);
    }
}
