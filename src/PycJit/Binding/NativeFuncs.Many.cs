using System.Runtime.CompilerServices;
using Pyc.Execution;

namespace Pyc.Binding;

// Those of nine parameters and more; NativeFuncs.cs says what they are.

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) => Invoke(a1, a2, a3, a4, a5, a6, a7,
        a8, a9);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) => Invoke(a1, a2, a3, a4,
        a5, a6, a7, a8, a9, a10);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) => Invoke(a1, a2,
        a3, a4, a5, a6, a7, a8, a9, a10, a11);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(
    PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11) && NativeWord.Fits(a12)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11, w12]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) => Invoke(a1,
        a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11),
            Argument.Of(a12)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(
    PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11) && NativeWord.Fits(a12) && NativeWord.Fits(a13)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11, w12, w13]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11),
            Argument.Of(a12), Argument.Of(a13)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(
    PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11) && NativeWord.Fits(a12) && NativeWord.Fits(a13)
            && NativeWord.Fits(a14)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11, w12, w13, w14]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11),
            Argument.Of(a12), Argument.Of(a13), Argument.Of(a14)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(
    PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11) && NativeWord.Fits(a12) && NativeWord.Fits(a13)
            && NativeWord.Fits(a14) && NativeWord.Fits(a15)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14), w15 = NativeWord.Of(a15);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11, w12, w13, w14, w15]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11),
            Argument.Of(a12), Argument.Of(a13), Argument.Of(a14), Argument.Of(a15)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(
    PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15, T16 a16)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8) && NativeWord.Fits(a9)
            && NativeWord.Fits(a10) && NativeWord.Fits(a11) && NativeWord.Fits(a12) && NativeWord.Fits(a13)
            && NativeWord.Fits(a14) && NativeWord.Fits(a15) && NativeWord.Fits(a16)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14), w15 = NativeWord.Of(a15), w16 = NativeWord.Of(a16);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8, w9,
            w10, w11, w12, w13, w14, w15, w16]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15, T16 a16) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15, T16 a16) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8), Argument.Of(a9), Argument.Of(a10), Argument.Of(a11),
            Argument.Of(a12), Argument.Of(a13), Argument.Of(a14), Argument.Of(a15), Argument.Of(a16)]);
}
