using Pyc.Binding.Values;

namespace Pyc.Binding;

/// <summary>The classes that pass, convert and read sequences of one type of elements.</summary>
/// <remarks>
/// There are as many as there are such types, so they are listed here: then they exist as well in a program that is compiled ahead of time, which can
/// make no class of a generic one for types that it meets at run time.
/// </remarks>
internal abstract class ElementClasses
{
    /// <summary>Those for the elements, or for the elements of the rows, of a type of sequences; null where these are neither numbers nor bools.</summary>
    public static ElementClasses? For(Type type)
    {
        var item = type.IsArray ? type.GetElementType()!                                        // an array has an element type
            : type.IsGenericType && type.GetGenericArguments() is [var only] ? only
            : null;
        return item is null ? null : Of(item.IsSZArray ? item.GetElementType()! : item);          // likewise
    }

    /// <summary>Those for a type of elements; null where it is neither a number nor bool.</summary>
    public static ElementClasses? Of(Type item) =>
        item == typeof(sbyte) ? ElementClasses<sbyte>.Instance
        : item == typeof(byte) ? ElementClasses<byte>.Instance
        : item == typeof(short) ? ElementClasses<short>.Instance
        : item == typeof(ushort) ? ElementClasses<ushort>.Instance
        : item == typeof(int) ? ElementClasses<int>.Instance
        : item == typeof(uint) ? ElementClasses<uint>.Instance
        : item == typeof(long) ? ElementClasses<long>.Instance
        : item == typeof(ulong) ? ElementClasses<ulong>.Instance
        : item == typeof(float) ? ElementClasses<float>.Instance
        : item == typeof(double) ? ElementClasses<double>.Instance
        : item == typeof(bool) ? ElementClasses<bool>.Instance
        : null;

    /// <summary>The types of arrays, lists and matrices of these elements.</summary>
    public abstract (Type Array, Type List, Type Matrix, Type Jagged) Types { get; }

    /// <summary>How sequences of a type are passed to native code; null where they are not.</summary>
    public abstract Passer? PasserOf(Type type);

    /// <summary>How sequences of a type become lists of Python's over their memory; null where they do not.</summary>
    /// <param name="type">The type.</param>
    /// <param name="converters">Where the converters of elements and rows are.</param>
    public abstract ValueConverter? ConverterOf(Type type, ValueConverters converters);

    /// <summary>How native results are read as sequences of a type: a <see cref="SequenceReader{TResult}"/>; null where they are not.</summary>
    public abstract object? ReaderOf(Type type);

    /// <summary>How native results are copied to an array or a list: a <see cref="Execution.Sequences.SequenceCopier{T}"/>; null for other types.</summary>
    public abstract Delegate? CopierOf(Type type);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class ElementClasses<T> : ElementClasses
    where T : unmanaged
{
    public static ElementClasses<T> Instance { get; } = new();

    public override (Type Array, Type List, Type Matrix, Type Jagged) Types => (typeof(T[]), typeof(List<T>), typeof(T[,]), typeof(T[][]));

    public override Passer? PasserOf(Type type) =>
        type == typeof(T[]) ? new ArrayPasser<T>()
        : type == typeof(Span<T>) ? new SpanPasser<T>()
        : type == typeof(ReadOnlySpan<T>) ? new ReadOnlySpanPasser<T>()
        : type == typeof(List<T>) ? new ListPasser<T>()
        : type == typeof(Memory<T>) ? new MemoryPasser<T>()
        : type == typeof(ReadOnlyMemory<T>) ? new ReadOnlyMemoryPasser<T>()
        : type == typeof(T[,]) ? new MatrixPasser<T>()
        : type == typeof(T[][]) ? new JaggedPasser<T>()
        : null;

    public override ValueConverter? ConverterOf(Type type, ValueConverters converters) =>
        type == typeof(T[]) ? new LentArrayConverter<T>(converters.Of<T>())
        : type == typeof(List<T>) ? new ListConverter<T>(converters.Of<T>())
        : type == typeof(Memory<T>) ? new LentMemoryConverter<T>(converters.Of<T>())
        : type == typeof(ReadOnlyMemory<T>) ? new LentReadOnlyMemoryConverter<T>(converters.Of<T>())
        : type == typeof(T[,]) ? new GridConverter<T>(converters.Of<T>())
        : type == typeof(T[][]) ? new JaggedArrayConverter<T>(converters.Of<T[]?>())
        : null;

    public override object? ReaderOf(Type type) =>
        type == typeof(T[]) ? new ElementsReader<T[]>()
        : type == typeof(List<T>) ? new ElementsReader<List<T>>()
        : null;

    public override Delegate? CopierOf(Type type) =>
        type == typeof(T[]) ? Execution.Sequences.NativeResults.ArrayCopier<T>()
        : type == typeof(List<T>) ? Execution.Sequences.NativeResults.ListCopier<T>()
        : null;
}
