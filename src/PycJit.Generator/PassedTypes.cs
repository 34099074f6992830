using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Pyc.Generator;

/// <summary>What has to be said of the types that delegates pass: calls of <c>PycBindings</c>.</summary>
/// <remarks>Types that Python values cannot be of are passed over: the call that names them says so when it runs.</remarks>
internal sealed class PassedTypes
{
    // As many as Func and Action.
    private const int MostParameters = 16;
    private const string Discarded = "global::Pyc.Binding.Discarded";

    private static readonly SymbolDisplayFormat s_format =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private readonly SortedSet<string> _calls = [];

    /// <summary>The calls, in an order that does not change.</summary>
    public IEnumerable<string> Calls => _calls;

    /// <summary>Adds a delegate type.</summary>
    public void AddDelegate(INamedTypeSymbol type)
    {
        if (type.DelegateInvokeMethod is { } invoke)
            AddSignature(invoke);
    }

    /// <summary>Adds the signature of a method.</summary>
    /// <returns>Whether a delegate can pass its arguments, if Python can take them.</returns>
    public bool AddSignature(IMethodSymbol method)
    {
        var parameters = method.Parameters.Skip(TakesContext(method) ? 1 : 0).ToList();
        if (parameters.Count > MostParameters || method.RefKind != RefKind.None || !IsPassed(method.ReturnType)
            || parameters.Any(parameter => parameter.RefKind != RefKind.None || !IsPassed(parameter.Type)))
        {
            return false;
        }
        foreach (var parameter in parameters)
            Add(parameter.Type);
        if (!method.ReturnsVoid)
            Add(method.ReturnType);
        var types = parameters.Select(parameter => NameOf(parameter.Type)).Append(method.ReturnsVoid ? Discarded : NameOf(method.ReturnType));
        var kind = parameters.All(parameter => IsNumber(parameter.Type)) ? "AddNumbers" : "AddAny";
        _calls.Add($"{kind}<{string.Join(", ", types)}>()");
        return true;
    }

    /// <summary>Adds the type of a value, if it is made of others.</summary>
    public void Add(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { IsSZArray: true } array when !IsElement(array.ElementType) && !IsRow(array.ElementType):
                Add("AddArray", [array.ElementType]);
                break;
            case INamedTypeSymbol { IsGenericType: true } generic when MethodFor(generic) is { } method:
                Add(method, generic.TypeArguments);
                break;
        }
    }

    /// <summary>Whether the first parameter of a method is a <c>PyCallContext</c>.</summary>
    public static bool TakesContext(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault() is { RefKind: not (RefKind.Ref or RefKind.Out) } first && NameOf(first.Type) == "global::Pyc.PyCallContext";

    /// <summary>A type as generated code names it. Names of a tuple's items are none of its type.</summary>
    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(s_format);

    /// <summary>A type as a member of an interface has it, which has to be implemented with the names of items.</summary>
    public static string DeclarationOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private void Add(string method, IReadOnlyList<ITypeSymbol> parts)
    {
        if (!parts.All(IsPassed))
            return;
        foreach (var part in parts)
            Add(part);
        _calls.Add($"{method}<{string.Join(", ", parts.Select(NameOf))}>()");
    }

    // What is known without being said has no method.
    private static string? MethodFor(INamedTypeSymbol type)
    {
        var part = type.TypeArguments[0];
        return type.OriginalDefinition.ToDisplayString() switch
        {
            "System.Nullable<T>" or "T?" => IsScalar(part) ? null : "AddNullable",
            "System.Collections.Generic.List<T>" => IsElement(part) ? null : "AddList",
            "System.Memory<T>" => IsElement(part) ? null : "AddMemory",
            "System.ReadOnlyMemory<T>" => IsElement(part) ? null : "AddReadOnlyMemory",
            "System.Collections.Generic.IReadOnlyList<T>" => "AddReadOnlyList",
            "System.Collections.Immutable.ImmutableArray<T>" => "AddImmutableArray",
            _ => type is { Name: "ValueTuple", ContainingNamespace.Name: "System" } ? "AddTuple" : null,
        };
    }

    // Generated code can name it, and what is a type argument is no pointer and nothing that lies on the stack, but for the spans.
    private static bool IsPassed(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPassed(array.ElementType),
        INamedTypeSymbol named => (!named.IsRefLikeType || named.Name is "Span" or "ReadOnlySpan")
            && IsVisible(named) && named.TypeArguments.All(IsPassed),
        _ => false,
    };

    private static bool IsVisible(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.ContainingType)
        {
            if (one.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || one.IsFileLocal)
                return false;
        }
        return true;
    }

    private static bool IsNumber(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? IsNumber(nullable.TypeArguments[0])
            : IsElement(type) || NameOf(type) is "global::System.Numerics.BigInteger" or "global::System.Half";

    private static bool IsScalar(ITypeSymbol type) => IsNumber(type)
        || type.SpecialType is SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || NameOf(type) is "global::System.Int128" or "global::System.UInt128";

    private static bool IsRow(ITypeSymbol type) => type is IArrayTypeSymbol { IsSZArray: true } row && IsElement(row.ElementType);

    private static bool IsElement(ITypeSymbol type) => type.SpecialType is SpecialType.System_SByte or SpecialType.System_Byte
        or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Boolean;
}
