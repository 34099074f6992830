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

    /// <summary>A <c>Func</c> or an <c>Action</c>.</summary>
    public static Type TypeOf(Type[] parameters, Type result) => result == typeof(void)
        ? ClosedTypes.Of(OpenAction(parameters.Length), parameters)!                        // all types are to be had where code can be made
        : ClosedTypes.Of(OpenFunc(parameters.Length), [.. parameters, result])!;

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The types in the lists below ask for no members of their arguments, and have no constraint that a constructor fulfils.")]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)]
    private static Type Closed(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)] Type open,
        Type[] arguments) => open.MakeGenericType(arguments);

    private static Type[] Arguments(DelegateShape shape) => [.. shape.Parameters, shape.Result == typeof(void) ? typeof(Discarded) : shape.Result];

    private static Delegate Close(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type, object target, DelegateShape shape) =>
        type.GetMethod(shape.Result == typeof(void) ? "InvokeVoid" : "Invoke")!.CreateDelegate(shape.Type, target);      // each target has both

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

    private static Type OpenAction(int parameters) => parameters switch
    {
        1 => typeof(Action<>),
        2 => typeof(Action<,>),
        3 => typeof(Action<,,>),
        4 => typeof(Action<,,,>),
        5 => typeof(Action<,,,,>),
        6 => typeof(Action<,,,,,>),
        7 => typeof(Action<,,,,,,>),
        8 => typeof(Action<,,,,,,,>),
        9 => typeof(Action<,,,,,,,,>),
        10 => typeof(Action<,,,,,,,,,>),
        11 => typeof(Action<,,,,,,,,,,>),
        12 => typeof(Action<,,,,,,,,,,,>),
        13 => typeof(Action<,,,,,,,,,,,,>),
        14 => typeof(Action<,,,,,,,,,,,,,>),
        15 => typeof(Action<,,,,,,,,,,,,,,>),
        16 => typeof(Action<,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };

    private static Type OpenFunc(int parameters) => parameters switch
    {
        0 => typeof(Func<>),
        1 => typeof(Func<,>),
        2 => typeof(Func<,,>),
        3 => typeof(Func<,,,>),
        4 => typeof(Func<,,,,>),
        5 => typeof(Func<,,,,,>),
        6 => typeof(Func<,,,,,,>),
        7 => typeof(Func<,,,,,,,>),
        8 => typeof(Func<,,,,,,,,>),
        9 => typeof(Func<,,,,,,,,,>),
        10 => typeof(Func<,,,,,,,,,,>),
        11 => typeof(Func<,,,,,,,,,,,>),
        12 => typeof(Func<,,,,,,,,,,,,>),
        13 => typeof(Func<,,,,,,,,,,,,,>),
        14 => typeof(Func<,,,,,,,,,,,,,,>),
        15 => typeof(Func<,,,,,,,,,,,,,,,>),
        16 => typeof(Func<,,,,,,,,,,,,,,,,>),
        _ => throw new ArgumentOutOfRangeException(nameof(parameters), parameters, "There are so many at most: DelegateShape.MaximumParameters."),
    };
}
