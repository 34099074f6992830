using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pyc.Binding;

namespace Pyc;

/// <summary>
/// What a program tells PycJit of the types that it passes, where code is compiled ahead of time and none can be made for them at run time.
/// </summary>
/// <remarks>
/// PycJit's source generator writes these calls for each type that is named in a call of <see cref="PycModule.Get{TDelegate}(string)"/>,
/// <see cref="PycModule.Bind{TInterface}"/> and their like; by hand they are needed for types that are type parameters there, and in other languages than C#. Such a type may
/// be named any number of times, and where code can be made at run time it need not be. Numbers, bools, characters, strings, nullable numbers, and arrays, lists, spans and memory of
/// numbers and bools are known already; so are arrays, lists and tuples of strings and of objects.
/// </remarks>
public static partial class PycBindings
{
    /// <summary>Adds <c>T[]</c>.</summary>
    public static void AddArray<T>() => KnownType.Add(typeof(T[]), new KnownArray<T>());

    /// <summary>Adds <c>List&lt;T></c>.</summary>
    public static void AddList<T>() => KnownType.Add(typeof(List<T>), new KnownList<T>());

    /// <summary>Adds <c>IReadOnlyList&lt;T></c>.</summary>
    public static void AddReadOnlyList<T>() => KnownType.Add(typeof(IReadOnlyList<T>), new KnownReadOnlyList<T>());

    /// <summary>Adds <c>Memory&lt;T></c>.</summary>
    public static void AddMemory<T>() => KnownType.Add(typeof(Memory<T>), new KnownMemory<T>());

    /// <summary>Adds <c>ReadOnlyMemory&lt;T></c>.</summary>
    public static void AddReadOnlyMemory<T>() => KnownType.Add(typeof(ReadOnlyMemory<T>), new KnownReadOnlyMemory<T>());

    /// <summary>Adds <c>ImmutableArray&lt;T></c>.</summary>
    public static void AddImmutableArray<T>() => KnownType.Add(typeof(ImmutableArray<T>), new KnownImmutableArray<T>());

    /// <summary>Adds <c>T?</c>.</summary>
    public static void AddNullable<T>()
        where T : struct => KnownType.Add(typeof(T?), new KnownNullable<T>());

    /// <summary>Adds a value tuple.</summary>
    public static void AddTuple<T1>() => KnownType.Add(typeof(ValueTuple<T1>), new KnownTuple<T1>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2>() => KnownType.Add(typeof(ValueTuple<T1, T2>), new KnownTuple<T1, T2>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2, T3>() => KnownType.Add(typeof(ValueTuple<T1, T2, T3>), new KnownTuple<T1, T2, T3>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2, T3, T4>() => KnownType.Add(typeof(ValueTuple<T1, T2, T3, T4>), new KnownTuple<T1, T2, T3, T4>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2, T3, T4, T5>() => KnownType.Add(typeof(ValueTuple<T1, T2, T3, T4, T5>), new KnownTuple<T1, T2, T3, T4, T5>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2, T3, T4, T5, T6>() => KnownType.Add(typeof(ValueTuple<T1, T2, T3, T4, T5, T6>), new KnownTuple<T1, T2, T3, T4, T5, T6>());

    /// <inheritdoc cref="AddTuple{T1}"/>
    public static void AddTuple<T1, T2, T3, T4, T5, T6, T7>() => KnownType.Add(typeof(ValueTuple<T1, T2, T3, T4, T5, T6, T7>), new KnownTuple<T1, T2, T3, T4, T5, T6, T7>());

    /// <summary>Adds a value tuple of more than seven items. That of the items behind the seventh, <typeparamref name="TRest"/>, is added by itself.</summary>
    public static void AddTuple<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : struct, ITuple => KnownType.Add(typeof(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>), new KnownTuple<T1, T2, T3, T4, T5, T6, T7, TRest>());
}
