using System.CommandLine;
using System.Numerics;
using System.Reflection;
using Pyc.Binding;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit run</c>: calls a function and prints what it returns, as Python prints it.</summary>
internal static class RunCommand
{
    // Func of n parameters, in the place n.
    private static readonly Type[] s_funcs =
    [
        typeof(Func<>), typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>), typeof(Func<,,,,>), typeof(Func<,,,,,>),
        typeof(Func<,,,,,,>), typeof(Func<,,,,,,,>), typeof(Func<,,,,,,,,>), typeof(Func<,,,,,,,,,>), typeof(Func<,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,,,>),
    ];

    private const string ItemsOfAnotherType = "it puts items of another type into a list that it was passed";

    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;    // it is there, by nameof

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = CommandContext.FunctionArgument();
        var arguments = CommandContext.CallArguments();
        var wrap64 = CommandContext.Wrap64Option();
        var nativeOnly = new Option<bool>("--native-only") { Description = "Do not run in the interpreter what native code cannot do." };
        var command = new Command("run", "Call a function and print what it returns.") { file, function, arguments, wrap64, nativeOnly, context.Json };
        command.SetAction(result =>
        {
            var call = new RunRequest(
                result.GetRequiredValue(file), result.GetRequiredValue(function), result.GetValue(arguments) ?? [], result.GetValue(wrap64),
                result.GetValue(nativeOnly));
            return (int)(result.GetValue(context.Json) ? RunForJson(call, context.Terminal) : Run(call, context.Terminal));
        });
        context.Examples[command] = """
            pycjit run straight.pyc foo 7 3                  prints 40
            pycjit run straight.pyc shift_left -1 100        prints an integer of any size, exactly
            pycjit run straight.pyc floor_divide 1 0         prints Python's ZeroDivisionError; exit code 1
            pycjit run straight.pyc cube 10_000_000 --wrap64
            pycjit run arrays.pyc dot "[1.0, 2.5]" "[4.0, 2.0]"
            pycjit run arrays.pyc total "[1, 2.5, 3]"        runs interpreted, as it says on standard error
            pycjit run straight.pyc foo 7 3 --json           the result is Python's repr; "exception" is what Python raised
            """;
        return command;
    }

    private static ExitCode Run(RunRequest call, Terminal terminal)
    {
        using var module = Load(call, terminal.Output);
        try
        {
            var result = Call(module, call, onInterpreted: (function, reason) =>
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
        using var module = Load(call, printed);
        string? whyInterpreted = null, result = null;
        PythonException? raised = null;
        try
        {
            result = Call(module, call, onInterpreted: (_, reason) => whyInterpreted = reason);
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

    private static PycModule Load(RunRequest call, TextWriter output) => ModuleFile.Load(call.Path, new PycOptions
    {
        Integers = call.Wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
        Output = output,
    });

    private static string TracebackOf(PythonException exception, PycModule module) =>
        exception.FormatTraceback(file => SourceText.Find(module, file)?.Text);

    /// <summary>Calls the function; where it runs interpreted, <paramref name="onInterpreted"/> is told the reason before.</summary>
    /// <returns><c>repr</c> of the result.</returns>
    private static string Call(PycModule module, RunRequest call, Action<PycFunction, string> onInterpreted)
    {
        var function = module[call.Function];
        var texts = call.Arguments;
        CheckCount(function, texts.Count);
        var arguments = texts.Select((text, i) => PythonLiteral.Parse(text, function.ParameterName(i))).ToArray();
        var typed = Array.ConvertAll(arguments, WithTypedItems);
        return ReasonToInterpret(function, typed, texts) is { } reason ? Interpret(reason)
            : TryCallNative(module, function, typed, out var native) ? native
            : Interpret(ItemsOfAnotherType);

        string Interpret(string reason)
        {
            if (call.NativeOnly)
                throw new CommandException(ExitCode.NotSupported, reason);
            onInterpreted(function, reason);
            return function.InterpretForRepr(arguments);
        }
    }

    /// <summary>Why there is no native code for a call; null where there is.</summary>
    private static string? ReasonToInterpret(PycFunction function, object?[] arguments, IReadOnlyList<string> texts)
    {
        var other = Array.FindIndex(arguments, argument => argument is null || !Passers.AreNative(argument.GetType()));
        other = other < 0 ? Array.FindIndex(arguments, argument => argument is BigInteger) : other;
        if (other < 0 && arguments.Length < s_funcs.Length)
            return function.IsCompilableWith([.. arguments.Select(argument => NativeWord.ParameterTypeOf(argument!.GetType()))], out var reason) ? null : reason;
        if (!function.IsCompilable(out var whyNot))
            return whyNot;
        return other >= 0
            ? $"native code takes bools, floats, ints within 64 bits and lists of one of them, and {texts[other]} is none of these"
            : $"native code takes at most {s_funcs.Length - 1} arguments";
    }

    /// <summary>The argument as native code takes it: a list of items of one type.</summary>
    private static object? WithTypedItems(object? argument) => argument is not List<object?> list ? argument
        : list.TrueForAll(item => item is long) ? list.ConvertAll(item => (long)item!)
        : list.TrueForAll(item => item is double) ? list.ConvertAll(item => (double)item!)
        : list.TrueForAll(item => item is bool) ? list.ConvertAll(item => (bool)item!)
        : argument;

    // Nobody looks at the lists afterwards. So that what Python puts into them does not fit C# must not be an error here.
    private static bool TryCallNative(PycModule module, PycFunction function, object?[] arguments, out string result)
    {
        try
        {
            result = CallNative(module, function, arguments);
            return true;
        }
        catch (Exception error) when (error is ResultTypeException or OverflowException)
        {
            result = "";
            return false;
        }
    }

    private static string CallNative(PycModule module, PycFunction function, object?[] arguments)
    {
        var types = Array.ConvertAll(arguments, argument => argument!.GetType());      // no None reaches native code
        var delegateType = s_funcs[types.Length].MakeGenericType([.. types, typeof(ReprText)]);
        var call = s_get.MakeGenericMethod(delegateType).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [function.Name], null);
        return ((ReprText)delegateType.GetMethod("Invoke")!.Invoke(call, BindingFlags.DoNotWrapExceptions, null, arguments, null)!).Text;
    }

    private static void CheckCount(PycFunction function, int given)
    {
        if (!function.Accepts(given))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{function.Declaration} takes {function.ArgumentCounts.Replace("parameter", "argument", StringComparison.Ordinal)}, "
                + $"{given} {(given == 1 ? "was" : "were")} given.");
        }
    }
}

/// <summary>What is to be called.</summary>
/// <param name="Path">The file.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments, as Python writes them.</param>
/// <param name="Wrap64">Whether ints are computed modulo 2⁶⁴.</param>
/// <param name="NativeOnly">Whether it must not run interpreted.</param>
internal sealed record RunRequest(string Path, string Function, IReadOnlyList<string> Arguments, bool Wrap64, bool NativeOnly);
