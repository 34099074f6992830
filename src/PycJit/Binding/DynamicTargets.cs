using System.Diagnostics.CodeAnalysis;
using Pyc.Execution;

namespace Pyc.Binding;

/// <summary>Makes the classes of <see cref="DelegateTargets"/> at run time.</summary>
[RequiresDynamicCode("It makes classes for types that are known at run time.")]
internal static class DynamicTargets
{
    /// <inheritdoc cref="DelegateTargets.OfNumbers"/>
    public static Delegate OfNumbers(PycFunction function, FunctionVersion version, DelegateShape shape)
    {
        var target = Closed(OpenNumbers(shape.Parameters.Length), Arguments(shape));
        return Close(target, Activator.CreateInstance(target, function, version)!, shape);      // no nullable type
    }

    /// <inheritdoc cref="DelegateTargets.Lending"/>
    public static Delegate Lending(
        PycModule module, PycFunction function, FunctionVersion? version, DelegateShape shape, Passer[] passers, string[] names)
    {
        var target = Closed(OpenLending(shape.Parameters.Length), Arguments(shape));
        return Close(target, Activator.CreateInstance(target, module, function, version, passers, names)!, shape);      // likewise
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The types in the lists below ask for no members of their arguments, and have no constraint that a constructor fulfils.")]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type Closed(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)] Type open,
        Type[] arguments) => open.MakeGenericType(arguments);

    /// <inheritdoc cref="DelegateTargets.Limited"/>
    public static Delegate Limited(CallLimits limits, DelegateShape shape, Delegate inner)
    {
        var isAction = shape.Result == typeof(void);
        Type[] arguments = isAction ? shape.Parameters : [.. shape.Parameters, shape.Result];
        var target = arguments.Length == 0 ? typeof(LimitedAction) : Closed(isAction ? OpenLimitedAction(arguments.Length) : OpenLimitedFunc(arguments.Length - 1), arguments);
        return target.GetMethod(DelegateTargets.LimitedMethod(shape.Context))!.CreateDelegate(shape.Type, Activator.CreateInstance(target, limits, inner)!);   // it has all of them, and is no nullable type
    }

    private static Type[] Arguments(DelegateShape shape) => [.. shape.Parameters, shape.Result == typeof(void) ? typeof(Discarded) : shape.Result];

    private static Delegate Close(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type, object target, DelegateShape shape) =>
        type.GetMethod(shape.Result == typeof(void) ? "InvokeVoid" : "Invoke")!.CreateDelegate(shape.CalledType, target);      // each target has both

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type OpenNumbers(int parameters) => parameters switch
    {
        0 => typeof(NativeFunc<>),
        1 => typeof(NativeFunc<,>),
        2 => typeof(NativeFunc<,,>),
        3 => typeof(NativeFunc<,,,>),
        4 => typeof(NativeFunc<,,,,>),
        5 => typeof(NativeFunc<,,,,,>),
        6 => typeof(NativeFunc<,,,,,,>),
        7 => typeof(NativeFunc<,,,,,,,>),
        8 => typeof(NativeFunc<,,,,,,,,>),
        9 => typeof(NativeFunc<,,,,,,,,,>),
        10 => typeof(NativeFunc<,,,,,,,,,,>),
        11 => typeof(NativeFunc<,,,,,,,,,,,>),
        12 => typeof(NativeFunc<,,,,,,,,,,,,>),
        13 => typeof(NativeFunc<,,,,,,,,,,,,,>),
        14 => typeof(NativeFunc<,,,,,,,,,,,,,,>),
        15 => typeof(NativeFunc<,,,,,,,,,,,,,,,>),
        16 => typeof(NativeFunc<,,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type OpenLending(int parameters) => parameters switch
    {
        0 => typeof(LendingFunc<>),
        1 => typeof(LendingFunc<,>),
        2 => typeof(LendingFunc<,,>),
        3 => typeof(LendingFunc<,,,>),
        4 => typeof(LendingFunc<,,,,>),
        5 => typeof(LendingFunc<,,,,,>),
        6 => typeof(LendingFunc<,,,,,,>),
        7 => typeof(LendingFunc<,,,,,,,>),
        8 => typeof(LendingFunc<,,,,,,,,>),
        9 => typeof(LendingFunc<,,,,,,,,,>),
        10 => typeof(LendingFunc<,,,,,,,,,,>),
        11 => typeof(LendingFunc<,,,,,,,,,,,>),
        12 => typeof(LendingFunc<,,,,,,,,,,,,>),
        13 => typeof(LendingFunc<,,,,,,,,,,,,,>),
        14 => typeof(LendingFunc<,,,,,,,,,,,,,,>),
        15 => typeof(LendingFunc<,,,,,,,,,,,,,,,>),
        16 => typeof(LendingFunc<,,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type OpenLimitedFunc(int parameters) => parameters switch
    {
        0 => typeof(LimitedFunc<>),
        1 => typeof(LimitedFunc<,>),
        2 => typeof(LimitedFunc<,,>),
        3 => typeof(LimitedFunc<,,,>),
        4 => typeof(LimitedFunc<,,,,>),
        5 => typeof(LimitedFunc<,,,,,>),
        6 => typeof(LimitedFunc<,,,,,,>),
        7 => typeof(LimitedFunc<,,,,,,,>),
        8 => typeof(LimitedFunc<,,,,,,,,>),
        9 => typeof(LimitedFunc<,,,,,,,,,>),
        10 => typeof(LimitedFunc<,,,,,,,,,,>),
        11 => typeof(LimitedFunc<,,,,,,,,,,,>),
        12 => typeof(LimitedFunc<,,,,,,,,,,,,>),
        13 => typeof(LimitedFunc<,,,,,,,,,,,,,>),
        14 => typeof(LimitedFunc<,,,,,,,,,,,,,,>),
        15 => typeof(LimitedFunc<,,,,,,,,,,,,,,,>),
        16 => typeof(LimitedFunc<,,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type OpenLimitedAction(int parameters) => parameters switch
    {
        1 => typeof(LimitedAction<>),
        2 => typeof(LimitedAction<,>),
        3 => typeof(LimitedAction<,,>),
        4 => typeof(LimitedAction<,,,>),
        5 => typeof(LimitedAction<,,,,>),
        6 => typeof(LimitedAction<,,,,,>),
        7 => typeof(LimitedAction<,,,,,,>),
        8 => typeof(LimitedAction<,,,,,,,>),
        9 => typeof(LimitedAction<,,,,,,,,>),
        10 => typeof(LimitedAction<,,,,,,,,,>),
        11 => typeof(LimitedAction<,,,,,,,,,,>),
        12 => typeof(LimitedAction<,,,,,,,,,,,>),
        13 => typeof(LimitedAction<,,,,,,,,,,,,>),
        14 => typeof(LimitedAction<,,,,,,,,,,,,,>),
        15 => typeof(LimitedAction<,,,,,,,,,,,,,,>),
        16 => typeof(LimitedAction<,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };
}
