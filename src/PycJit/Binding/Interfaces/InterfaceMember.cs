using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pyc.Binding;

/// <summary>A member that an implementation of an interface has to have.</summary>
/// <param name="Declaration">The method, property or event.</param>
/// <param name="Text">How C# declares it.</param>
/// <param name="Methods">What is to be implemented: the method, or the accessors.</param>
/// <param name="Refusal">Why Python cannot give it, a sentence; null where its kind is no obstacle.</param>
internal sealed record InterfaceMember(MemberInfo Declaration, string Text, ImmutableArray<MethodInfo> Methods, string? Refusal)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The Python name that the member asks for; null where its own says it.</summary>
    public string? PythonName => Declaration.GetCustomAttribute<PythonNameAttribute>()?.Name;

    /// <summary>The members of an interface and of those that it inherits; <see cref="IDisposable"/> aside, and what has a body.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What is asked for is all of the interface; that keeps the members of those that it inherits.")]
    public static IReadOnlyList<InterfaceMember> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type type)
    {
        var members = new List<InterfaceMember>();
        foreach (var one in type.GetInterfaces().Prepend(type))
        {
            if (one == typeof(IDisposable))
                continue;
            var prefix = one == type ? "" : TypeNames.Of(one) + ".";
            var accessors = new HashSet<MethodInfo>();
            foreach (var property in one.GetProperties(Declared))
                Add(property, OfProperty(property, prefix), property.GetAccessors(nonPublic: true), RefusalOf(property));
            foreach (var declared in one.GetEvents(Declared))
                Add(declared, $"event {TypeNames.Of(declared.EventHandlerType!)} {prefix}{declared.Name}", [declared.AddMethod!, declared.RemoveMethod!], "modules have no events.");   // an event has both
            foreach (var method in one.GetMethods(Declared).Where(method => !accessors.Contains(method)))
                Add(method, OfMethod(method, prefix), [method], RefusalOf(method));

            void Add(MemberInfo member, string text, MethodInfo[] methods, string? refusal)
            {
                accessors.UnionWith(methods);
                ImmutableArray<MethodInfo> missing = [.. methods.Where(method => method.IsAbstract && !HasBody(type, method))];
                if (missing.IsEmpty)
                    return;
                if (missing.Any(method => method.IsStatic))
                    refusal = "it is static, and a module is an object.";
                else if (missing.Any(method => !method.IsPublic))
                    refusal = "it is not public.";
                members.Add(new InterfaceMember(member, text, missing, refusal));
            }
        }
        return members;
    }

    private static string? RefusalOf(PropertyInfo property)
    {
        if (property.GetIndexParameters().Length > 0)
            return "modules have no indexers.";
        if (property.PropertyType.IsByRef)
            return "C# can have no reference to a value of Python's.";
        return property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0
            ? "nothing can be set while an object is made here. Write set in the place of init."
            : null;
    }

    private static string? RefusalOf(MethodInfo method)
    {
        if (method.IsGenericMethod)
            return "it is generic, and nobody says for which types it is to be bound. Make the interface generic.";
        var parameters = method.GetParameters()[(DelegateShape.ContextOf(method) == ContextParameter.None ? 0 : 1)..];
        if (method.ReturnType.IsByRef || parameters.Any(parameter => parameter.ParameterType.IsByRef))
            return "Python knows no ref, in and out. Return several values as a tuple.";
        return parameters.Length > DelegateShape.MaximumParameters
            ? $"it has {parameters.Length} parameters, and {DelegateShape.MaximumParameters} can be passed."
            : null;
    }

    private static string OfMethod(MethodInfo method, string prefix)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(parameter => $"{TypeNames.Of(parameter.ParameterType)} {parameter.Name}"));
        var types = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        return $"{TypeNames.Of(method.ReturnType)} {prefix}{method.Name}{types}({parameters})";
    }

    private static string OfProperty(PropertyInfo property, string prefix)
    {
        var accessors = $"{(property.CanRead ? "get; " : "")}{(property.CanWrite ? "set; " : "")}";
        return $"{TypeNames.Of(property.PropertyType)} {prefix}{property.Name} {{ {accessors}}}";
    }

    /// <summary>Whether an interface that inherits the method's implements it.</summary>
    /// <remarks>Reflection has no map of that for interfaces; compilers name such a method <c>Namespace.IBase.Method</c>.</remarks>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "As for Of, whose interfaces these are.")]
    private static bool HasBody([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type type, MethodInfo method)
    {
        var owner = method.DeclaringType!;                      // an interface declares it
        var ending = $"{owner.Name.Split('`')[0]}.{method.Name}";
        return type.GetInterfaces().Prepend(type)
            .Where(one => one != owner && owner.IsAssignableFrom(one))
            .SelectMany(one => one.GetMethods(Declared))
            .Any(body => !body.IsAbstract && !body.IsPublic && WithoutArguments(body.Name) is var name
                && (name == ending || name.EndsWith("." + ending, StringComparison.Ordinal))
                && body.ReturnType == method.ReturnType
                && body.GetParameters().Select(parameter => parameter.ParameterType)
                    .SequenceEqual(method.GetParameters().Select(parameter => parameter.ParameterType)));
    }

    private static string WithoutArguments(string name)
    {
        var (start, end) = (name.IndexOf('<', StringComparison.Ordinal), name.LastIndexOf('>'));
        return start >= 0 && end > start ? name[..start] + name[(end + 1)..] : name;
    }
}
