using System.Runtime.CompilerServices;
using Pyc.Execution;

namespace Pyc.Binding;

// One class for each number of parameters: what a delegate of that many parameters is closed over. Everything is passed as 64-bit
// words, whatever the C# types, so that one native version serves all integer widths. The call makes no GC transition, which leaves,
// code without loops and calls, may do without: see "The boundary" in docs/architecture.md. The context of a leaf's call lies in the
// frame of Invoke and is not cleared but for its status.
//
// The classes differ in their parameter lists alone. C# has no generics over the number of parameters; a delegate that was compiled
// at run time instead makes the transition on every call and costs twice the time. Arguments that choose a version are collected in a
// method of their own, whose frame holds references and is cleared.

internal sealed unsafe class NativeFunc<TResult>(PycFunction function, FunctionVersion version) : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke()
    {
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long>)leaf.Address;
        var word = native(&context);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, []);
    }

    public void InvokeVoid() => Invoke();
}

internal sealed unsafe class NativeFunc<T1, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1)
    {
        if (!NativeWord.Fits(a1))
            return Choose(a1);
        long w1 = NativeWord.Of(a1);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long>)leaf.Address;
        var word = native(&context, w1);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1]);
    }

    public void InvokeVoid(T1 a1) => Invoke(a1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1) =>
        Dispatch<TResult>([Argument.Of(a1)]);
}

internal sealed unsafe class NativeFunc<T1, T2, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2)))
            return Choose(a1, a2);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2]);
    }

    public void InvokeVoid(T1 a1, T2 a2) => Invoke(a1, a2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3)))
            return Choose(a1, a2, a3);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3) => Invoke(a1, a2, a3);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4)))
            return Choose(a1, a2, a3, a4);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4) => Invoke(a1, a2, a3, a4);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)))
            return Choose(a1, a2, a3, a4, a5);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => Invoke(a1, a2, a3, a4, a5);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6)))
            return Choose(a1, a2, a3, a4, a5, a6);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => Invoke(a1, a2, a3, a4, a5, a6);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5), Argument.Of(a6)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7)))
            return Choose(a1, a2, a3, a4, a5, a6, a7);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => Invoke(a1, a2, a3, a4, a5, a6, a7);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7)]);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(PycFunction function, FunctionVersion version)
    : NativeFunc(function, version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
    {
        if (!(NativeWord.Fits(a1) && NativeWord.Fits(a2) && NativeWord.Fits(a3) && NativeWord.Fits(a4) && NativeWord.Fits(a5)
            && NativeWord.Fits(a6) && NativeWord.Fits(a7) && NativeWord.Fits(a8)))
            return Choose(a1, a2, a3, a4, a5, a6, a7, a8);
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8);
        var leaf = Leaf;
        if (leaf is null)
            return Call<TResult>([w1, w2, w3, w4, w5, w6, w7, w8]);
        Unsafe.SkipInit(out CallContext context);
        context.Status = 0;
        var native = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long,
            long>)leaf.Address;
        var word = native(&context, w1, w2, w3, w4, w5, w6, w7, w8);
        return context.Status == 0 ? Result<TResult>(leaf, word) : Recover<TResult>(leaf, &context, [w1, w2, w3, w4, w5, w6, w7, w8]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Choose(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) =>
        Dispatch<TResult>([Argument.Of(a1), Argument.Of(a2), Argument.Of(a3), Argument.Of(a4), Argument.Of(a5),
            Argument.Of(a6), Argument.Of(a7), Argument.Of(a8)]);
}
