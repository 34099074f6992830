namespace Pyc.Binding;

/// <summary>The signature of a delegate type.</summary>
/// <param name="Type">The delegate type.</param>
/// <param name="Parameters">Types of its parameters.</param>
/// <param name="Result">Its result; <c>void</c> for none.</param>
internal sealed record DelegateShape(Type Type, Type[] Parameters, Type Result)
{
    /// <summary>The most parameters that a delegate can have: as many as <c>Func</c> and <c>Action</c>.</summary>
    public const int MaximumParameters = 16;

    /// <summary>The signature of a delegate type.</summary>
    /// <exception cref="ArgumentException">It is <see cref="Delegate"/> itself.</exception>
    public static DelegateShape Of<TDelegate>()
        where TDelegate : Delegate
    {
        var type = typeof(TDelegate);
        var invoke = type.GetMethod("Invoke")
            ?? throw new ArgumentException($"{TypeNames.Of(type)} is no particular delegate type.", nameof(TDelegate));
        return new DelegateShape(type, [.. invoke.GetParameters().Select(parameter => parameter.ParameterType)], invoke.ReturnType);
    }
}
