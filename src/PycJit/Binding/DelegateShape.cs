using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pyc.Binding;

/// <summary>The signature of a delegate type.</summary>
/// <param name="Type">The delegate type.</param>
/// <param name="Parameters">Types of its parameters, but for a <see cref="PyCallContext"/>.</param>
/// <param name="Result">Its result; <c>void</c> for none.</param>
internal sealed record DelegateShape(Type Type, Type[] Parameters, Type Result)
{
    /// <summary>The most parameters that a delegate can have: as many as <c>Func</c> and <c>Action</c>.</summary>
    public const int MaximumParameters = 16;

    /// <summary>
    /// Names of the last arguments, as Python takes them; null where the delegate has none, and arguments go to parameters by their order.
    /// </summary>
    public string[]? Names { get; init; }

    /// <summary>Whether a <see cref="PyCallContext"/> is its first parameter.</summary>
    public ContextParameter Context { get; init; }

    /// <summary>What is made to be called: the delegate type itself, or one without a context that is called within limits.</summary>
    public Type CalledType { get; init; } = Type;

    /// <summary>The method of an interface that calls the delegate; null where a caller holds it.</summary>
    public MethodInfo? Method { get; init; }

    /// <summary>What passes the arguments, for messages.</summary>
    public string Caller => Method is null ? "the delegate" : "the method";

    /// <summary>A signature that fits the function, for messages: a delegate type, or a method where it is one.</summary>
    public string Suggest(PycFunction function, Type[] parameters, Type result)
    {
        if (Method is null)
            return TypeNames.OfDelegate(Context == ContextParameter.None ? parameters : parameters.Prepend(typeof(PyCallContext)), result);
        var passed = parameters.Zip(function.Parameters, (type, name) => $"{TypeNames.Of(type)} {name}");
        if (Context != ContextParameter.None)
            passed = passed.Prepend($"in {nameof(PyCallContext)} context");
        return $"{TypeNames.Of(result)} {Method.Name}({string.Join(", ", passed)})";
    }

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
        var context = ContextOf(invoke);
        var parameters = invoke.GetParameters().Select(parameter => parameter.ParameterType).Skip(context == ContextParameter.None ? 0 : 1);
        return new DelegateShape(type, [.. parameters], invoke.ReturnType) { Context = context };
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Trimming keeps the method Invoke of every delegate type; System.Linq.Expressions relies on it in the same way.")]
    internal static MethodInfo? InvokeOf(Type type) => type.GetMethod("Invoke");

    /// <summary>How a method takes a <see cref="PyCallContext"/>.</summary>
    public static ContextParameter ContextOf(MethodInfo method)
    {
        if (method.GetParameters() is not [var first, ..])
            return ContextParameter.None;
        if (first.ParameterType == typeof(PyCallContext))
            return ContextParameter.ByValue;
        // in and ref readonly: what out means, no caller can say before the call.
        return first is { ParameterType.IsByRef: true, IsOut: false } && first.ParameterType.GetElementType() == typeof(PyCallContext)
            ? ContextParameter.ByReference
            : ContextParameter.None;
    }
}

/// <summary>How a delegate or a method takes a <see cref="PyCallContext"/>.</summary>
internal enum ContextParameter
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As its first parameter.</summary>
    ByValue,

    /// <summary>Likewise, as <c>in</c> or <c>ref readonly</c>.</summary>
    ByReference,
}
