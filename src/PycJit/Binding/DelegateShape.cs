using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pyc.Binding;

/// <summary>The signature of a delegate type.</summary>
/// <param name="Type">The delegate type.</param>
/// <param name="Parameters">Types of its parameters.</param>
/// <param name="Result">Its result; <c>void</c> for none.</param>
internal sealed record DelegateShape(Type Type, Type[] Parameters, Type Result)
{
    /// <summary>The most parameters that a delegate can have: as many as <c>Func</c> and <c>Action</c>.</summary>
    public const int MaximumParameters = 16;

    /// <summary>
    /// Names of the last arguments, as Python takes them; null where the delegate has none, and arguments go to parameters by their order.
    /// </summary>
    public string[]? Names { get; init; }

    /// <summary>The method of an interface that calls the delegate; null where a caller holds it.</summary>
    public MethodInfo? Method { get; init; }

    /// <summary>What passes the arguments, for messages.</summary>
    public string Caller => Method is null ? "the delegate" : "the method";

    /// <summary>A signature that fits the function, for messages: a delegate type, or a method where it is one.</summary>
    public string Suggest(PycFunction function, Type[] parameters, Type result) => Method is null
        ? TypeNames.OfDelegate(parameters, result)
        : $"{TypeNames.Of(result)} {Method.Name}({string.Join(", ", parameters.Zip(function.Parameters, (type, name) => $"{TypeNames.Of(type)} {name}"))})";

    /// <summary>The signature of a delegate type.</summary>
    /// <exception cref="ArgumentException">It is <see cref="Delegate"/> itself.</exception>
    public static DelegateShape Of<TDelegate>()
        where TDelegate : Delegate => InvokeOf(typeof(TDelegate)) is null
            ? throw new ArgumentException($"{TypeNames.Of(typeof(TDelegate))} is no particular delegate type.", nameof(TDelegate))
            : Of(typeof(TDelegate));

    /// <summary>The signature of a particular delegate type.</summary>
    public static DelegateShape Of(Type type)
    {
        var invoke = InvokeOf(type)!;                           // a particular delegate type has it
        return new DelegateShape(type, [.. invoke.GetParameters().Select(parameter => parameter.ParameterType)], invoke.ReturnType);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Trimming keeps the method Invoke of every delegate type; System.Linq.Expressions relies on it in the same way.")]
    internal static MethodInfo? InvokeOf(Type type) => type.GetMethod("Invoke");
}
