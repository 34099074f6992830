using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pyc.Binding.Values;
using Pyc.Execution.Sequences;

namespace Pyc.Binding;

/// <summary>The classes that convert and read values of a type which is made of others, where a program has named the type.</summary>
internal abstract class KnownType
{
    private static readonly TypeCache<KnownType> s_all = new();

    static KnownType()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            return;
        // What lists and tuples are as objects, and what passes them. All else a program has to name.
        AddCollectionsOf<object?>();
        AddCollectionsOf<string?>();
    }

    /// <summary>What is known of a type; null where no one has named it.</summary>
    public static KnownType? Find(Type type) => s_all.Find(type);

    /// <summary>Notes what is known of a type.</summary>
    public static void Add(Type type, KnownType known) => s_all.Add(type, known);

    /// <summary>The converter.</summary>
    public abstract ValueConverter MakeConverter(ValueConverters converters);

    /// <summary>A <see cref="SequenceReader{TResult}"/>; null where native code gives nothing that it could read.</summary>
    public virtual object? MakeReader() => null;

    /// <summary>A <see cref="SequenceCopier{T}"/>; likewise.</summary>
    public virtual Delegate? MakeCopier() => null;

    /// <summary>A <see cref="WordTuple{TResult}"/>; null for what is no tuple, or has more items than those have.</summary>
    public virtual object? MakeWordTuple() => null;

    /// <summary>A tuple of its items; null where <see cref="MakeWordTuple"/> is.</summary>
    public virtual object? OfItems(object?[] items) => null;

    private static void AddCollectionsOf<T>()
    {
        Add(typeof(T[]), new KnownArray<T>());
        Add(typeof(List<T>), new KnownList<T>());
        Add(typeof(IReadOnlyList<T>), new KnownReadOnlyList<T>());
        Add(typeof(ImmutableArray<T>), new KnownImmutableArray<T>());
    }
}

internal sealed class KnownArray<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new ArrayConverter<T>(converters.Of<T>());

    public override object? MakeReader() => SequenceReader<T>.Instance is null ? null : new SequencesToArray<T>();

    public override Delegate MakeCopier() => NativeResults.ArrayCopier<T>();
}

internal sealed class KnownList<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new ListConverter<T>(converters.Of<T>());

    public override object? MakeReader() => SequenceReader<T>.Instance is null ? null : new SequencesToList<T>();

    public override Delegate MakeCopier() => NativeResults.ListCopier<T>();
}

internal sealed class KnownReadOnlyList<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new ReadOnlyListConverter<T>(converters.Of<T>());
}

internal sealed class KnownMemory<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new MemoryConverter<T>(converters.Of<T>());
}

internal sealed class KnownReadOnlyMemory<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new ReadOnlyMemoryConverter<T>(converters.Of<T>());
}

internal sealed class KnownImmutableArray<T> : KnownType
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new ImmutableArrayConverter<T>(converters.Of<T>());
}

internal sealed class KnownNullable<T> : KnownType
    where T : struct
{
    public override ValueConverter MakeConverter(ValueConverters converters) => new NullableConverter<T>(converters.Of<T>());
}
