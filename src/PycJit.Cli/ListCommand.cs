using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pyc.Cli;

/// <summary><c>pycjit list</c>: the functions of a file, their signatures and sizes, and which run interpreted.</summary>
internal static class ListCommand
{
    /// <summary>Runs the command.</summary>
    public static ExitCode Run(string path, Terminal terminal)
    {
        using var module = ModuleFile.Load(path, new PycOptions { Output = TextWriter.Null });
        var count = module.Functions.Count == 1 ? "1 function" : $"{module.Functions.Count} functions";
        terminal.Output.WriteLine(Printable.Line($"{path}: CPython {module.Version}, magic {module.File.Magic}, {count}"));
        var rows = module.Functions.Select(FunctionRow.Of).ToList();
        if (rows.Count > 0 && terminal.IsInteractive)
            FunctionTable.WriteBoxed(rows, terminal);
        else if (rows.Count > 0)
            FunctionTable.WritePlain(rows, terminal.Output);
        foreach (var group in module.UnavailableNames.GroupBy(unavailable => unavailable.Why.Reason, unavailable => unavailable.Name))
            terminal.Output.WriteLine(Printable.Line($"{string.Join(", ", group)}: {group.Key}"));
        return ExitCode.Success;
    }
}

/// <summary>A function as the table shows it; numbers as text, <c>-</c> for what it does not have.</summary>
internal sealed record FunctionRow(
    string Name, string Parameters, string Tier, string Result, string Line, string BytecodeSize, string NativeSize, string WhyNot)
{
    private const string Nothing = "-";

    /// <summary>Compiles a function, if that is possible, and tells of it.</summary>
    public static FunctionRow Of(PycFunction function)
    {
        var (result, native, whyNot) = (Nothing, Nothing, "");
        if (function.IsCompilable(out var reason))
        {
            result = NameOf(function.ResultTypeFor());
            native = Number(function.Compile().Size);
        }
        else
        {
            whyNot = Printable.Line(reason);
        }
        var parameters = function.Parameters.Count == 0 ? Nothing : string.Join(", ", function.Parameters);
        return new FunctionRow(
            Printable.Line(function.Name), Printable.Line(parameters), whyNot.Length > 0 ? "interpreted" : "native", result, Number(function.Line), Number(function.BytecodeSize),
            native, whyNot);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(Type type) =>
        type == typeof(void) ? "None"
        : type == typeof(bool) ? "bool"
        : type == typeof(double) ? "float"
        : type == typeof(string) ? "str"
        : type == typeof(object) ? "mixed"
        : typeof(ITuple).IsAssignableFrom(type) ? "tuple"
        : type.IsGenericType || type.IsArray ? "list" : "int";
}
