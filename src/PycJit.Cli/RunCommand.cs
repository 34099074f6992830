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
    public static ExitCode Run(string path, string name, IReadOnlyList<string> texts, bool wrap64, Terminal terminal)
    {
        using var module = ModuleFile.Load(path, wrap64);
        var function = module[name];
        CheckCount(function, texts.Count);
        var arguments = texts.Select((text, i) => PythonLiteral.Parse(text, function.Parameters[i])).ToArray();
        try
        {
            terminal.Output.WriteLine(Call(module, function, arguments) switch
            {
                null => "None",
                bool truth => truth ? "True" : "False",
                var integer => integer.ToString(),
            });
            return ExitCode.Success;
        }
        catch (PythonException exception)
        {
            WriteTraceback(exception, SourceText.Find(module, function), terminal.Error);
            return ExitCode.Raised;
        }
    }

    private static object? Call(PycModule module, PycFunction function, object[] arguments)
    {
        var types = Array.ConvertAll(arguments, argument => argument.GetType());
        var returned = function.ResultTypeFor(types);
        // BigInteger shows every int; its null shows None.
        var result = returned == typeof(void) ? typeof(BigInteger?) : returned == typeof(long) ? typeof(BigInteger) : returned;
        var delegateType = s_funcs[types.Length].MakeGenericType([.. types, result]);
        var call = s_get.MakeGenericMethod(delegateType).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [function.Name], null);
        return delegateType.GetMethod("Invoke")!.Invoke(call, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static void CheckCount(PycFunction function, int given)
    {
        var count = function.Parameters.Count;
        if (given != count)
        {
            // What its parameters are is beside the point when it could not be called with any.
            if (!function.IsCompilable(out var whyNot))
                throw new CommandException(ExitCode.NotSupported, whyNot);
            var takes = count switch { 0 => "no arguments", 1 => "1 argument", _ => $"{count} arguments" };
            throw new CommandException(ExitCode.Usage, $"{function.Declaration} takes {takes}, {given} {(given == 1 ? "was" : "were")} given.");
        }
        if (count >= s_funcs.Length)
        {
            throw new CommandException(
                ExitCode.NotSupported, $"{function.Declaration} has {count} parameters, and at most {s_funcs.Length - 1} can be passed.");
        }
    }

    private static void WriteTraceback(PythonException exception, SourceText? source, TextWriter error)
    {
        var where = exception.Where;
        error.WriteLine("Traceback (most recent call last):");
        error.WriteLine(Printable.Line($"  File \"{where.File}\", line {where.Line}, in {where.Function}"));
        if (source?[where.Line] is { } text)
            error.WriteLine($"    {text.Trim()}");
        error.WriteLine(Printable.Line($"{exception.TypeName}: {exception.PythonMessage}"));
    }
}
