using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Documentation;

/// <summary>The opcodes of all versions, and which tier has the operations that they are decoded into.</summary>
internal static class SupportedOperations
{
    /// <summary>How many opcodes each version has, and how many of them the fixtures contain.</summary>
    public static string Opcodes() => string.Join('\n', Versions.All.Select(Row)
        .Prepend("|---|---|---|").Prepend("| version | opcodes that a file can hold, all decoded | of these in the fixtures |"));

    /// <summary>The neutral operations, by who has them.</summary>
    public static string Table()
    {
        var all = Enum.GetValues<BytecodeOp>();
        var refused = all.Where(op => Operations.Refusal(op) is not null).ToList();
        var lines = new List<string>
        {
            "| | |",
            "|---|---|",
            $"| native and interpreted | {Names(all.Where(IrBuilder.Has))} |",
            $"| interpreted | {Names(all.Except(refused).Where(op => !IrBuilder.Has(op)))} |",
        };
        lines.AddRange(refused.GroupBy(op => Operations.Refusal(op)!.Value.Why).Select(group => $"| {group.Key} | {Names(group)} |"));   // refused, so with a reason
        return string.Join('\n', lines);
    }

    private static string Names(IEnumerable<BytecodeOp> ops) => string.Join(", ", ops.Select(op => $"`{op}`"));

    private static string Row(string version)
    {
        var parts = Version.Parse(version);
        var names = OpcodeTable.For(new PythonVersion(parts.Major, parts.Minor)).Rows.Select(row => row.Name).ToHashSet();
        var seen = Files(version).SelectMany(path => PycFile.Read(path).CodeObjects()).SelectMany(Opcodes).Where(names.Contains).Distinct();
        return $"| {version} | {names.Count} | {seen.Count()} |";
    }

    private static IEnumerable<string> Opcodes(CodeObject code) =>
        RawDecoder.Decode(code).Select(instruction => instruction.Opcode.Name);

    private static IEnumerable<string> Files(string version) => ((string[])["pyc", "probes/pyc", "modules/pyc", "facade/pyc"])
        .Select(folder => Repository.PathTo("fixtures", folder, version))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.pyc"));
}
