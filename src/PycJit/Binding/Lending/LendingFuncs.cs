using Pyc.Execution;

namespace Pyc.Binding;

// One class for each number of parameters, as NativeFuncs.cs has them for numbers: a parameter list is all that they add. fixed holds every
// argument where it is until the call has ended, whatever it is: of a number there is nothing to hold. Spans can be arguments, which nothing on
// the heap may hold; so what is collected of an argument is its address.

// Without parameters nothing is lent: it is for calls that are interpreted.
internal sealed class LendingFunc<TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
{
    public TResult Invoke() => Call<TResult>([]);

    public void InvokeVoid() => Invoke();
}

internal sealed unsafe class LendingFunc<T1, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];

    public TResult Invoke(T1 a1)
    {
        fixed (byte* p1 = &_1.Start(a1))
        {
            Span<Lent> lent = [default];
            _1.Lend(a1, p1, ref lent[0]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1) => Invoke(a1);
}

internal sealed unsafe class LendingFunc<T1, T2, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];

    public TResult Invoke(T1 a1, T2 a2)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2))
        {
            Span<Lent> lent = [default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2) => Invoke(a1, a2);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];

    public TResult Invoke(T1 a1, T2 a2, T3 a3)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3))
        {
            Span<Lent> lent = [default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3) => Invoke(a1, a2, a3);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4))
        {
            Span<Lent> lent = [default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4) => Invoke(a1, a2, a3, a4);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5))
        {
            Span<Lent> lent = [default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => Invoke(a1, a2, a3, a4, a5);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5), p6 = &_6.Start(a6))
        {
            Span<Lent> lent = [default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => Invoke(a1, a2, a3, a4, a5, a6);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
    where T7 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => Invoke(a1, a2, a3, a4, a5, a6, a7);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
    PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    : LendingFunc(module, function, version, passers, names)
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
    where T7 : allows ref struct
    where T8 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8);
}
