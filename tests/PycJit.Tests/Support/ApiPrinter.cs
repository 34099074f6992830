using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pyc.Tests.Support;

/// <summary>Prints the public API of an assembly, a member a line, in an order that does not depend on the sources.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder($"# {assembly.GetName().Name}\n");
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append($"{KindOf(type)} {NameOf(type)}{BasesOf(type)}\n");
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                text.Append($"    {member}\n");
        }
        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        if (type.IsSubclassOf(typeof(Delegate)))
            return [Describe(type.GetMethod("Invoke")!)];       // a delegate type has it
        return type.GetMembers(Declared).Where(IsWritten).Select(Describe);
    }

    // Compilers write the rest: accessors, and what records bring along.
    private static bool IsWritten(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        MethodInfo method => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ConstructorInfo constructor => IsVisible(constructor),
        EventInfo or Type => false,
        _ => true,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Describe(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{Modifiers(property.GetAccessors(true).First(IsVisible))}{NameOf(property.PropertyType)} {property.Name}"
            + (property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index)}]" : "")
            + $" {{{string.Concat(property.GetAccessors(true).Where(IsVisible).Select(Accessor))} }}",
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}"
            + (field.IsLiteral ? $" = {field.GetRawConstantValue()}" : ""),
        ConstructorInfo constructor => $"{(constructor.IsPublic ? "" : "protected ")}new({Parameters(constructor.GetParameters())})",
        MethodInfo method => $"{Modifiers(method)}{NameOf(method.ReturnType)} {method.Name}"
            + (method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "")
            + $"({Parameters(method.GetParameters())})",
        _ => member.ToString()!,        // no member prints as null
    };

    private static string Accessor(MethodInfo accessor) => accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? " get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "") + (method.IsAbstract ? "abstract " : "");

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{NameOf(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")));

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string BasesOf(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
            return "";
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Add(NameOf(parent));
        bases.AddRange(type.GetInterfaces().Where(one => one.IsPublic).Select(NameOf).Order(StringComparer.Ordinal));
        return bases.Count > 0 ? " : " + string.Join(", ", bases) : "";
    }

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return "ref " + NameOf(type.GetElementType()!);     // a by-ref type has an element type
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";       // so has an array
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.Namespace is "System" or "System.Collections.Generic" or "System.Collections.Immutable" ? type.Name : type.FullName ?? type.Name;
        name = name.Split('[')[0];
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }
}
