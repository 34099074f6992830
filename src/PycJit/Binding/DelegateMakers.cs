using System.Diagnostics.CodeAnalysis;
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

    public static Delegate Limited<TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction(limits, (Action)inner);
            return Close(shape, typeof(LimitedAction), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<TResult>(limits, (Func<TResult>)inner);
        return Close(shape, typeof(LimitedFunc<TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1>(limits, (Action<T1>)inner);
            return Close(shape, typeof(LimitedAction<T1>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, TResult>(limits, (Func<T1, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2>(limits, (Action<T1, T2>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, TResult>(limits, (Func<T1, T2, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3>(limits, (Action<T1, T2, T3>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, TResult>(limits, (Func<T1, T2, T3, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, T4, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4>(limits, (Action<T1, T2, T3, T4>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, TResult>(limits, (Func<T1, T2, T3, T4, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, T4, T5, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5>(limits, (Action<T1, T2, T3, T4, T5>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, TResult>(limits, (Func<T1, T2, T3, T4, T5, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6>(limits, (Action<T1, T2, T3, T4, T5, T6>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7>(limits, (Action<T1, T2, T3, T4, T5, T6, T7>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, TResult>), target, target.Invoke, target.InvokeWith);
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

    public static Delegate Limited<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(CallLimits limits, DelegateShape shape, Delegate inner)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where T8 : allows ref struct
    {
        if (IsAction<TResult>())
        {
            var action = new LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8>(limits, (Action<T1, T2, T3, T4, T5, T6, T7, T8>)inner);
            return Close(shape, typeof(LimitedAction<T1, T2, T3, T4, T5, T6, T7, T8>), action, action.Invoke, action.InvokeWith);
        }
        var target = new LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(limits, (Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>)inner);
        return Close(shape, typeof(LimitedFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>), target, target.Invoke, target.InvokeWith);
    }

    // With a context it is passed by value, but where the delegate's own type says otherwise.
    private static Delegate Close(
        DelegateShape shape, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type, object target, Delegate invoke, Delegate? invokeWith) =>
        shape.Context == ContextParameter.None ? invoke
        : shape.Context == ContextParameter.ByValue && invokeWith is not null ? invokeWith
        : type.GetMethod(DelegateTargets.LimitedMethod(shape.Context))!.CreateDelegate(shape.Type, target);      // it has one for each

    private static bool IsAction<TResult>() => typeof(TResult) == typeof(Discarded);
}
