using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Finds out how C# types are passed to native code.</summary>
internal static class Passers
{
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
        ?? converters.Find(type)?.MakePasser();

    private static Passer? Make(Type type) => NativeWord.IsArgumentType(type)
        ? ScalarClasses.Of(type)!.PasserOf(type)                        // all such types are among those
        : ElementClasses.For(type)?.PasserOf(type);
}
