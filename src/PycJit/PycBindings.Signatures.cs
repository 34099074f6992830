using Pyc.Binding;

namespace Pyc;

/// <content>The signatures of delegates, by their number of parameters.</content>
public static partial class PycBindings
{
    /// <summary>Adds a signature whose parameters are numbers and bools, or nullable ones.</summary>
    /// <typeparam name="TResult">The result; <see cref="Discarded"/> for none.</typeparam>
    public static void AddNumbers<TResult>() => DelegateTargets.Add(
        [], typeof(TResult), DelegateMakers.Numbers<TResult>, DelegateMakers.Lending<TResult>, DelegateMakers.Limited<TResult>);

    /// <summary>Adds a signature whose parameters are of any types: arrays, spans, lists, strings, tuples.</summary>
    /// <typeparam name="TResult">The result; <see cref="Discarded"/> for none.</typeparam>
    public static void AddAny<TResult>() => DelegateTargets.Add(
        [], typeof(TResult), null, DelegateMakers.Lending<TResult>, DelegateMakers.Limited<TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, TResult>() => DelegateTargets.Add(
        [typeof(T1)], typeof(TResult), DelegateMakers.Numbers<T1, TResult>, DelegateMakers.Lending<T1, TResult>, DelegateMakers.Limited<T1, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, TResult>()
        where T1 : allows ref struct => DelegateTargets.Add(
        [typeof(T1)], typeof(TResult), null, DelegateMakers.Lending<T1, TResult>, DelegateMakers.Limited<T1, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2)], typeof(TResult), DelegateMakers.Numbers<T1, T2, TResult>, DelegateMakers.Lending<T1, T2, TResult>, DelegateMakers.Limited<T1, T2, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, TResult>, DelegateMakers.Limited<T1, T2, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, TResult>, DelegateMakers.Lending<T1, T2, T3, TResult>, DelegateMakers.Limited<T1, T2, T3, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, TResult>, DelegateMakers.Limited<T1, T2, T3, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct
        where T12 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct
        where T12 : allows ref struct
        where T13 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct
        where T12 : allows ref struct
        where T13 : allows ref struct
        where T14 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14), typeof(T15)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct
        where T12 : allows ref struct
        where T13 : allows ref struct
        where T14 : allows ref struct
        where T15 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14), typeof(T15)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>);

    /// <inheritdoc cref="AddNumbers{TResult}"/>
    public static void AddNumbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>() => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14), typeof(T15), typeof(T16)], typeof(TResult), DelegateMakers.Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>);

    /// <inheritdoc cref="AddAny{TResult}"/>
    public static void AddAny<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>()
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
        where T9 : allows ref struct
        where T10 : allows ref struct
        where T11 : allows ref struct
        where T12 : allows ref struct
        where T13 : allows ref struct
        where T14 : allows ref struct
        where T15 : allows ref struct
        where T16 : allows ref struct => DelegateTargets.Add(
        [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8), typeof(T9), typeof(T10), typeof(T11), typeof(T12), typeof(T13), typeof(T14), typeof(T15), typeof(T16)], typeof(TResult), null, DelegateMakers.Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>, DelegateMakers.Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>);
}
