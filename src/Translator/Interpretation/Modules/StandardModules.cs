using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Python's own modules, as far as they are built in here; any other module has names that cannot be used.</summary>
/// <remarks>One for each runtime: a module is the same object at each import, and Python code may set its names.</remarks>
internal sealed class StandardModules : IModuleSource
{
    /// <summary>Why most modules are not there.</summary>
    public const string Outside = "PycJit loads no module that reaches outside the process";

    /// <summary>Why others are not there, which would reach nothing.</summary>
    public const string NotBuiltIn = "PycJit has not built it in";

    /// <summary>What to do about <see cref="Outside"/>.</summary>
    public const string DoItInCSharp = "Do in C# what it is needed for, and pass in what comes of it.";

    /// <summary>What to do about <see cref="NotBuiltIn"/>.</summary>
    public const string WriteIt = "Write the few lines that are needed in the module itself, or pass the values in.";

    // Modules that only some versions have; importing them elsewhere is an ImportError, as programs for several versions expect.
    private static readonly FrozenDictionary<string, VersionRange> s_versions =
        new Dictionary<string, VersionRange>
        {
            ["ConfigParser"] = new(Until: new(3, 0)),
            ["HTMLParser"] = new(Until: new(3, 0)),
            ["Queue"] = new(Until: new(3, 0)),
            ["StringIO"] = new(Until: new(3, 0)),
            ["Tkinter"] = new(Until: new(3, 0)),
            ["UserDict"] = new(Until: new(3, 0)),
            ["__builtin__"] = new(Until: new(3, 0)),
            ["cPickle"] = new(Until: new(3, 0)),
            ["cStringIO"] = new(Until: new(3, 0)),
            ["copy_reg"] = new(Until: new(3, 0)),
            ["future_builtins"] = new(Until: new(3, 0)),
            ["httplib"] = new(Until: new(3, 0)),
            ["sets"] = new(Until: new(3, 0)),
            ["thread"] = new(Until: new(3, 0)),
            ["urllib2"] = new(Until: new(3, 0)),
            ["urlparse"] = new(Until: new(3, 0)),
            ["asyncore"] = new(Until: new(3, 12)),
            ["distutils"] = new(Until: new(3, 12)),
            ["imp"] = new(Until: new(3, 12)),
            ["asyncio"] = new(Since: new(3, 4)),
            ["builtins"] = new(Since: new(3, 0)),
            ["collections.abc"] = new(Since: new(3, 3)),
            ["concurrent"] = new(Since: new(3, 2)),
            ["configparser"] = new(Since: new(3, 0)),
            ["contextvars"] = new(Since: new(3, 7)),
            ["dataclasses"] = new(Since: new(3, 7)),
            ["enum"] = new(Since: new(3, 4)),
            ["graphlib"] = new(Since: new(3, 9)),
            ["pathlib"] = new(Since: new(3, 4)),
            ["queue"] = new(Since: new(3, 0)),
            ["secrets"] = new(Since: new(3, 6)),
            ["statistics"] = new(Since: new(3, 4)),
            ["tomllib"] = new(Since: new(3, 11)),
            ["typing"] = new(Since: new(3, 5)),
            ["zoneinfo"] = new(Since: new(3, 9)),
        }.ToFrozenDictionary();

    private readonly Dictionary<string, PyModule> _modules = [];

    /// <inheritdoc/>
    public PyModule? Find(PythonRuntime runtime, string name)
    {
        if (_modules.TryGetValue(name, out var module))
            return module;
        if (!IsIn(runtime.Version, name))
            return null;
        // What is built in is no package: from math import gcd fails where that version's math has none.
        if (name.LastIndexOf('.') is > 0 and var dot && name != "collections.abc" && Find(runtime, name[..dot]) is { Unknown: null })
            return null;
        return _modules[name] = Make(runtime, name);
    }

    /// <summary>Whether a version has a module of that name, without dots, in its standard library.</summary>
    public static bool Has(PythonVersion version, string name) =>
        !name.Contains('.', StringComparison.Ordinal) && StandardModuleNames.Contains(name) && IsIn(version, name);

    private static bool IsIn(PythonVersion version, string name) => !s_versions.TryGetValue(name, out var range) || range.Contains(version);

    private static PyModule Make(PythonRuntime runtime, string name) => name switch
    {
        "math" => MathModule.Make(runtime),
        "builtins" or "__builtin__" => new PyModule(name, runtime.Builtins),
        "sys" => SysModule.Make(runtime),
        "typing" or "typing_extensions" => TypingModule.Make(name),
        "functools" => FunctoolsModule.Make(runtime),
        "itertools" => ItertoolsModule.Make(runtime),
        "operator" or "_operator" => OperatorModule.Make(runtime),
        "string" => TextConstants(),
        "__future__" => new PyModule(name, new PyNamespace()) { Unknown = feature => new TypingObject(feature) },
        _ when StandardModuleNames.Contains(name) => Unavailable(name, new PyNamespace()),
        // Whether it is installed is not known, so neither is what a try around its import does.
        _ => throw new UnavailableException(
            DiagnosticDescriptors.UnknownModule, name, $"{Outside}, and whether {name} is installed is not known here", DoItInCSharp),
    };

    /// <summary>A module with the rows that a version has; other names of CPython's are there and cannot be used.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="name">The module's name.</param>
    /// <param name="rows">Its functions.</param>
    /// <param name="unavailable">The names that CPython has in it and PycJit has not.</param>
    public static PyModule Of(PythonRuntime runtime, string name, IEnumerable<BuiltinRow> rows, params string[] unavailable)
    {
        var names = new PyNamespace();
        foreach (var row in rows.Where(row => row.IsIn(runtime.Version)))
            names[row.Name] = row.Function;
        foreach (var missing in unavailable)
            names[missing] = new UnavailableObject(DiagnosticDescriptors.NotBuiltIn, $"{name}.{missing}", NotBuiltIn, WriteIt);
        return new PyModule(name, names);
    }

    private static PyModule Unavailable(string name, PyNamespace names) => new(name, names)
    {
        Unknown = attribute => StandardModuleNames.ReachesNothing(name)
            ? new UnavailableObject(DiagnosticDescriptors.NotBuiltIn, $"{name}.{attribute}", NotBuiltIn, WriteIt)
            : new UnavailableObject(DiagnosticDescriptors.OutsideProcess, $"{name}.{attribute}", Outside, DoItInCSharp),
    };

    private static PyModule TextConstants()
    {
        const string Lower = "abcdefghijklmnopqrstuvwxyz";
        const string Digits = "0123456789";
        const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        const string Space = " \t\n\r\v\f";
        var upper = Lower.ToUpperInvariant();
        return Unavailable("string", new PyNamespace
        {
            ["ascii_letters"] = PyValue.FromText(Lower + upper),
            ["ascii_lowercase"] = PyValue.FromText(Lower),
            ["ascii_uppercase"] = PyValue.FromText(upper),
            ["digits"] = PyValue.FromText(Digits),
            ["hexdigits"] = PyValue.FromText(Digits + "abcdefABCDEF"),
            ["octdigits"] = PyValue.FromText("01234567"),
            ["punctuation"] = PyValue.FromText(Punctuation),
            ["printable"] = PyValue.FromText(Digits + Lower + upper + Punctuation + Space),
        });
    }
}
