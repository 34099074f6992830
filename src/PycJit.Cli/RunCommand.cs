using System.Numerics;
using System.Reflection;
using Pyc.Binding;

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
        var typed = Array.ConvertAll(arguments, WithTypedItems);
        try
        {
            var result = ReasonToInterpret(function, typed, texts) is { } reason
                ? Interpret(function, arguments, reason, nativeOnly, terminal)
                : TryCallNative(module, function, typed, out var native)
                    ? native
                    : Interpret(function, arguments, ItemsOfAnotherType, nativeOnly, terminal);
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

    private static string Interpret(PycFunction function, object?[] arguments, string reason, bool nativeOnly, Terminal terminal)
    {
        if (nativeOnly)
            throw new CommandException(ExitCode.NotSupported, reason);
        terminal.Error.WriteLine(Printable.Line($"{function.Name} runs interpreted: {reason}"));
        terminal.Error.Flush();
        return function.InterpretForRepr(arguments);
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
