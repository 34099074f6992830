using System.Linq.Expressions;

namespace Pyc.Binding;

/// <summary>Delegate types for signatures.</summary>
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
        // Spans are nothing that expression trees know of.
        if (!Array.Exists(parameters, Passers.IsSpan))
            return Expression.GetDelegateType([.. parameters, result]);
        return parameters.Length <= s_actions.Length ? OfFramework(parameters, result) : null;
    }

    /// <summary>The <c>Func</c> or <c>Action</c> of a signature with 0 to 16 parameters.</summary>
    public static Type OfFramework(Type[] parameters, Type result)
    {
        if (result == typeof(void))
            return parameters.Length == 0 ? typeof(Action) : s_actions[parameters.Length - 1].MakeGenericType(parameters);
        return parameters.Length == 0 ? typeof(Func<>).MakeGenericType(result) : s_funcs[parameters.Length - 1].MakeGenericType([.. parameters, result]);
    }
}
