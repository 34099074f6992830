using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Makes value tuples of the words of a result, without making objects of Python's.</summary>
/// <typeparam name="TResult">The result.</typeparam>
internal abstract class WordTuple<TResult>
{
    private const int MostItems = 7;

    /// <summary>The one for the type; null where that is no tuple of numbers, bools, arrays and lists, or has more than seven items.</summary>
    public static WordTuple<TResult>? Instance { get; } = Make();

    /// <summary>Makes a tuple.</summary>
    /// <param name="types">Types of the words.</param>
    /// <param name="words">The words, as many.</param>
    /// <param name="arguments">The arguments of the call, of which some may be items.</param>
    /// <param name="result">The tuple.</param>
    /// <returns>False where it cannot hold them.</returns>
    public abstract bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out TResult result);

    private static WordTuple<TResult>? Make()
    {
        var items = typeof(TResult).GetGenericArguments();
        if (items.Length is > 0 and <= MostItems && typeof(TResult).IsValueType
            && typeof(TResult).FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)      // a closed type has a full name
            && Array.TrueForAll(items, item => NativeWord.IsArgumentType(item) || SequenceReaders.IsRead(item)))
        {
            return KnownType.Find(typeof(TResult)) is { } known ? (WordTuple<TResult>?)known.MakeWordTuple()
                : RuntimeFeature.IsDynamicCodeSupported ? (WordTuple<TResult>)MakeOf(items)
                : null;                         // a Python tuple is made then, and its converter says what is missing
        }
        return null;
    }

    [RequiresDynamicCode("It makes a class for types that are known at run time.")]
    private static object MakeOf(Type[] items)
    {
        var open = items.Length switch
        {
            1 => typeof(WordItems<>),
            2 => typeof(WordItems<,>),
            3 => typeof(WordItems<,,>),
            4 => typeof(WordItems<,,,>),
            5 => typeof(WordItems<,,,,>),
            6 => typeof(WordItems<,,,,,>),
            _ => typeof(WordItems<,,,,,,>),
        };
        return Activator.CreateInstance(open.MakeGenericType(items))!;       // no nullable type
    }
}

internal sealed class WordItems<T1> : WordTuple<ValueTuple<T1>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1> result)
    {
        result = default;
        return words.Length == 1
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1);
    }
}

internal sealed class WordItems<T1, T2> : WordTuple<ValueTuple<T1, T2>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2> result)
    {
        result = default;
        return words.Length == 2
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2);
    }
}

internal sealed class WordItems<T1, T2, T3> : WordTuple<ValueTuple<T1, T2, T3>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2, T3> result)
    {
        result = default;
        return words.Length == 3
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2)
            && ResultWord.TryRead(words[2], types[2], arguments, out result.Item3);
    }
}

internal sealed class WordItems<T1, T2, T3, T4> : WordTuple<ValueTuple<T1, T2, T3, T4>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2, T3, T4> result)
    {
        result = default;
        return words.Length == 4
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2)
            && ResultWord.TryRead(words[2], types[2], arguments, out result.Item3)
            && ResultWord.TryRead(words[3], types[3], arguments, out result.Item4);
    }
}

internal sealed class WordItems<T1, T2, T3, T4, T5> : WordTuple<ValueTuple<T1, T2, T3, T4, T5>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2, T3, T4, T5> result)
    {
        result = default;
        return words.Length == 5
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2)
            && ResultWord.TryRead(words[2], types[2], arguments, out result.Item3)
            && ResultWord.TryRead(words[3], types[3], arguments, out result.Item4)
            && ResultWord.TryRead(words[4], types[4], arguments, out result.Item5);
    }
}

internal sealed class WordItems<T1, T2, T3, T4, T5, T6> : WordTuple<ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2, T3, T4, T5, T6> result)
    {
        result = default;
        return words.Length == 6
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2)
            && ResultWord.TryRead(words[2], types[2], arguments, out result.Item3)
            && ResultWord.TryRead(words[3], types[3], arguments, out result.Item4)
            && ResultWord.TryRead(words[4], types[4], arguments, out result.Item5)
            && ResultWord.TryRead(words[5], types[5], arguments, out result.Item6);
    }
}

internal sealed class WordItems<T1, T2, T3, T4, T5, T6, T7> : WordTuple<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    public override bool TryRead(ImmutableArray<IrType> types, ReadOnlySpan<long> words, in NativeArguments arguments, out ValueTuple<T1, T2, T3, T4, T5, T6, T7> result)
    {
        result = default;
        return words.Length == 7
            && ResultWord.TryRead(words[0], types[0], arguments, out result.Item1)
            && ResultWord.TryRead(words[1], types[1], arguments, out result.Item2)
            && ResultWord.TryRead(words[2], types[2], arguments, out result.Item3)
            && ResultWord.TryRead(words[3], types[3], arguments, out result.Item4)
            && ResultWord.TryRead(words[4], types[4], arguments, out result.Item5)
            && ResultWord.TryRead(words[5], types[5], arguments, out result.Item6)
            && ResultWord.TryRead(words[6], types[6], arguments, out result.Item7);
    }
}
