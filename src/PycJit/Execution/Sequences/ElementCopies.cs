using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>Copies elements from one sequence to another, which may be of another kind.</summary>
/// <remarks>
/// To a list that a call has made, a value goes if it stays what it is to Python: an int an int, a float a float, a bool a bool. In a lent list, which is typed, it
/// becomes what the list holds, if that is equal; a float is rounded to a narrower one.
/// </remarks>
internal static unsafe class ElementCopies
{
    /// <summary>Copies elements behind the last of a list, which has room for them.</summary>
    /// <param name="list">The list. Its count stays.</param>
    /// <param name="source">Where they are; it may be the list.</param>
    /// <param name="first">The index of the first.</param>
    /// <param name="step">How much further the next is.</param>
    /// <param name="count">How many, at least one.</param>
    /// <returns>False where one does not fit.</returns>
    public static bool TryCopy(SequenceHeader* list, SequenceHeader* source, long first, long step, long count)
    {
        if (source->Columns != 0)
            return false;
        var size = list->ElementSize;
        var target = list->Data + list->Count * size;
        if (source->Kind == ElementKind.Record || list->Kind == ElementKind.Record)
        {
            if (source->Kind != list->Kind || source->Tuples != list->Tuples)
                return false;
            for (var (i, index) = (0L, first); i < count; i++, index += step)
                Buffer.MemoryCopy(source->Data + index * size, target + i * size, size, size);
            return true;
        }
        if (source->Kind == list->Kind)
        {
            Copy(source->Data, target, size, first, step, count);
            return true;
        }
        if (list->Kind == ElementKind.Int64 && TryWiden(source, (long*)target, first, step, count))
            return true;
        if (list->Kind == ElementKind.Float64 && source->Kind == ElementKind.Float32)
        {
            Convert((float*)source->Data, (double*)target, first, step, count);
            return true;
        }
        return TryCopyEach(list, source, first, step, count);
    }

    /// <summary>Reads an element, but of a list of tuples.</summary>
    /// <returns>The type of the word: of integers <see cref="IrType.UInt64"/> only where it does not fit 64 bits signed.</returns>
    public static IrType Read(SequenceHeader* source, long index, out long word)
    {
        var data = source->Data;
        word = source->Kind switch
        {
            ElementKind.Int8 => ((sbyte*)data)[index],
            ElementKind.UInt8 or ElementKind.Bool => data[index],
            ElementKind.Int16 => ((short*)data)[index],
            ElementKind.UInt16 => ((ushort*)data)[index],
            ElementKind.Int32 => ((int*)data)[index],
            ElementKind.UInt32 => ((uint*)data)[index],
            ElementKind.Float32 => BitConverter.DoubleToInt64Bits(((float*)data)[index]),
            ElementKind.Mixed => ((long*)data)[2 * index],
            _ => ((long*)data)[index],
        };
        return source->Kind switch
        {
            ElementKind.Mixed => (IrType)((long*)data)[2 * index + 1],
            ElementKind.UInt64 => word < 0 ? IrType.UInt64 : IrType.Int64,
            _ => ElementKinds.TypeOf(source->Kind),
        };
    }

    private static void Copy(byte* source, byte* target, int size, long first, long step, long count)
    {
        if (step == 1)
        {
            Buffer.MemoryCopy(source + first * size, target, count * size, count * size);
            return;
        }
        switch (size)
        {
            case 1:
                CopyEach(source, target, first, step, count);
                break;
            case 2:
                CopyEach((short*)source, (short*)target, first, step, count);
                break;
            case 4:
                CopyEach((int*)source, (int*)target, first, step, count);
                break;
            case 8:
                CopyEach((long*)source, (long*)target, first, step, count);
                break;
            default:
                CopyEach((MixedElement*)source, (MixedElement*)target, first, step, count);
                break;
        }
    }

