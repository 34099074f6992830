namespace Pyc;

/// <summary>The classes of delegates whose calls have limits.</summary>
internal static class LimitedCalls
{
    /// <summary>That of n parameters and a result, in the place n.</summary>
    public static Type[] Funcs { get; } =
    [
        typeof(LimitedFunc<>), typeof(LimitedFunc<,>), typeof(LimitedFunc<,,>), typeof(LimitedFunc<,,,>), typeof(LimitedFunc<,,,,>),
        typeof(LimitedFunc<,,,,,>), typeof(LimitedFunc<,,,,,,>), typeof(LimitedFunc<,,,,,,,>), typeof(LimitedFunc<,,,,,,,,>),
        typeof(LimitedFunc<,,,,,,,,,>), typeof(LimitedFunc<,,,,,,,,,,>), typeof(LimitedFunc<,,,,,,,,,,,>),
        typeof(LimitedFunc<,,,,,,,,,,,,>), typeof(LimitedFunc<,,,,,,,,,,,,,>), typeof(LimitedFunc<,,,,,,,,,,,,,,>),
        typeof(LimitedFunc<,,,,,,,,,,,,,,,>), typeof(LimitedFunc<,,,,,,,,,,,,,,,,>),
    ];

    /// <summary>That of n parameters without a result, in the place n.</summary>
    public static Type[] Actions { get; } =
    [
        typeof(LimitedAction), typeof(LimitedAction<>), typeof(LimitedAction<,>), typeof(LimitedAction<,,>), typeof(LimitedAction<,,,>),
        typeof(LimitedAction<,,,,>), typeof(LimitedAction<,,,,,>), typeof(LimitedAction<,,,,,,>), typeof(LimitedAction<,,,,,,,>),
        typeof(LimitedAction<,,,,,,,,>), typeof(LimitedAction<,,,,,,,,,>), typeof(LimitedAction<,,,,,,,,,,>),
        typeof(LimitedAction<,,,,,,,,,,,>), typeof(LimitedAction<,,,,,,,,,,,,>), typeof(LimitedAction<,,,,,,,,,,,,,>),
        typeof(LimitedAction<,,,,,,,,,,,,,,>), typeof(LimitedAction<,,,,,,,,,,,,,,,>),
    ];
}
