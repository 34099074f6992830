using Pyc.Execution;

namespace Pyc.Binding;

// For each number of parameters, what makes delegates of that many: C# has no generics over the number. What is said here as a type is there in a
// program that is compiled ahead of time.

/// <summary>Makes delegates, a <c>Func</c> or an <c>Action</c>, of types that are known when the program is compiled.</summary>
internal static partial class DelegateMakers
{
    public static Delegate Numbers<TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<TResult>(function, version);
        return IsAction<TResult>() ? new Action(target.InvokeVoid) : new Func<TResult>(target.Invoke);
    }

    public static Delegate Lending<TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
    {
        var target = new LendingFunc<TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action(target.InvokeVoid) : new Func<TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1>(target.InvokeVoid) : new Func<T1, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
    {
        var target = new LendingFunc<T1, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1>(target.InvokeVoid) : new Func<T1, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2>(target.InvokeVoid) : new Func<T1, T2, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2>(target.InvokeVoid) : new Func<T1, T2, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3>(target.InvokeVoid) : new Func<T1, T2, T3, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3>(target.InvokeVoid) : new Func<T1, T2, T3, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, T4, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4>(target.InvokeVoid) : new Func<T1, T2, T3, T4, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, T4, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4>(target.InvokeVoid) : new Func<T1, T2, T3, T4, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, T4, T5, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, TResult>(target.Invoke);
    }

    public static Delegate Numbers<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(PycFunction function, FunctionVersion version)
    {
        var target = new NativeFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(function, version);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(target.Invoke);
    }

    public static Delegate Lending<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
    {
        var target = new LendingFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(module, function, version, passers, names);
        return IsAction<TResult>() ? new Action<T1, T2, T3, T4, T5, T6, T7, T8>(target.InvokeVoid) : new Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(target.Invoke);
    }

    private static bool IsAction<TResult>() => typeof(TResult) == typeof(Discarded);
}
