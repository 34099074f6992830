using Pyc.Execution;

namespace Pyc.Binding;

// Those of nine parameters and more; DelegateMakers.cs says what they are.

internal static partial class DelegateMakers
{
    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TResult>), target, target.Invoke, target.InvokeWith);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
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
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(target.Invoke);
    }

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
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
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>), action, action.Invoke, null);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TResult>), target, target.Invoke, null);
    }
}
