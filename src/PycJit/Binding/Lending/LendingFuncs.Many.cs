using Pyc.Execution;

namespace Pyc.Binding;

// Those of nine parameters and more; LendingFuncs.cs says what they are.

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(
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
    where T9 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) => Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
    where T12 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];
    private readonly Passer<T12> _12 = (Passer<T12>)passers[11];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11),
            p12 = &_12.Start(a12))
        {
            Span<Lent> lent = [default, default, default, default, default, default, default, default, default, default, default, default];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            _12.Lend(a12, p12, ref lent[11]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
    where T12 : allows ref struct
    where T13 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];
    private readonly Passer<T12> _12 = (Passer<T12>)passers[11];
    private readonly Passer<T13> _13 = (Passer<T13>)passers[12];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11),
            p12 = &_12.Start(a12), p13 = &_13.Start(a13))
        {
            Span<Lent> lent =
            [
                default, default, default, default, default, default, default, default, default, default, default, default, default,
            ];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            _12.Lend(a12, p12, ref lent[11]);
            _13.Lend(a13, p13, ref lent[12]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
    where T12 : allows ref struct
    where T13 : allows ref struct
    where T14 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];
    private readonly Passer<T12> _12 = (Passer<T12>)passers[11];
    private readonly Passer<T13> _13 = (Passer<T13>)passers[12];
    private readonly Passer<T14> _14 = (Passer<T14>)passers[13];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11),
            p12 = &_12.Start(a12), p13 = &_13.Start(a13), p14 = &_14.Start(a14))
        {
            Span<Lent> lent =
            [
                default, default, default, default, default, default, default, default, default, default, default, default, default, default,
            ];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            _12.Lend(a12, p12, ref lent[11]);
            _13.Lend(a13, p13, ref lent[12]);
            _14.Lend(a14, p14, ref lent[13]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
    where T12 : allows ref struct
    where T13 : allows ref struct
    where T14 : allows ref struct
    where T15 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];
    private readonly Passer<T12> _12 = (Passer<T12>)passers[11];
    private readonly Passer<T13> _13 = (Passer<T13>)passers[12];
    private readonly Passer<T14> _14 = (Passer<T14>)passers[13];
    private readonly Passer<T15> _15 = (Passer<T15>)passers[14];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14,
        T15 a15)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11),
            p12 = &_12.Start(a12), p13 = &_13.Start(a13), p14 = &_14.Start(a14), p15 = &_15.Start(a15))
        {
            Span<Lent> lent =
            [
                default, default, default, default, default, default, default, default, default, default, default, default, default, default, default,
            ];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            _12.Lend(a12, p12, ref lent[11]);
            _13.Lend(a13, p13, ref lent[12]);
            _14.Lend(a14, p14, ref lent[13]);
            _15.Lend(a15, p15, ref lent[14]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14,
        T15 a15) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);
}

internal sealed unsafe class LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(
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
    where T9 : allows ref struct
    where T10 : allows ref struct
    where T11 : allows ref struct
    where T12 : allows ref struct
    where T13 : allows ref struct
    where T14 : allows ref struct
    where T15 : allows ref struct
    where T16 : allows ref struct
{
    private readonly Passer<T1> _1 = (Passer<T1>)passers[0];
    private readonly Passer<T2> _2 = (Passer<T2>)passers[1];
    private readonly Passer<T3> _3 = (Passer<T3>)passers[2];
    private readonly Passer<T4> _4 = (Passer<T4>)passers[3];
    private readonly Passer<T5> _5 = (Passer<T5>)passers[4];
    private readonly Passer<T6> _6 = (Passer<T6>)passers[5];
    private readonly Passer<T7> _7 = (Passer<T7>)passers[6];
    private readonly Passer<T8> _8 = (Passer<T8>)passers[7];
    private readonly Passer<T9> _9 = (Passer<T9>)passers[8];
    private readonly Passer<T10> _10 = (Passer<T10>)passers[9];
    private readonly Passer<T11> _11 = (Passer<T11>)passers[10];
    private readonly Passer<T12> _12 = (Passer<T12>)passers[11];
    private readonly Passer<T13> _13 = (Passer<T13>)passers[12];
    private readonly Passer<T14> _14 = (Passer<T14>)passers[13];
    private readonly Passer<T15> _15 = (Passer<T15>)passers[14];
    private readonly Passer<T16> _16 = (Passer<T16>)passers[15];

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14,
        T15 a15, T16 a16)
    {
        fixed (byte* p1 = &_1.Start(a1), p2 = &_2.Start(a2), p3 = &_3.Start(a3), p4 = &_4.Start(a4), p5 = &_5.Start(a5),
            p6 = &_6.Start(a6), p7 = &_7.Start(a7), p8 = &_8.Start(a8), p9 = &_9.Start(a9), p10 = &_10.Start(a10), p11 = &_11.Start(a11),
            p12 = &_12.Start(a12), p13 = &_13.Start(a13), p14 = &_14.Start(a14), p15 = &_15.Start(a15), p16 = &_16.Start(a16))
        {
            Span<Lent> lent =
            [
                default, default, default, default, default, default, default, default, default, default, default, default, default, default, default, default,
            ];
            _1.Lend(a1, p1, ref lent[0]);
            _2.Lend(a2, p2, ref lent[1]);
            _3.Lend(a3, p3, ref lent[2]);
            _4.Lend(a4, p4, ref lent[3]);
            _5.Lend(a5, p5, ref lent[4]);
            _6.Lend(a6, p6, ref lent[5]);
            _7.Lend(a7, p7, ref lent[6]);
            _8.Lend(a8, p8, ref lent[7]);
            _9.Lend(a9, p9, ref lent[8]);
            _10.Lend(a10, p10, ref lent[9]);
            _11.Lend(a11, p11, ref lent[10]);
            _12.Lend(a12, p12, ref lent[11]);
            _13.Lend(a13, p13, ref lent[12]);
            _14.Lend(a14, p14, ref lent[13]);
            _15.Lend(a15, p15, ref lent[14]);
            _16.Lend(a16, p16, ref lent[15]);
            return Call<TResult>(lent);
        }
    }

    public void InvokeVoid(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14,
        T15 a15, T16 a16) =>
        Invoke(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);
}
