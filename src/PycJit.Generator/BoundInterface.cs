using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pyc.Generator;

/// <summary>Writes a class that implements an interface by the delegates of its methods.</summary>
internal sealed class BoundInterface
{
    private readonly INamedTypeSymbol _type;
    private readonly PassedTypes _types;
    private readonly StringBuilder _fields = new();
    private readonly StringBuilder _members = new();
    private int _count;

    private BoundInterface(INamedTypeSymbol type, PassedTypes types) => (_type, _types) = (type, types);

    /// <summary>Writes the class, and adds the types that it passes.</summary>
    /// <returns>Null where the interface has a member that no module can give, or where other code cannot name it.</returns>
    public static string? Write(INamedTypeSymbol type, string name, PassedTypes types)
    {
        var bound = new BoundInterface(type, types);
        return bound.TryAddMembers() ? bound.Text(name) : null;
    }

    private string Text(string name)
    {
        var text = new StringBuilder();
        text.AppendLine($"    internal sealed class {name} : {PassedTypes.NameOf(_type)}");
        text.AppendLine("    {");
        text.AppendLine("        private readonly global::Pyc.PycInterfaceMethods _methods;");
        text.Append(_fields);
        text.AppendLine();
        text.AppendLine($"        public {name}(global::Pyc.PycInterfaceMethods methods)");
        text.AppendLine("        {");
        text.AppendLine("            _methods = methods;");
        foreach (var line in _assignments)
            text.AppendLine($"            {line}");
        text.AppendLine("        }");
        text.Append(_members);
        text.AppendLine();
        text.AppendLine("        public override string ToString() => _methods.ToString();");
        text.AppendLine("    }");
        return text.ToString();
    }

    private readonly List<string> _assignments = [];

    private bool TryAddMembers()
    {
        foreach (var one in _type.AllInterfaces.Insert(0, _type))
        {
            foreach (var member in one.GetMembers())
            {
                if (!TryAdd(member))
                    return false;
            }
        }
        return true;
    }

    private bool TryAdd(ISymbol member) => member switch
    {
        { IsAbstract: false } => true,
        IPropertySymbol property => IsImplemented(property.GetMethod ?? property.SetMethod!) || TryAddProperty(property),      // it has one of them
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => IsImplemented(method) || TryAddMethod(method),
        IMethodSymbol { AssociatedSymbol: IPropertySymbol } => true,
        ITypeSymbol => true,
        _ => false,
    };

    // By an interface that inherits it.
    private bool IsImplemented(IMethodSymbol method) => _type.AllInterfaces.Insert(0, _type)
        .SelectMany(one => one.GetMembers().OfType<IMethodSymbol>())
        .Any(other => !other.IsAbstract && other.ExplicitInterfaceImplementations.Contains(method, SymbolEqualityComparer.Default));

    private bool TryAddMethod(IMethodSymbol method)
    {
        if (method.IsStatic || method.IsGenericMethod || method.DeclaredAccessibility != Accessibility.Public || !_types.AddSignature(method)
            || method.Parameters.Length > 16)
        {
            return false;
        }
        var parameters = method.Parameters.Select((parameter, i) => $"{RefOf(parameter)}{PassedTypes.DeclarationOf(parameter.Type)} a{i}");
        var arguments = method.Parameters.Select((_, i) => $"a{i}");
        var field = Field(method, DelegateOf(method));
        _members.AppendLine();
        _members.AppendLine(
            $"        {PassedTypes.DeclarationOf(method.ReturnType)} {PassedTypes.DeclarationOf(method.ContainingType)}.{method.Name}({string.Join(", ", parameters)}) =>");
        _members.AppendLine($"            {field}({string.Join(", ", arguments)});");
        return true;
    }

    private bool TryAddProperty(IPropertySymbol property)
    {
        if (property.IsStatic || property.IsIndexer || property.RefKind != RefKind.None || property.DeclaredAccessibility != Accessibility.Public
            || property.SetMethod is { IsInitOnly: true })
        {
            return false;
        }
        var type = PassedTypes.NameOf(property.Type);
        var isFunction = property.Type.TypeKind == TypeKind.Delegate;
        if (isFunction)
            _types.AddDelegate((INamedTypeSymbol)property.Type);
        else
            _types.Add(property.Type);
        _members.AppendLine();
        _members.AppendLine($"        {PassedTypes.DeclarationOf(property.Type)} {PassedTypes.DeclarationOf(property.ContainingType)}.{property.Name}");
        _members.AppendLine("        {");
        if (property.GetMethod is { } get)
            _members.AppendLine(isFunction ? $"            get => {Field(get, type)};" : $"            get => {Field(get, DelegateOf(get))}();");
        if (property.SetMethod is { } set)
            _members.AppendLine($"            set => {Field(set, DelegateOf(set))}(value);");
        _members.AppendLine("        }");
        return true;
    }

    private string Field(IMethodSymbol method, string type)
    {
        var name = $"_{_count++}";
        var types = string.Concat(method.Parameters.Select(parameter => $", typeof({PassedTypes.NameOf(parameter.Type)}){(parameter.RefKind == RefKind.None ? "" : ".MakeByRefType()")}"));
        _fields.AppendLine($"        private readonly {type} {name};");
        _assignments.Add($"{name} = methods.Find<{type}>(typeof({PassedTypes.NameOf(method.ContainingType)}), \"{method.Name}\"{types});");
        return name;
    }

    private static string DelegateOf(IMethodSymbol method)
    {
        var types = method.Parameters.Select(parameter => PassedTypes.NameOf(parameter.Type)).ToList();
        if (!method.ReturnsVoid)
            types.Add(PassedTypes.NameOf(method.ReturnType));
        var name = method.ReturnsVoid ? "global::System.Action" : "global::System.Func";
        return types.Count == 0 ? name : $"{name}<{string.Join(", ", types)}>";
    }

    private static string RefOf(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => "",
    };
}
