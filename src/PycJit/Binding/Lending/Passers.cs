using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Finds out how C# types are passed to native code.</summary>
internal static class Passers
{
    private static readonly (Type Type, Type Passer)[] s_generic =
    [
        (typeof(Span<>), typeof(SpanPasser<>)),
        (typeof(ReadOnlySpan<>), typeof(ReadOnlySpanPasser<>)),
        (typeof(Memory<>), typeof(MemoryPasser<>)),
        (typeof(ReadOnlyMemory<>), typeof(ReadOnlyMemoryPasser<>)),
        (typeof(List<>), typeof(ListPasser<>)),
    ];

    private static readonly TypeCache<Passer?> s_passers = new();

    /// <summary>How elements of a type lie in memory.</summary>
    public static ElementKind KindOf<T>() => ElementTypes.KindOf(typeof(T))!.Value;        // nobody else asks

    /// <summary>Whether native code takes arguments of a type: numbers, bools, and sequences of them.</summary>
    public static bool AreNative(Type type) => NativeWord.IsArgumentType(type) || IsSequence(type);

    /// <summary>Whether arguments of a type are sequences to native code.</summary>
    public static bool IsSequence(Type type) => !NativeWord.IsArgumentType(type) && Find(type) is not null;

    /// <summary>Whether arguments of a type are sequences that lie where the garbage collector does not see who holds them.</summary>
    public static bool IsSpan(Type type) => type.IsByRefLike && Find(type) is not null;

    /// <summary>How arguments of a type are passed; null where native code takes none of them.</summary>
    public static Passer? Find(Type type) => s_passers.GetOrAdd<object?>(type, static (one, _) => Make(one), null);

    /// <summary>How arguments of any type are passed to the interpreter; null where Python has no value for them.</summary>
    public static Passer? Find(Type type, ValueConverters converters) => Find(type)
        ?? (converters.Find(type) is { } converter ? New(typeof(ConverterPasser<>).MakeGenericType(type), converter) : null);

    private static Passer? Make(Type type)
    {
        if (NativeWord.IsArgumentType(type))
            return New(typeof(ScalarPasser<>).MakeGenericType(type));
        if (type.IsArray)
            return OfArray(type, type.GetElementType()!);               // an array has an element type
        if (!type.IsGenericType || type.GetGenericArguments() is not [var item] || ElementTypes.KindOf(item) is null)
            return null;
        var open = type.GetGenericTypeDefinition();
        return Array.Find(s_generic, row => row.Type == open).Passer is { } passer ? New(passer.MakeGenericType(item)) : null;
    }

    private static Passer? OfArray(Type type, Type item)
    {
        if (item.IsSZArray && type.IsSZArray && item.GetElementType() is { } inner && ElementTypes.KindOf(inner) is not null)
            return New(typeof(JaggedPasser<>).MakeGenericType(inner));
        if (ElementTypes.KindOf(item) is null)
            return null;
        return type.IsSZArray ? New(typeof(ArrayPasser<>).MakeGenericType(item))
            : type.GetArrayRank() == 2 ? New(typeof(MatrixPasser<>).MakeGenericType(item))
            : null;
    }

    private static Passer New(Type type, params object[] arguments) => (Passer)Activator.CreateInstance(type, arguments)!;      // no nullable type
}
