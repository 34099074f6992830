using System.CommandLine;
using Pyc.Cli.Benchmarking;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit bench</c>: how long a call takes as native code and in the interpreter.</summary>
internal static class BenchCommand
{
    private const double LongestDuration = 3600;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = CommandContext.FunctionArgument(file);
        var arguments = CommandContext.CallArguments();
        var duration = new Option<double>("--duration")
        {
            Description = "Seconds to measure each tier.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 1,
        };
        var wrap64 = CommandContext.Wrap64Option();
        var command = new Command("bench", "Measure a call as native code and in the interpreter, and see that both give the same.")
        {
            file, function, arguments, duration, wrap64, context.Json,
        };
        command.SetAction(result =>
        {
            var seconds = result.GetValue(duration);
            if (!(seconds is >= 0 and <= LongestDuration))
                throw new CommandException(ExitCode.Usage, $"--duration takes seconds from 0 to {LongestDuration}");
            var request = new BenchRequest(
                result.GetRequiredValue(file), result.GetRequiredValue(function), result.GetValue(arguments) ?? [], result.GetValue(wrap64),
                TimeSpan.FromSeconds(seconds));
            var measured = FunctionBenchmark.Run(request);
            if (result.GetValue(context.Json))
                JsonOutput.Write(context.Terminal.Output, DocumentOf(request, measured), BenchJson.Default.BenchDocument);
            else
                BenchReport.Write(measured, context.Terminal.Output);
            return (int)ExitCode.Success;
        });
        context.Examples[command] = """
            pycjit bench straight.pyc foo 7 3
            pycjit bench arrays.pyc dot "[1.0, 2.5]" "[4.0, 2.0]" --duration 5
            pycjit bench loops.pyc count_primes 10_000 --json | jq .ratio

            A call is one of a typed delegate, as C# makes it, in a loop that counts. What arguments a call changes, the next one gets anew.
            Where native code and the interpreter do not give the same, that is an error, with code 70.
            """;
        return command;
    }

    private static BenchDocument DocumentOf(BenchRequest request, BenchResult measured) => new()
    {
        File = request.Path,
        Python = measured.Python,
        Function = request.Function,
        Arguments = request.Arguments,
        Result = measured.Result,
        DelegateType = measured.DelegateType,
        ChangesArguments = measured.ChangesArguments,
        WhyInterpreted = measured.WhyInterpreted,
        Native = measured.Native is { } native ? MeasuredTier.Of(native) : null,
        Interpreted = MeasuredTier.Of(measured.Interpreted),
        Ratio = measured.Ratio,
        Compilation = measured.Compilation is { } compilation ? MeasuredCompilation.Of(compilation) : null,
    };
}
