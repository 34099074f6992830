using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>Types as C# programmers write them: <c>Func&lt;long, (int?, double)></c>.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(bool)] = "bool",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
        [typeof(BigInteger)] = "BigInteger",
    };

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!);      // a by-ref type has an element type
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";     // so has an array
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (!type.IsGenericType)
            return type.Name;
        if (ItemsOf(type).ToList() is { Count: > 1 } items)
            return $"({string.Join(", ", items.Select(Of))})";
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    private static IEnumerable<Type> ItemsOf(Type type)
    {
        const int BeforeRest = 7;
        if (!type.IsValueType || !typeof(ITuple).IsAssignableFrom(type))
            return [];
        var items = type.GetGenericArguments();
        return items.Length > BeforeRest ? items.Take(BeforeRest).Concat(ItemsOf(items[BeforeRest])) : items;
    }

    /// <summary>The Func or Action with these parameters and result.</summary>
    public static string OfDelegate(IEnumerable<Type> parameters, Type result) => result == typeof(void)
        ? parameters.Any() ? $"Action<{string.Join(", ", parameters.Select(Of))}>" : "Action"
        : $"Func<{string.Join(", ", parameters.Append(result).Select(Of))}>";
}
