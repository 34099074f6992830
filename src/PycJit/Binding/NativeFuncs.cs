using System.Runtime.CompilerServices;
using Pyc.Execution;

namespace Pyc.Binding;

// One class for each number of parameters: what a delegate of that many parameters is closed over. Everything is passed as 64-bit
// words, whatever the C# types, so that one native version serves all integer widths. The call makes no GC transition, which native
// code without loops of unknown length may do without: see "The boundary" in docs/architecture.md.
//
// The classes differ in their parameter lists alone. C# has no generics over the number of parameters; a delegate that was compiled
// at run time instead makes the transition on every call and costs twice the time.

internal sealed unsafe class NativeFunc<TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke()
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long>)code;
        var word = function(&context);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([]);
    }

    public void InvokeVoid() => Invoke();
}

internal sealed unsafe class NativeFunc<T1, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long>)code;
        long w1 = NativeWord.Of(a1);
        var word = function(&context, w1);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1]);
    }

    public void InvokeVoid(T1 a1) => Invoke(a1);
}

internal sealed unsafe class NativeFunc<T1, T2, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2);
        var word = function(&context, w1, w2);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2]);
    }

    public void InvokeVoid(T1 a1, T2 a2) => Invoke(a1, a2);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3);
        var word = function(&context, w1, w2, w3);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3) => Invoke(a1, a2, a3);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4);
        var word = function(&context, w1, w2, w3, w4);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4) => Invoke(a1, a2, a3, a4);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5);
        var word = function(&context, w1, w2, w3, w4, w5);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => Invoke(a1, a2, a3, a4, a5);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6);
        var word = function(&context, w1, w2, w3, w4, w5, w6);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => Invoke(a1, a2, a3, a4, a5, a6);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => Invoke(a1, a2, a3, a4, a5, a6, a7);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(FunctionVersion version) : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11,
            w12]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11,
            w12, w13]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11,
            w12, w13, w14]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14), w15 = NativeWord.Of(a15);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11,
            w12, w13, w14, w15]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);
}

internal sealed unsafe class NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(FunctionVersion version)
    : NativeFunc(version)
{
    [SkipLocalsInit]
    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15, T16 a16)
    {
        var context = Enter(out var code);
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long, long, long, long>)code;
        long w1 = NativeWord.Of(a1), w2 = NativeWord.Of(a2), w3 = NativeWord.Of(a3), w4 = NativeWord.Of(a4),
            w5 = NativeWord.Of(a5), w6 = NativeWord.Of(a6), w7 = NativeWord.Of(a7), w8 = NativeWord.Of(a8),
            w9 = NativeWord.Of(a9), w10 = NativeWord.Of(a10), w11 = NativeWord.Of(a11), w12 = NativeWord.Of(a12),
            w13 = NativeWord.Of(a13), w14 = NativeWord.Of(a14), w15 = NativeWord.Of(a15), w16 = NativeWord.Of(a16);
        var word = function(&context, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16);
        return context.Status == 0 ? Result<TResult>(word) : Recover<TResult>([w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11,
            w12, w13, w14, w15, w16]);
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13,
        T14 a14, T15 a15, T16 a16) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);
}
