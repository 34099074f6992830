using Pyc.Cli.Explorer.Data;

namespace Pyc.Cli.Explorer;

/// <summary>The report of a file.</summary>
/// <param name="Page">The page.</param>
/// <param name="Native">Functions in it that run natively.</param>
/// <param name="Interpreted">Functions in it that run interpreted.</param>
internal sealed record ExplorerReport(string Page, int Native, int Interpreted)
{
    private const string NativeTier = "native";

    /// <summary>Loads a file, compiles its functions, and writes the page.</summary>
    public static ExplorerReport Make(ExploreRequest request)
    {
        using var module = ModuleFile.Load(request.Path, new PycOptions
        {
            Integers = request.Wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = TextWriter.Null,
        });
        IReadOnlyList<PycFunction> functions = request.Function is null ? module.Functions : [Named(module, request)];
        var documents = new FunctionDocuments(module);
        var made = functions.Select(function => documents.Of(function, request.Types)).ToList();
        UnavailableEntry[] unavailable =
        [
            .. module.UnavailableNames.Select(missing => new UnavailableEntry(PageText.Name(missing.Name), missing.Why.Descriptor.Id, PageText.Line(missing.Why.ToString()))),
        ];
        var native = made.Count(function => function.Entry.Tier == NativeTier);
        var page = ExplorerPage.Write(
            new ModuleDocument(
                1, PageText.FileName(request.Path), module.Version.ToString(), Math.Max(0, made.FindIndex(function => function.Entry.Tier == NativeTier)),
                [.. made.Select(function => function.Entry)], unavailable.Length > 0 && request.Function is null ? unavailable : null),
            [.. made.Select(function => function.Document)]);
        return new ExplorerReport(page, native, made.Count - native);
    }

    private static PycFunction Named(PycModule module, ExploreRequest request)
    {
        var function = module[request.Function!];          // asked for where there is one
        if (request.Types.Length > 0 && !function.Accepts(request.Types.Length))
        {
            throw new CommandException(
                ExitCode.Usage, $"{function.Declaration} takes {function.ArgumentCounts}, --types says {request.Types.Length} {(request.Types.Length == 1 ? "type" : "types")}");
        }
        return function;
    }
}