    private static void CopyEach<T>(T* source, T* target, long first, long step, long count)
        where T : unmanaged
    {
        for (var (i, index) = (0L, first); i < count; i++, index += step)
            target[i] = source[index];
    }

    private static bool TryWiden(SequenceHeader* source, long* target, long first, long step, long count)
    {
        switch (source->Kind)
        {
            case ElementKind.Int8:
                Convert((sbyte*)source->Data, target, first, step, count);
                return true;
            case ElementKind.UInt8:
                Convert(source->Data, target, first, step, count);
                return true;
            case ElementKind.Int16:
                Convert((short*)source->Data, target, first, step, count);
                return true;
            case ElementKind.UInt16:
                Convert((ushort*)source->Data, target, first, step, count);
                return true;
            case ElementKind.Int32:
                Convert((int*)source->Data, target, first, step, count);
                return true;
            case ElementKind.UInt32:
                Convert((uint*)source->Data, target, first, step, count);
                return true;
            default:
                return false;
        }
    }

    private static void Convert<TFrom, TTo>(TFrom* source, TTo* target, long first, long step, long count)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (var (i, index) = (0L, first); i < count; i++, index += step)
            target[i] = TTo.CreateTruncating(source[index]);
    }

    private static bool TryCopyEach(SequenceHeader* list, SequenceHeader* source, long first, long step, long count)
    {
        for (var (i, index) = (0L, first); i < count; i++, index += step)
        {
            var type = Read(source, index, out var word);
            if (!TryWrite(list, list->Count + i, type, word))
                return false;
        }
        return true;
    }

    private static bool TryWrite(SequenceHeader* list, long index, IrType type, long word)
    {
        var data = list->Data;
        switch (list->Kind)
        {
            case ElementKind.Mixed:
                ((MixedElement*)data)[index] = new MixedElement { Word = word, Type = (long)type };
                return type is IrType.Int64 or IrType.Float64 or IrType.Bool or IrType.Sequence;
            case ElementKind.Sequence:
                ((long*)data)[index] = word;
                return type == IrType.Sequence;
            case ElementKind.Float32:
                return TryGetFloat(list, type, word, out var wide) && TryNarrow(wide, out ((float*)data)[index]);
            case ElementKind.Float64:
                return TryGetFloat(list, type, word, out ((double*)data)[index]);
            case ElementKind.Bool:
                data[index] = (byte)word;
                return type == IrType.Bool || (list->Lent != 0 && type == IrType.Int64 && word is 0 or 1);
            default:
                return TryWriteInteger(list, index, type, word);
        }
    }

    private static bool TryGetFloat(SequenceHeader* list, IrType type, long word, out double number)
    {
        number = type == IrType.Float64 ? BitConverter.Int64BitsToDouble(word) : word;
        if (type == IrType.Float64)
            return true;
        // 2⁶³ as a double is above every long.
        return list->Lent != 0 && type is IrType.Int64 or IrType.Bool && number != 9223372036854775808.0 && (long)number == word;
    }

    private static bool TryNarrow(double wide, out float number)
    {
        number = (float)wide;
        return !float.IsInfinity(number) || double.IsInfinity(wide);
    }

    private static bool TryWriteInteger(SequenceHeader* list, long index, IrType type, long word)
    {
        var kind = list->Kind;
        var data = list->Data;
        if (type == IrType.Bool ? list->Lent == 0 : type != IrType.Int64 && (type != IrType.UInt64 || kind != ElementKind.UInt64))
            return false;
        var (least, greatest) = ElementKinds.RangeOf(kind);
        if (word < least || word > greatest || (kind == ElementKind.UInt64 && type == IrType.Int64 && word < 0))
            return false;
        switch (ElementKinds.SizeOf(kind))
        {
            case 1:
                data[index] = (byte)word;
                break;
            case 2:
                ((short*)data)[index] = (short)word;
                break;
            case 4:
                ((int*)data)[index] = (int)word;
                break;
            default:
                ((long*)data)[index] = word;
                break;
        }
        return true;
    }
}
