using System.Numerics;
using System.Reflection;

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

    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get))!;    // it is there, by nameof

    /// <summary>Runs the command.</summary>
    public static ExitCode Run(string path, string name, IReadOnlyList<string> texts, bool wrap64, bool nativeOnly, Terminal terminal)
    {
        using var module = ModuleFile.Load(path, new PycOptions
        {
            Integers = wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = terminal.Output,
        });
        var function = module[name];
        CheckCount(function, texts.Count);
        var arguments = texts.Select((text, i) => PythonLiteral.Parse(text, function.ParameterName(i))).ToArray();
        try
        {
            var result = ReasonToInterpret(function, arguments, texts) is { } reason
                ? Interpret(function, arguments, reason, nativeOnly, terminal)
                : CallNative(module, function, arguments, nativeOnly, terminal);
            terminal.Output.WriteLine(Printable.Line(result));
            return ExitCode.Success;
        }
        catch (PythonException exception)
        {
            terminal.Output.Flush();
            terminal.Error.Write(Printable.Lines(exception.FormatTraceback(file => SourceText.Find(module, file)?.Text)));
            return ExitCode.Raised;
        }
    }

    /// <summary>Why there is no native code for a call; null where there is.</summary>
    private static string? ReasonToInterpret(PycFunction function, object?[] arguments, IReadOnlyList<string> texts)
    {
        if (function.IsCompilable(out var whyNot))
        {
            var other = Array.FindIndex(arguments, argument => argument is not (bool or long));
            if (other >= 0)
                return $"native code takes bools and ints within 64 bits, and {texts[other]} is neither";
            if (arguments.Length < function.Parameters.Count)
                return "native code has no default values";
            if (arguments.Length >= s_funcs.Length)
                return $"native code takes at most {s_funcs.Length - 1} arguments";
            if (function.IsCompilable(out whyNot, [.. arguments.Select(argument => argument!.GetType())]))     // bool or long
                return null;
        }
        return whyNot;
    }

    private static string Interpret(PycFunction function, object?[] arguments, string reason, bool nativeOnly, Terminal terminal)
    {
        if (nativeOnly)
            throw new CommandException(ExitCode.NotSupported, reason);
        terminal.Error.WriteLine(Printable.Line($"{function.Name} runs interpreted: {reason}"));
        terminal.Error.Flush();
        return function.InterpretForRepr(arguments);
    }

    private static string CallNative(PycModule module, PycFunction function, object?[] arguments, bool nativeOnly, Terminal terminal)
    {
        var types = Array.ConvertAll(arguments, argument => argument!.GetType());      // no None reaches native code
        var returned = function.ResultTypeFor(types);
        // BigInteger shows every int; its null shows None.
        var result = returned == typeof(void) ? typeof(BigInteger?) : returned == typeof(long) ? typeof(BigInteger) : returned;
        var delegateType = s_funcs[types.Length].MakeGenericType([.. types, result]);
        var call = s_get.MakeGenericMethod(delegateType).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [function.Name], null);
        try
        {
            return delegateType.GetMethod("Invoke")!.Invoke(call, BindingFlags.DoNotWrapExceptions, null, arguments, null) switch
            {
                null => "None",
                bool truth => truth ? "True" : "False",
                BigInteger integer when module.Version.Major == 2 && (integer < long.MinValue || integer > long.MaxValue) => $"{integer}L",
                var integer => integer.ToString()!,
            };
        }
        catch (ResultTypeException) when (!nativeOnly)
        {
            // For these arguments Python's result is of a type that native code does not have. It has no side effects: call again.
            return Interpret(function, arguments, "for these arguments its result is no int", nativeOnly, terminal);
        }
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
