using System.CommandLine;
using System.Text;
using Pyc.Cli.Json;

namespace Pyc.Cli.Explorer;

/// <summary><c>pycjit explore</c>: a page that shows each line of Python on its way to machine code.</summary>
internal static class ExploreCommand
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = new Argument<string?>("FUNCTION")
        {
            Description = "A function that the file defines at its top level; all when left out.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "FUNCTION",
        };
        CommandContext.CompleteFunctions(function, file);
        var output = new Option<string?>("--output", "-o") { Description = "The page to write: one file, which needs no network.", HelpName = "PAGE" };
        var types = new Option<string?>("--types")
        {
            Description = "C# types of the parameters of the function, with commas in between: long, double[], Span<float>. "
                + "When left out, those of its annotations and of its use.",
            HelpName = "TYPES",
        };
        var serve = new Option<bool>("--serve") { Description = "Serve the page on 127.0.0.1 until Ctrl+C; reloading it reads the file again." };
        var port = new Option<int?>("--port") { Description = "The port to serve on; one that is free when left out.", HelpName = "N" };
        var wrap64 = CommandContext.Wrap64Option();
        var command = new Command("explore", "Write a page that shows source, bytecode, IR behind each pass and machine code side by side.")
        {
            file, function, output, types, serve, port, wrap64, context.Json,
        };
        command.SetAction(async (result, cancellation) =>
        {
            var request = new ExploreRequest(
                result.GetRequiredValue(file), result.GetValue(function), ParameterTypes(result.GetValue(types), result.GetValue(function)), result.GetValue(wrap64));
            var (path, isServed) = (result.GetValue(output), result.GetValue(serve));
            if (path is null != isServed)
                throw new CommandException(ExitCode.Usage, "either -o names the page to write, or --serve serves it");
            if (isServed)
            {
                if (result.GetValue(context.Json))
                    throw new CommandException(ExitCode.Usage, "--json is for -o: what --serve serves is a page");
                await ServeAsync(request, result.GetValue(port), context.Terminal, cancellation).ConfigureAwait(false);
            }
            else
            {
                if (result.GetValue(port) is not null)
                    throw new CommandException(ExitCode.Usage, "--port is for --serve");
                Write(request, path!, result.GetValue(context.Json), context.Terminal);      // one of the two is there
            }
            return (int)ExitCode.Success;
        });
        context.Examples[command] = """
            pycjit explore kernels.pyc -o report.html
            pycjit explore kernels.pyc sieve --types "byte[]" -o sieve.html
            pycjit explore kernels.pyc --serve               then open the address that it prints
            """;
        return command;
    }

    private static Type[] ParameterTypes(string? types, string? function)
    {
        if (types is not null && function is null)
            throw new CommandException(ExitCode.Usage, "--types says the types of the parameters of one function: name it");
        return types is null ? [] : TypeList.Parse(types);
    }

    private static void Write(ExploreRequest request, string path, bool json, Terminal terminal)
    {
        var report = ExplorerReport.Make(request);
        try
        {
            File.WriteAllText(path, report.Page, s_utf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
        var size = new FileInfo(path).Length;
        if (json)
        {
            JsonOutput.Write(terminal.Output, new ExploreDocument
            {
                File = request.Path,
                Page = path,
                Size = size,
                Native = report.Native,
                Interpreted = report.Interpreted,
            }, ExploreJson.Default.ExploreDocument);
            return;
        }
        terminal.Output.WriteLine(Printable.Line(
            $"{path}: {Count(report.Native, "function")} native, {report.Interpreted} interpreted; {Math.Max(1, size / 1024):N0} KiB, open it in a browser"));
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static async Task ServeAsync(ExploreRequest request, int? port, Terminal terminal, CancellationToken cancellation)
    {
        // A file that is not there, or none that PycJit reads, is said at once.
        _ = ExplorerReport.Make(request);
        using var server = ExplorerServer.Start(port, () => ExplorerReport.Make(request).Page);
        terminal.Output.WriteLine($"{server.Address} serves {Printable.Line(request.Path)}; Ctrl+C ends it");
        terminal.Output.Flush();
        await server.RunAsync(cancellation).ConfigureAwait(false);
    }
}

/// <summary>What is to be explored.</summary>
/// <param name="Path">The .pyc.</param>
/// <param name="Function">The one function to show; null for all.</param>
/// <param name="Types">C# types of its parameters; empty for those that it says itself.</param>
/// <param name="Wrap64">Whether ints are computed modulo 2⁶⁴.</param>
internal sealed record ExploreRequest(string Path, string? Function, Type[] Types, bool Wrap64);
