using System.Collections.Immutable;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>Finds the C# types of annotations.</summary>
/// <param name="runtime">The module's runtime.</param>
/// <param name="scope">Where names in annotations that are kept as text are looked up.</param>
internal sealed class AnnotatedTypes(PythonRuntime runtime, ModuleScope scope)
{
    // An annotation of a hostile file may hold itself many times over.
    private const int MostParts = 1000;

    private static readonly Type s_rest = typeof(Rest);
    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    private int _parts;

    /// <summary>The C# type; <c>void</c> for None, null where there is none.</summary>
    public Type? Of(PyValue annotation)
    {
        _parts = 0;
        return Find(annotation) is { } type && type != s_rest ? type : null;
    }

    /// <summary>The type of something in brackets behind a name, or of the name alone.</summary>
    /// <param name="head">What the name stands for.</param>
    /// <param name="arguments">What is in the brackets; null where there are none.</param>
    internal Type? Apply(PyValue head, Type?[]? arguments)
    {
        if (arguments?.Contains(null) == true)
            return null;
        var name = head.Object switch
        {
            TypingObject typing => typing.Name.ToUpperInvariant(),
            PyType type when ReferenceEquals(type, PyTypes.Tuple) => "TUPLE",
            PyType type when ReferenceEquals(type, PyTypes.List) => "LIST",
            _ => null,
        };
        if (name is null)
            return arguments is null ? OfClass(head) : null;
        var parts = Array.ConvertAll(arguments ?? [], type => type!);       // none is null, as has been looked
        return (name, parts) switch
        {
            ("ANY", []) => typeof(object),
            ("TUPLE", []) => arguments is null ? typeof(ImmutableArray<object>) : typeof(ValueTuple),
            ("TUPLE", [var item, var rest]) when rest == s_rest => ClosedTypes.Of(typeof(ImmutableArray<>), Item(item)),
            ("TUPLE", { Length: <= 7 }) when !parts.Contains(s_rest) => ClosedTypes.Of(s_tuples[parts.Length - 1], Array.ConvertAll(parts, Item)),
            ("LIST", []) => typeof(List<object>),
            ("LIST", [var item]) => ClosedTypes.ListOf(Item(item)),
            ("SEQUENCE", [var item]) => ClosedTypes.Of(typeof(IReadOnlyList<>), Item(item)),
            ("OPTIONAL", [var item]) => Union([item, typeof(void)]),
            ("UNION", _) => Union(parts),
            ("FINAL", [var item]) => item,
            _ => null,
        };
    }

    /// <summary>What a name in an annotation stands for; nothing where that is not known.</summary>
    internal PyValue Lookup(string name) => scope.FindAsBound(name);

    /// <summary>What an attribute of it stands for.</summary>
    internal PyValue Attribute(PyValue value, string name) =>
        value.Object is PyModule module && module.TryGetAttribute(runtime, name, out var attribute) ? attribute : PyValue.Unbound;

    /// <summary>The type of <c>a | b</c>.</summary>
    internal static Type? Union(Type?[] members)
    {
        if (members.Contains(null) || members.Contains(s_rest))
            return null;
        var others = members.Where(member => member != typeof(void)).Distinct().ToList();
        if (others.Contains(typeof(object)))
            return typeof(object);
        return (others.Count, others.Count < members.Distinct().Count()) switch
        {
            (0, true) => typeof(void),
            (1, false) => others[0],
            (1, true) => others[0] is { IsValueType: true } value && Nullable.GetUnderlyingType(value) is null
                ? ClosedTypes.Of(typeof(Nullable<>), value)
                : others[0],
            _ => null,
        };
    }

    /// <summary>The type that stands for <c>...</c> in brackets.</summary>
    internal static Type Ellipsis => s_rest;

    private Type? Find(PyValue annotation)
    {
        if (++_parts > MostParts)
            return null;
        return annotation.Object switch
        {
            null => annotation.IsNone ? typeof(void) : null,
            PyStr text => new AnnotationParser(this, text.Value).Parse(),
            PySingleton singleton when ReferenceEquals(singleton, PySingleton.Ellipsis) => s_rest,
            PyGenericAlias alias => Apply(alias.Origin, Arguments(alias.Argument)),
            PyUnion union => Union([.. union.Members.Select(Find)]),
            TypingObject typing => Apply(typing, typing.Argument.IsUnbound ? null : Arguments(typing.Argument)),
            _ => Apply(annotation, null),
        };
    }

    private Type?[] Arguments(PyValue argument) =>
        argument.As<PyTuple>() is { } tuple ? Array.ConvertAll(tuple.Items.ToArray(), Find) : [Find(argument)];

    private static Type? OfClass(PyValue value) => value.Object is not PyType type ? value.IsNone ? typeof(void) : null
        : ReferenceEquals(type, PyTypes.Int) ? typeof(long)
        : ReferenceEquals(type, PyTypes.Float) ? typeof(double)
        : ReferenceEquals(type, PyTypes.Bool) ? typeof(bool)
        : ReferenceEquals(type, PyTypes.Str) ? typeof(string)
        : ReferenceEquals(type, PyTypes.NoneType) ? typeof(void)
        : ReferenceEquals(type, PyTypes.Object) ? typeof(object)
        : null;

    private static Type Item(Type type) => type == typeof(void) ? typeof(object) : type;        // C# has no values of type void

    private static class Rest;
}
