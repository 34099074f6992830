using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>What fixtures/diagnostics has that is refused, each with the code that stands on one of its lines.</summary>
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

    /// <summary>All of it, in the order of the files.</summary>
    public static ImmutableArray<RefusedName> All { get; } =
        [.. Directory.GetFiles(Repository.PathTo("fixtures", "diagnostics", "src"), "*.py").Order(StringComparer.Ordinal).SelectMany(NamesOf)];

    /// <summary>The CPythons that have compiled the sources, the oldest first.</summary>
    public static IReadOnlyList<string> Versions { get; } =
        [.. Directory.GetDirectories(Repository.PathTo("fixtures", "diagnostics", "pyc")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse)];

    /// <summary>Path of a compiled source, which may not exist.</summary>
    public static string Pyc(string source, string version) => Repository.PathTo("fixtures", "diagnostics", "pyc", version, source + ".pyc");

    /// <summary>The types of the parameters of a function of a source.</summary>
    public static ImmutableArray<Type> TypesOf(string source, string function) =>
        File.ReadLines(Repository.PathTo("fixtures", "diagnostics", "src", source + ".py"))
            .Select(line => Definition().Match(line)).Where(match => match.Success && match.Groups["name"].Value == function).Select(TypesOf).Single();

    private static IEnumerable<RefusedName> NamesOf(string path)
    {
        var source = new ExampleSource(File.ReadAllLines(path));
        var types = new Dictionary<string, ImmutableArray<Type>>();
        var function = "";
        for (var i = 0; i < source.Lines.Count; i++)
        {
            if (Definition().Match(source.Lines[i]) is { Success: true } definition)
            {
                function = definition.Groups["name"].Value;
                types[function] = TypesOf(definition);
            }
            if (Mark().Match(source.Lines[i]) is { Success: true } mark)
            {
                var name = mark.Groups["name"] is { Success: true } named ? named.Value : function;
                yield return new RefusedName(
                    Path.GetFileNameWithoutExtension(path), name, mark.Groups["code"].Value, i + 1, WhenOf(mark.Groups["when"].Value),
                    () => types.GetValueOrDefault(name, []), source);
            }
        }
    }

    private static ImmutableArray<Type> TypesOf(Match definition) => definition.Groups["types"] is { Success: true } given
        ? [.. Commas().Split(given.Value).Select(name => s_types[name])]
        : [.. Enumerable.Repeat(typeof(long), definition.Groups["parameters"].Value is { Length: > 0 } names ? names.Split(", ").Count(IsPassed) : 0)];

    private static RefusedWhen WhenOf(string mark) => mark switch
    {
        "" => RefusedWhen.ItIsCompiled,
        " when it runs" => RefusedWhen.ItRuns,
        " when all is compiled" => RefusedWhen.AllIsCompiled,
        _ => throw new InvalidDataException($"A mark says '{mark}'."),
    };

    private static bool IsPassed(string parameter) => !parameter.StartsWith("**", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:async )?def (?<name>\w+)\((?<parameters>[^)]*)\):(?:.*# \((?<types>.*)\))?")]
    private static partial Regex Definition();

    [GeneratedRegex(@"# (?<code>PYJ\d{4})(?<when> when [a-z ]+ (?:runs|compiled))?(?: (?<name>\w+))?$")]
    private static partial Regex Mark();

    // Not those within brackets.
    [GeneratedRegex(@", (?![^<\[]*[>\]])")]
    private static partial Regex Commas();
}

/// <summary>When something is refused.</summary>
internal enum RefusedWhen
{
    /// <summary>When the function is compiled.</summary>
    ItIsCompiled,

    /// <summary>When the function runs in the interpreter.</summary>
    ItRuns,

    /// <summary>When all functions of the file are compiled, those that have no name too.</summary>
    AllIsCompiled,
}

/// <summary>A name of a module that is refused: a function when it is compiled or run, or what is no function.</summary>
/// <param name="Source">Name of its source file, without its ending.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">The code that it is refused with.</param>
/// <param name="Line">The line that is refused.</param>
/// <param name="When">When it is refused.</param>
/// <param name="Types">Types of its parameters.</param>
/// <param name="Text">The source.</param>
internal sealed record RefusedName(
    string Source, string Name, string Code, int Line, RefusedWhen When, Func<ImmutableArray<Type>> Types, ExampleSource Text)
{
    /// <summary>What is said about it; null where it is not refused.</summary>
    public Diagnostic? Refuse(RefusingFile file) => When switch
    {
        RefusedWhen.AllIsCompiled => file.Compiled.Where(function => function.Line == Line).Select(function => function.WhyNot).FirstOrDefault(why => why is not null),
        RefusedWhen.ItRuns => Catch(() => file.Interpreted[Name].Invoke([.. Types().Select(_ => (object?)1L)])),
        _ => Catch(() => file.Native[Name].Compile([.. Types()])),
    };

    private static Diagnostic? Catch(Action action)
    {
        try
        {
            action();
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
