using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Binding;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>Copies sequences of native code to arrays and lists of C#, without a Python list in between.</summary>
internal static unsafe class NativeResults
{
    /// <summary>Makes an array or a list of numbers, or one of such arrays or lists, of a sequence.</summary>
    /// <typeparam name="T">The C# type.</typeparam>
    /// <param name="header">The address of its header.</param>
    /// <param name="result">The copy.</param>
    /// <returns>
    /// False where it is not known how, or an element does not fit: whoever converts Python values to C# ones does it then, or says why not.
    /// </returns>
    public static bool TryTo<T>(nint header, out T result)
    {
        result = default!;                                  // not read where the result is false
        return Copy<T>.Converter is { } converter && converter((SequenceHeader*)header, out result);
    }

    /// <summary>What makes arrays of that type of items.</summary>
    public static SequenceCopier<T[]> ArrayCopier<T>() => TryToArray;

    /// <summary>What makes lists of that type of items.</summary>
    public static SequenceCopier<List<T>> ListCopier<T>() => TryToList;

    private static bool TryToArray<T>(SequenceHeader* source, out T[] result)
    {
        result = [];
        if (source->Columns != 0 || (source->Count > 0 && !CanHold<T>(source->Kind)))
            return false;
        var items = new T[source->Count];
        if (!TryCopy(source, items))
            return false;
        result = items;
        return true;
    }

    private static bool TryToList<T>(SequenceHeader* source, out List<T> result)
    {
        result = [];
        if (source->Columns != 0 || (source->Count > 0 && !CanHold<T>(source->Kind)))
            return false;
        CollectionsMarshal.SetCount(result, (int)source->Count);
        return TryCopy(source, CollectionsMarshal.AsSpan(result));
    }

    // Where it cannot be, no memory is taken.
    private static bool CanHold<T>(ElementKind kind) =>
        kind == ElementKind.Mixed || (kind != ElementKind.Record && (kind == ElementKind.Sequence ? Copy<T>.Converter is not null : NativeWord.Holds<T>(ElementKinds.TypeOf(kind))));

    private static bool TryCopy<T>(SequenceHeader* source, Span<T> target)
    {
        if (HasLayout<T>(source->Kind))
        {
            var bytes = (long)target.Length * ElementKinds.SizeOf(source->Kind);
            ref var first = ref MemoryMarshal.GetReference(target);
            fixed (byte* to = &Unsafe.As<T, byte>(ref first))
                Buffer.MemoryCopy(source->Data, to, bytes, bytes);
            return true;
        }
        for (var i = 0; i < target.Length; i++)
        {
            var type = ElementCopies.Read(source, i, out var word);
            if (type == IrType.Sequence
                ? Copy<T>.Converter is not { } converter || !converter((SequenceHeader*)word, out target[i])
                : !NativeWord.TryRead(word, type, out target[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool HasLayout<T>(ElementKind kind) => kind switch
    {
        ElementKind.Int8 => typeof(T) == typeof(sbyte),
        ElementKind.UInt8 => typeof(T) == typeof(byte),
        ElementKind.Int16 => typeof(T) == typeof(short),
        ElementKind.UInt16 => typeof(T) == typeof(ushort),
        ElementKind.Int32 => typeof(T) == typeof(int),
        ElementKind.UInt32 => typeof(T) == typeof(uint),
        ElementKind.Int64 => typeof(T) == typeof(long),
        ElementKind.UInt64 => typeof(T) == typeof(ulong),
        ElementKind.Float32 => typeof(T) == typeof(float),
        ElementKind.Float64 => typeof(T) == typeof(double),
        ElementKind.Bool => typeof(T) == typeof(bool),
        _ => false,
    };

    /// <summary>How a sequence becomes a <typeparamref name="T"/>, found once.</summary>
    private static class Copy<T>
    {
        public static SequenceCopier<T>? Converter { get; } = Find();

        private static SequenceCopier<T>? Find()
        {
            var type = typeof(T);
            if ((ElementClasses.For(type)?.CopierOf(type) ?? KnownType.Find(type)?.MakeCopier()) is { } known)
                return (SequenceCopier<T>)known;
            return RuntimeFeature.IsDynamicCodeSupported ? Make(type) : null;
        }

        [RequiresDynamicCode("It makes a method for a type that is known at run time.")]
        private static SequenceCopier<T>? Make(Type type) => type.IsSZArray
            ? (SequenceCopier<T>)typeof(NativeResults).GetMethod(nameof(ArrayCopier))!.MakeGenericMethod(type.GetElementType()!).Invoke(null, null)!      // it is above, an array has an element type, and the method a result
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)
                ? (SequenceCopier<T>)typeof(NativeResults).GetMethod(nameof(ListCopier))!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!   // likewise
                : null;
    }
}

/// <summary>Copies a sequence of native code; false where an element does not fit.</summary>
internal unsafe delegate bool SequenceCopier<T>(SequenceHeader* source, out T result);
