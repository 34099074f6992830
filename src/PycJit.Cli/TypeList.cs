using System.Numerics;

namespace Pyc.Cli;

/// <summary>Reads C# types as they are written: <c>long, double[], Span&lt;float></c>.</summary>
internal static class TypeList
{
    private static readonly Dictionary<string, Type> s_types = new()
    {
        ["sbyte"] = typeof(sbyte),
        ["byte"] = typeof(byte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["bool"] = typeof(bool),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["Half"] = typeof(Half),
        ["BigInteger"] = typeof(BigInteger),
    };

    private static readonly Dictionary<string, Type> s_generic = new()
    {
        ["Span"] = typeof(Span<>),
        ["ReadOnlySpan"] = typeof(ReadOnlySpan<>),
        ["Memory"] = typeof(Memory<>),
        ["ReadOnlyMemory"] = typeof(ReadOnlyMemory<>),
        ["List"] = typeof(List<>),
    };

    /// <summary>The types.</summary>
    /// <exception cref="CommandException">One of them is none that native code takes.</exception>
    public static Type[] Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        return Split(text.Replace(" ", "", StringComparison.Ordinal))
            .Select(word => TypeOf(word) is { } type && Binding.Passers.AreNative(type)
                ? type
                : throw new CommandException(
                    ExitCode.Usage,
                    $"'{word}' in --types is no type that native code takes: {string.Join(", ", s_types.Keys)}, "
                    + "these with ?, and double[], double[,], double[][], Span<double>, ReadOnlySpan<double>, Memory<double>, ReadOnlyMemory<double> and "
                    + "List<double> of such a type are"))
            .ToArray();
    }

    /// <summary>The parts between commas; one in brackets is none between types.</summary>
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '[' or '<' ? 1 : text[i] is ']' or '>' ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            words.Add(text[start..i]);
            start = i + 1;
        }
        words.Add(text[start..]);
        return words;
    }

    private static Type? TypeOf(string word)
    {
        if (s_types.TryGetValue(word, out var type))
            return type;
        if (word.EndsWith("[][]", StringComparison.Ordinal))
            return s_types.GetValueOrDefault(word[..^4])?.MakeArrayType().MakeArrayType();
        if (word.EndsWith("[]", StringComparison.Ordinal))
            return s_types.GetValueOrDefault(word[..^2])?.MakeArrayType();
        if (word.EndsWith("[,]", StringComparison.Ordinal))
            return s_types.GetValueOrDefault(word[..^3])?.MakeArrayType(2);
        if (word.EndsWith('?'))
            return s_types.GetValueOrDefault(word[..^1]) is { } value ? typeof(Nullable<>).MakeGenericType(value) : null;
        var start = word.IndexOf('<', StringComparison.Ordinal);
        return start > 0 && word.EndsWith('>') && s_generic.TryGetValue(word[..start], out var generic)
            && s_types.TryGetValue(word[(start + 1)..^1], out var item)
            ? generic.MakeGenericType(item)
            : null;
    }
}
