using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Pyc.Loader;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>The functions of fixtures/diagnostics: each is refused with the code that stands on one of its lines.</summary>
internal static partial class DiagnosticFixtures
{
    private static readonly Dictionary<string, Type> s_types = new()
    {
        ["long"] = typeof(long),
        ["double"] = typeof(double),
        ["long[]"] = typeof(long[]),
        ["double[]"] = typeof(double[]),
        ["double[,]"] = typeof(double[,]),
        ["List<double>"] = typeof(List<double>),
        ["List<int>"] = typeof(List<int>),
        ["ReadOnlyMemory<double>"] = typeof(ReadOnlyMemory<double>),
    };

    /// <summary>All that is refused when it is compiled, in the files of all versions.</summary>
    public static ImmutableArray<RefusedFunction> Functions { get; } = [.. Sources().SelectMany(FunctionsOf)];

    /// <summary>The CPythons that have compiled the sources.</summary>
    public static IReadOnlyList<string> Versions { get; } =
        [.. Directory.GetDirectories(Repository.PathTo("fixtures", "diagnostics", "pyc")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse)];

    /// <summary>Path of a compiled source, which may not exist.</summary>
    public static string Pyc(string source, string version) => Repository.PathTo("fixtures", "diagnostics", "pyc", version, source + ".pyc");

    private static IEnumerable<string> Sources() => Directory.GetFiles(Repository.PathTo("fixtures", "diagnostics", "src"), "*.py").Order();

    private static IEnumerable<RefusedFunction> FunctionsOf(string path)
    {
        var lines = File.ReadAllLines(path);
        var types = new Dictionary<string, ImmutableArray<Type>>();
        var function = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (Definition().Match(lines[i]) is { Success: true } definition)
            {
                function = definition.Groups["name"].Value;
                types[function] = TypesOf(definition);
            }
            if (Mark().Match(lines[i]) is { Success: true } mark)
            {
                var name = mark.Groups["function"] is { Success: true } named ? named.Value : function;
                yield return new RefusedFunction(
                    Path.GetFileNameWithoutExtension(path), name, mark.Groups["code"].Value, i + 1, () => types[name], lines);
            }
        }
    }

    private static ImmutableArray<Type> TypesOf(Match definition) => definition.Groups["types"] is { Success: true } given
        ? [.. Commas().Split(given.Value).Select(name => s_types[name])]
        : [.. Enumerable.Repeat(typeof(long), definition.Groups["parameters"].Value is { Length: > 0 } names ? names.Split(", ").Count(IsPassed) : 0)];

    private static bool IsPassed(string parameter) => !parameter.StartsWith("**", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:async )?def (?<name>\w+)\((?<parameters>[^)]*)\):(?:.*# \((?<types>.*)\))?")]
    private static partial Regex Definition();

    [GeneratedRegex(@"# (?<code>PYJ\d{4})(?: (?<function>\w+))?")]
    private static partial Regex Mark();

    // Not those within brackets.
    [GeneratedRegex(@", (?![^<\[]*[>\]])")]
    private static partial Regex Commas();
}

/// <summary>A function that is refused.</summary>
/// <param name="Source">Name of its source file, without its ending.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">The code that it is refused with.</param>
/// <param name="Line">The line that is refused.</param>
/// <param name="Types">Types of its parameters.</param>
/// <param name="SourceLines">The source.</param>
internal sealed record RefusedFunction(string Source, string Name, string Code, int Line, Func<ImmutableArray<Type>> Types, string[] SourceLines)
{
    /// <summary>What a version says about it; null where it is compiled.</summary>
    public Diagnostic? Refuse(PycModule module)
    {
        try
        {
            module[Name].Compile([.. Types()]);
            return null;
        }
        catch (PycJitException exception) when (exception is IDiagnosed)
        {
            return ((IDiagnosed)exception).Diagnostic;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}.py:{Line} {Name}");
}
