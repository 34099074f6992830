using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pyc.Execution.Sequences;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Makes C# arrays and lists of sequences that native code returns, without making objects of Python's.</summary>
/// <typeparam name="TResult">The C# type.</typeparam>
internal abstract unsafe class SequenceReader<TResult>
{
    /// <summary>The one for the type; null where that is no array or list of numbers, bools, or of such arrays and lists.</summary>
    public static SequenceReader<TResult>? Instance { get; } = (SequenceReader<TResult>?)SequenceReaders.Make(typeof(TResult));

    /// <summary>Reads a sequence.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="arguments">The arguments of the call, one of which it may be.</param>
    /// <param name="result">The array or list: that which was passed, or a new one.</param>
    /// <returns>False where elements have to be converted.</returns>
    public bool TryRead(SequenceHeader* header, in NativeArguments arguments, out TResult result)
    {
        // To .NET an array of ulong is one of long too.
        if (arguments.ValueOf(header) is TResult passed && (passed is not Array || passed.GetType() == typeof(TResult)))
        {
            result = passed;
            return true;
        }
        result = default!;                                              // not read where the result is false
        return header->Columns == 0 && TryCopy(header, arguments, out result);
    }

    /// <summary>Copies a sequence of one dimension.</summary>
    protected abstract bool TryCopy(SequenceHeader* header, in NativeArguments arguments, out TResult result);
}

/// <summary>Finds the readers of types.</summary>
internal static class SequenceReaders
{
    // What is written down as a type in a program nests as deep as that; types that are made at run time do not get so far.
    private const int DeepestNesting = 8;

    /// <summary>The reader; null where there is none.</summary>
    public static object? Make(Type type)
    {
        if (!IsRead(type, DeepestNesting))
            return null;
        if ((ElementClasses.For(type)?.ReaderOf(type) ?? KnownType.Find(type)?.MakeReader()) is { } known)
            return known;
        return RuntimeFeature.IsDynamicCodeSupported ? MakeNested(type) : null;
    }

    /// <summary>Whether sequences can be read as a type.</summary>
    public static bool IsRead(Type type) => IsRead(type, DeepestNesting);

    private static bool IsRead(Type type, int depth) => depth > 0 && ItemOf(type) is { } item
        && (ElementTypes.KindOf(item) is not null || IsRead(item, depth - 1));

    private static Type? ItemOf(Type type) => type.IsSZArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0]
        : null;

    [RequiresDynamicCode("It makes a class for a type that is known at run time.")]
    private static object MakeNested(Type type)
    {
        var open = type.IsSZArray ? typeof(SequencesToArray<>) : typeof(SequencesToList<>);
        return Activator.CreateInstance(open.MakeGenericType(ItemOf(type)!))!;                  // it is an array or a list
    }
}

internal sealed unsafe class ElementsReader<T> : SequenceReader<T>
{
    protected override bool TryCopy(SequenceHeader* header, in NativeArguments arguments, out T result) =>
        NativeResults.TryTo((nint)header, out result);
}

internal sealed unsafe class SequencesToArray<T> : SequenceReader<T[]>
{
    protected override bool TryCopy(SequenceHeader* header, in NativeArguments arguments, out T[] result)
    {
        result = [];
        if (header->Kind != ElementKind.Sequence)
            return header->Count == 0;
        result = new T[header->Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!SequenceReader<T>.Instance!.TryRead(((SequenceHeader**)header->Data)[i], arguments, out result[i]))      // it is made where there is one
                return false;
        }
        return true;
    }
}

internal sealed unsafe class SequencesToList<T> : SequenceReader<List<T>>
{
    protected override bool TryCopy(SequenceHeader* header, in NativeArguments arguments, out List<T> result)
    {
        result = [];
        if (header->Kind != ElementKind.Sequence)
            return header->Count == 0;
        result.EnsureCapacity((int)header->Count);
        for (var i = 0; i < header->Count; i++)
        {
            if (!SequenceReader<T>.Instance!.TryRead(((SequenceHeader**)header->Data)[i], arguments, out var item))       // likewise
                return false;
            result.Add(item);
        }
        return true;
    }
}

/// <summary>Makes C# values of words that native code returns.</summary>
internal static unsafe class ResultWord
{
    /// <summary>The C# value of a word; false where it takes a Python value to make it, or none can be made.</summary>
    public static bool TryRead<T>(long word, IrType type, in NativeArguments arguments, out T result)
    {
        if (type != IrType.Sequence)
            return NativeWord.TryRead(word, type, out result);
        if (typeof(T) == typeof(Discarded))
        {
            result = default!;                                          // it has no content
            return true;
        }
        var header = (SequenceHeader*)word;
        if (SequenceReader<T>.Instance is { } reader)
            return reader.TryRead(header, arguments, out result);
        var isPassed = typeof(T) != typeof(object) && arguments.ValueOf(header) is T;
        result = isPassed ? (T)arguments.ValueOf(header)! : default!;    // not read where the result is false
        return isPassed;
    }
}
