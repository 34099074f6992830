using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Documentation;

/// <summary>What of Python's own names each version has here, and where it runs: read from the runtime's tables, tried in native code.</summary>
internal sealed class SupportedNames
{
    private static readonly string[] s_modules = ["math", "functools", "itertools", "operator", "string", "sys", "typing"];

    private static readonly PyType[] s_types =
    [
        PyTypes.Int, PyTypes.Float, PyTypes.Str, PyTypes.Unicode, PyTypes.Bytes, PyTypes.Tuple, PyTypes.List, PyTypes.Dict,
        PyTypes.Set, PyTypes.FrozenSet, PyTypes.Range, PyTypes.Slice, PyTypes.Generator, PyTypes.Property,
    ];

    // These are there to say that they cannot be used.
    private static readonly HashSet<PyObject> s_unbuilt =
    [
        .. UnbuiltMembers.OfBytes.Concat(UnbuiltMembers.OfText).Concat(UnbuiltMembers.OfGenerator).Select(row => row.Value),
    ];

    private readonly List<(string Version, PythonRuntime Runtime, NativeProbe Probe)> _versions =
    [
        .. Versions.All.Select(version => (version, Runtime(version), new NativeProbe(version))),
    ];

    /// <summary>The built-in functions and classes, and the names that can only be mentioned.</summary>
    public string Builtins()
    {
        var table = new NameTable(_versions.Select(row => row.Version));
        var exceptions = new Dictionary<string, List<string>>();
        foreach (var (version, runtime, probe) in _versions)
        {
            foreach (var (name, value) in runtime.Builtins.Items.Where(item => !item.Key.StartsWith("__", StringComparison.Ordinal)))
            {
                if (value.Object is PyType type && type.IsSubtypeOf(ExceptionTypes.BaseException))
                    exceptions.GetOrAdd(name).Add(version);
                else if (value.Object is PyType or PyBuiltinFunction or UnavailableObject)
                    table.Add(name, version, (value.Object as UnavailableObject)?.Reason, () => probe.HasFunction(value));
            }
        }
        return $"""
            | | |
            |---|---|
            | native and interpreted | {table.Native} |
            | interpreted | {table.Interpreted} |
            | exceptions | {string.Join(", ", exceptions.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => Versions.Named(row.Key, row.Value)))} |

            These names may be mentioned; using them is an `UnavailableException` that gives the reason:

            | reason | names |
            |---|---|
            {table.UnavailableByReason}
            """;
    }

    /// <summary>A row for each module that is built in; names with two underscores are left out.</summary>
    public string Modules()
    {
        var lines = new List<string> { "| module | native and interpreted | interpreted | there, and not to be used |", "|---|---|---|---|" };
        foreach (var module in s_modules)
        {
            var having = _versions.Where(row => row.Runtime.Modules!.Find(row.Runtime, module) is not null).ToList();      // set below
            var table = new NameTable(having.Select(row => row.Version));
            foreach (var (version, runtime, probe) in having)
            {
                var names = runtime.Modules!.Find(runtime, module)!.Names.Items;                // it has just been found
                foreach (var (name, value) in names.Where(item => !item.Key.StartsWith("__", StringComparison.Ordinal)))
                {
                    // A constant is one in native code too, where it is a number.
                    table.Add(name, version, (value.Object as UnavailableObject)?.Reason, () => value.Object is PyType or PyBuiltinFunction
                        ? probe.HasFunction(value)
                        : value.Object is null or PyInteger);
                }
            }
            lines.Add($"| {Versions.Named(module, having.Select(row => row.Version))} | {table.Native} | {table.Interpreted} | {table.Unavailable} |");
        }
        return string.Join('\n', lines);
    }

    /// <summary>A row for each class with the methods and attributes of its values; those with two underscores are left out.</summary>
    public string Methods()
    {
        var lines = new List<string> { "| class | native and interpreted | interpreted | there, and not to be used |", "|---|---|---|---|" };
        foreach (var type in s_types)
        {
            var having = _versions.Where(row => IsThere(type, row.Runtime)).ToList();
            var table = new NameTable(having.Select(row => row.Version));
            foreach (var name in type.OwnNames.Where(name => !name.StartsWith('_')).Distinct())
            {
                foreach (var (version, runtime, probe) in having)
                {
                    if (!type.TryLookupOwn(runtime, name, out var member))
                        continue;
                    var row = member.Object!;                                               // a method is an object
                    table.Add(name, version, s_unbuilt.Contains(row) ? "not built in" : null, () => probe.HasMember(type, name, row));
                }
            }
            lines.Add($"| {Versions.Named(type.Name, having.Select(row => row.Version))} | {table.Native} | {table.Interpreted} | {table.Unavailable} |");
        }
        return string.Join('\n', lines);
    }

    private static bool IsThere(PyType type, PythonRuntime runtime) =>
        type == PyTypes.Generator || (runtime.Builtins.TryGet(type.Name, out var value) && ReferenceEquals(value.Object, type));

    private static PythonRuntime Runtime(string version)
    {
        var parts = Version.Parse(version);
        return new PythonRuntime(new Loader.PythonVersion(parts.Major, parts.Minor)) { Modules = new StandardModules() };
    }
}
