using System.Text.Json;
using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Documentation;

/// <summary>Statements and expressions, each shown by a function of the fixtures that was recorded under CPython.</summary>
internal static class SupportedSyntax
{
    // What, and the function: of fixtures/src as module.function, of fixtures/probes/src as probes/module.function.
    private static readonly (string What, string Example)[] s_rows =
    [
        ("`+ - * // % & \\| ^ << >> ~ -x` of ints", "expressions.f000"),
        ("`/`, `**`, floats", "floats.quadratic"),
        ("comparisons, chained ones; `is`, `not`, `and`, `or`", "branches.chained"),
        ("`in` a tuple, list, range or set of constants", "tuples.contains"),
        ("`if`, `elif`, `else`, `a if b else c`", "branches.classify"),
        ("`while`, `while … else`, `break`, `continue`", "loops.while_else"),
        ("`for` over `range`", "loops.sum_stepped"),
        ("`for` over a tuple", "tuples.over_tuple"),
        ("`for` over an array or list of numbers, `enumerate`, `zip`, `reversed`", "arrays.zip_dot"),
        ("items and slices, read and written", "arrays.insertion_sort"),
        ("list displays and comprehensions of numbers", "listops.cubes_of_odd"),
        ("generator expressions in `sum`, `any`, `all`, `min`, `max`", "arrayops.sum_of_squares"),
        ("generators that a loop goes through", "calls.counter"),
        ("tuples, several results, unpacking", "tuples.extended_gcd"),
        ("unpacking with `*`", "starred.first_and_rest"),
        ("`match`: literals, captures, guards, sequences", "modern310.quadrant"),
        ("calls, recursion", "calls.ackermann"),
        ("defaults, arguments by name, `*args`", "functions.by_name"),
        ("parameters by name only", "keywords.call_only_by_name"),
        ("parameters by position only", "modern38.positional"),
        ("closures, `lambda`, functions as arguments", "calls.higher_order"),
        ("`x := …`", "modern38.walrus"),
        ("`assert`, `raise`", "errors.check_positive"),
        ("`try`, `except`, `else`, `finally`", "errors.with_finally"),
        ("functions with type parameters", "modern312.use_generic"),
        ("annotations", "keywords.call_annotated"),
        ("`/` of ints in Python 2, `long`, `xrange`", "python2.sum_xrange"),
        ("strings, `%`, `format`", "probes/text_percent.probe_int_conversions"),
        ("f-strings", "probes/text_fstrings_since36.probe_plain"),
        ("dicts, their comprehensions and loops over them", "probes/dicts.probe_methods"),
        ("sets", "probes/sets.probe_methods"),
        ("`nonlocal`", "probes/closures_since30.probe_nonlocal"),
        ("`global`", "probes/closures.probe_globals"),
        ("generators that are kept, `send`, `throw`, `close`", "probes/generators.probe_send"),
        ("`yield from`", "probes/generators_since33.probe_yield_from"),
        ("`with`", "probes/exceptions.probe_with"),
        ("`raise … from …`, contexts", "probes/exceptions_since33.probe_context"),
        ("classes, inheritance, operators of one's own", "probes/classes.probe_inheritance"),
        ("properties, descriptors, `super`", "probes/classes.probe_descriptors"),
    ];

    /// <summary>A row for each.</summary>
    public static string Table() => string.Join('\n', s_rows.Select(Row).Prepend("|---|---|---|---|").Prepend("| | an example | native | interpreted |"));

    private static string Row((string What, string Example) row)
    {
        var isProbe = row.Example.StartsWith("probes/", StringComparison.Ordinal);
        var (module, function) = row.Example.Split('/')[^1].Split('.') is [var first, var second]
            ? (first, second)
            : throw new FormatException(row.Example);
        var recorded = isProbe ? [] : Recorded(module, function);
        var (native, interpreted) = (new List<string>(), new List<string>());
        foreach (var version in Versions.All)
        {
            var path = isProbe ? Repository.PathTo("fixtures", "probes", "pyc", version, module + ".pyc") : Repository.Pyc(module, version);
            if (!File.Exists(path) || (!isProbe && !recorded.Any(record => PythonVersions.IsAmong(version, record.Versions))))
                continue;
            interpreted.Add(version);
            if (!isProbe && IsNative(path, function, recorded[0].Signature))
                native.Add(version);
        }
        var example = isProbe ? $"probes/src/{module}.py" : $"src/{module}.py";
        Assert.That(interpreted, Is.Not.Empty, row.Example);
        Assert.That(File.ReadAllText(Repository.PathTo("fixtures", example)), Does.Contain($"def {function}("));
        return $"| {row.What} | [`{function}`](../fixtures/{example}) | {Tested(native)} | {Tested(interpreted)} |";
    }

    private static string Tested(List<string> versions) =>
        versions.Count == 0 ? "–" : Versions.Ranges(versions) is { Length: > 0 } ranges ? ranges : "all";

    /// <summary>The signature and versions of each recorded call of a function.</summary>
    private static List<(string Signature, string Versions)> Recorded(string module, string function) =>
    [
        .. File.ReadLines(Repository.PathTo("fixtures", "expected", module + ".jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(record => record.GetProperty("function").GetString() == function)
            .Select(record => (record.GetProperty("signature").GetString()!, record.GetProperty("versions").GetString()!)),
    ];

    private static bool IsNative(string path, string function, string signature)
    {
        var file = PycFile.Read(path);
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules(), Output = TextWriter.Null };
        var module = ModuleEvaluation.Run(runtime, file.Code, Path.GetFileNameWithoutExtension(path));
        var known = module.Globals[function].As<PyFunction>()!;                    // it was recorded, so it is there
        var parameters = signature.Split("->")[0];
        try
        {
            IrBuilder.Build(
                known, BytecodeDecoder.Decode(known.Code.Code), new ModuleScope(file, runtime, module.Globals),
                [.. parameters.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(TypeOf)], IntegerMode.Exact);
            return true;
        }
        catch (UnsupportedBytecodeException)
        {
            return false;
        }
    }

    private static ParameterType TypeOf(string name) => name switch
    {
        "long" => IrType.Int64,
        "double" => IrType.Float64,
        "bool" => IrType.Bool,
        "long[]" => new SequenceType(ElementKind.Int64),
        "double[]" => new SequenceType(ElementKind.Float64),
        _ => throw new FormatException($"{name} is no type of these examples."),
    };
}
