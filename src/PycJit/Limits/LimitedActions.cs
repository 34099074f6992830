namespace Pyc;

// One class for each number of parameters, as LimitedFuncs.cs has them: a parameter list is all that they add. Each has a method for delegates that
// pass no context, one for those that pass it by value, and one for those that pass it by reference.

internal sealed class LimitedAction(CallLimits limits, Action inner)
{
    public void Invoke() => InvokeIn(default);

    public void InvokeWith(PyCallContext context) => InvokeIn(context);

    public void InvokeIn(in PyCallContext context)
    {
        var control = limits.Begin(context);
        try
        {
            inner();
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1>(CallLimits limits, Action<T1> inner)
    where T1 : allows ref struct
{
    public void Invoke(T1 a1) => InvokeIn(default, a1);

    public void InvokeWith(PyCallContext context, T1 a1) => InvokeIn(context, a1);

    public void InvokeIn(in PyCallContext context, T1 a1)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2>(CallLimits limits, Action<T1, T2> inner)
    where T1 : allows ref struct where T2 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2) => InvokeIn(default, a1, a2);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2) => InvokeIn(context, a1, a2);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3>(CallLimits limits, Action<T1, T2, T3> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3) => InvokeIn(default, a1, a2, a3);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3) => InvokeIn(context, a1, a2, a3);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4>(CallLimits limits, Action<T1, T2, T3, T4> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4) => InvokeIn(default, a1, a2, a3, a4);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4) => InvokeIn(context, a1, a2, a3, a4);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5>(CallLimits limits, Action<T1, T2, T3, T4, T5> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => InvokeIn(default, a1, a2, a3, a4, a5);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => InvokeIn(context, a1, a2, a3, a4, a5);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => InvokeIn(default, a1, a2, a3, a4, a5, a6);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => InvokeIn(context, a1, a2, a3, a4, a5, a6);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct where T12 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct where T12 : allows ref struct
    where T13 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct where T12 : allows ref struct
    where T13 : allows ref struct where T14 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct where T12 : allows ref struct
    where T13 : allows ref struct where T14 : allows ref struct where T15 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15);
        }
        finally
        {
            limits.End(control);
        }
    }
}

internal sealed class LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>(CallLimits limits, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16> inner)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct where T4 : allows ref struct where T5 : allows ref struct where T6 : allows ref struct
    where T7 : allows ref struct where T8 : allows ref struct where T9 : allows ref struct where T10 : allows ref struct where T11 : allows ref struct where T12 : allows ref struct
    where T13 : allows ref struct where T14 : allows ref struct where T15 : allows ref struct where T16 : allows ref struct
{
    public void Invoke(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15, T16 a16) => InvokeIn(default, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);

    public void InvokeWith(PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15, T16 a16) => InvokeIn(context, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);

    public void InvokeIn(in PyCallContext context, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14, T15 a15, T16 a16)
    {
        var control = limits.Begin(context);
        try
        {
            inner(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16);
        }
        finally
        {
            limits.End(control);
        }
    }
}
