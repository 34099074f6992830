using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>Delegate types for signatures that no program has written down as a type.</summary>
/// <remarks>
/// Where none can be made at run time, it is <see cref="Delegate"/>, for any: what is made is then the <c>Func</c> or <c>Action</c> of the signature that
/// the program has named (<see cref="DelegateTargets"/>).
/// </remarks>
internal static class DelegateTypes
{
    // Those of n parameters, in the place n - 1.
    private static readonly Type[] s_actions =
    [
        typeof(Action<>), typeof(Action<,>), typeof(Action<,,>), typeof(Action<,,,>), typeof(Action<,,,,>), typeof(Action<,,,,,>),
        typeof(Action<,,,,,,>), typeof(Action<,,,,,,,>), typeof(Action<,,,,,,,,>), typeof(Action<,,,,,,,,,>), typeof(Action<,,,,,,,,,,>),
        typeof(Action<,,,,,,,,,,,>), typeof(Action<,,,,,,,,,,,,>), typeof(Action<,,,,,,,,,,,,,>), typeof(Action<,,,,,,,,,,,,,,>),
        typeof(Action<,,,,,,,,,,,,,,,>),
    ];

    private static readonly Type[] s_funcs =
    [
        typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>), typeof(Func<,,,,>), typeof(Func<,,,,,>), typeof(Func<,,,,,,>),
        typeof(Func<,,,,,,,>), typeof(Func<,,,,,,,,>), typeof(Func<,,,,,,,,,>), typeof(Func<,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,,,,,,>),
    ];

    /// <summary>A delegate type of a signature; null where there is none: more than 16 parameters, one of them a span.</summary>
    public static Type? TryMake(Type[] parameters, Type result)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return typeof(Delegate);
        // Spans are nothing that expression trees know of.
        if (!Array.Exists(parameters, Passers.IsSpan))
            return Expression.GetDelegateType([.. parameters, result]);
        return parameters.Length <= s_actions.Length ? OfFramework(parameters, result) : null;
    }

    /// <summary>The <c>Func</c> or <c>Action</c> of a signature with 0 to 16 parameters.</summary>
    public static Type OfFramework(Type[] parameters, Type result)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return typeof(Delegate);
        // All types are to be had where code can be made.
        if (result == typeof(void))
            return parameters.Length == 0 ? typeof(Action) : ClosedTypes.Of(s_actions[parameters.Length - 1], parameters)!;
        return parameters.Length == 0 ? ClosedTypes.Of(typeof(Func<>), result)! : ClosedTypes.Of(s_funcs[parameters.Length - 1], [.. parameters, result])!;
    }
}
