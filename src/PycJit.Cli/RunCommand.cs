using System.CommandLine;
using Pyc.Cli.Calls;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit run</c>: calls a function and prints what it returns, as Python prints it.</summary>
internal static class RunCommand
{
    private const string ItemsOfAnotherType = "it puts items of another type into a list that it was passed";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = CommandContext.FunctionArgument(file);
        var arguments = CommandContext.CallArguments();
        var wrap64 = CommandContext.Wrap64Option();
        var nativeOnly = new Option<bool>("--native-only") { Description = "Do not run in the interpreter what native code cannot do." };
        var command = new Command("run", "Call a function and print what it returns.") { file, function, arguments, wrap64, nativeOnly };
        var limits = new LimitOptions();
        limits.AddTo(command);
        command.Add(context.Json);
        command.SetAction(result =>
        {
            var call = new RunRequest(
                result.GetRequiredValue(file), result.GetRequiredValue(function), result.GetValue(arguments) ?? [], result.GetValue(wrap64),
                result.GetValue(nativeOnly), limits.Of(result));
            return (int)(result.GetValue(context.Json) ? RunForJson(call, context.Terminal) : Run(call, context.Terminal));
        });
        context.Examples[command] = """
            pycjit run straight.pyc foo 7 3                  prints 40
            pycjit run straight.pyc shift_left -1 100        prints an integer of any size, exactly
            pycjit run straight.pyc floor_divide 1 0         prints Python's ZeroDivisionError; exit code 1
            pycjit run straight.pyc cube 10_000_000 --wrap64
            pycjit run arrays.pyc dot "[1.0, 2.5]" "[4.0, 2.0]"
            pycjit run arrays.pyc total "[1, 2.5, 3]"        runs interpreted, as it says on standard error
            pycjit run loops.pyc triangle 10_000_000_000 --timeout 2     ends with code 124 if it takes longer; Ctrl+C ends it with 130
            pycjit run straight.pyc foo 7 3 --json           the result is Python's repr; "exception" is what Python raised
            """;
        return command;
    }

    private static ExitCode Run(RunRequest call, Terminal terminal)
    {
        using var interruption = new Interruption();
        using var module = Load(call, terminal.Output, interruption);
        try
        {
            var result = Call(module, call, interruption, onInterpreted: (function, reason) =>
            {
                terminal.Error.WriteLine(Printable.Line($"{function.Name} runs interpreted: {reason}"));
                terminal.Error.Flush();
            });
            terminal.Output.WriteLine(Printable.Line(result));
            return ExitCode.Success;
        }
        catch (PythonException exception)
        {
            terminal.Output.Flush();
            terminal.Error.Write(Printable.Lines(TracebackOf(exception, module)));
            return ExitCode.Raised;
        }
    }

    private static ExitCode RunForJson(RunRequest call, Terminal terminal)
    {
        using var printed = new StringWriter { NewLine = "\n" };
        using var interruption = new Interruption();
        using var module = Load(call, printed, interruption);
        string? whyInterpreted = null, result = null;
        PythonException? raised = null;
        try
        {
            result = Call(module, call, interruption, onInterpreted: (_, reason) => whyInterpreted = reason);
        }
        catch (PythonException exception)
        {
            raised = exception;
            terminal.Error.Write(Printable.Lines(TracebackOf(exception, module)));
        }
        JsonOutput.Write(
            terminal.Output,
            new RunDocument
            {
                File = call.Path,
                Function = call.Function,
                Arguments = call.Arguments,
                Tier = whyInterpreted is null ? RunTier.Native : RunTier.Interpreted,
                WhyInterpreted = whyInterpreted,
                Result = result,
                Output = printed.ToString(),
                Exception = raised is null ? null : new RaisedByPython(raised.PythonType, raised.PythonMessage, TracebackOf(raised, module)),
            },
            RunJson.Default.RunDocument);
        return raised is null ? ExitCode.Success : ExitCode.Raised;
    }

    private static PycModule Load(RunRequest call, TextWriter output, Interruption interruption)
    {
        var options = new PycOptions
        {
            Integers = call.Wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = output,
            LoadLimits = PycOptions.Default.LoadLimits with { Time = call.Limits.Time },
        };
        return ModuleFile.Load(call.Path, options, interruption.Token);
    }

    private static string TracebackOf(PythonException exception, PycModule module) =>
        exception.FormatTraceback(file => SourceText.Find(module, file)?.Text);

    /// <summary>Calls the function; where it runs interpreted, <paramref name="onInterpreted"/> is told the reason before.</summary>
    /// <returns><c>repr</c> of the result.</returns>
    private static string Call(PycModule module, RunRequest request, Interruption interruption, Action<PycFunction, string> onInterpreted)
    {
        var call = PythonCall.Of(module, request.Function, request.Arguments);
        return module.Limits.Run(new PyCallContext(interruption.Token, request.Limits), Call);

        string Call() => call.WhyInterpreted is { } reason ? Interpret(reason)
            : TryCallNative(call, out var native) ? native
            : Interpret(ItemsOfAnotherType);

        string Interpret(string why)
        {
            if (request.NativeOnly)
                throw new CommandException(ExitCode.NotSupported, why);
            onInterpreted(call.Function, why);
            return call.Interpret();
        }
    }

    // Nobody looks at the lists afterwards. So that what Python puts into them does not fit C# must not be an error here.
    private static bool TryCallNative(PythonCall call, out string result)
    {
        try
        {
            result = call.RunNative();
            return true;
        }
        catch (Exception error) when (error is ResultTypeException or OverflowException)
        {
            result = "";
            return false;
        }
    }
}

/// <summary>What is to be called.</summary>
/// <param name="Path">The file.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments, as Python writes them.</param>
/// <param name="Wrap64">Whether ints are computed modulo 2⁶⁴.</param>
/// <param name="NativeOnly">Whether it must not run interpreted.</param>
/// <param name="Limits">What the call may take.</param>
internal sealed record RunRequest(string Path, string Function, IReadOnlyList<string> Arguments, bool Wrap64, bool NativeOnly, ExecutionLimits Limits);
