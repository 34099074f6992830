using System.Numerics;
using System.Reflection;
using Pyc.Binding;

namespace Pyc.Cli.Calls;

/// <summary>A call of a function with arguments as Python writes them.</summary>
internal sealed class PythonCall
{
    // Func of n parameters, in the place n.
    private static readonly Type[] s_funcs =
    [
        typeof(Func<>), typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>), typeof(Func<,,,,>), typeof(Func<,,,,,>),
        typeof(Func<,,,,,,>), typeof(Func<,,,,,,,>), typeof(Func<,,,,,,,,>), typeof(Func<,,,,,,,,,>), typeof(Func<,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,>),
        typeof(Func<,,,,,,,,,,,,,,,>), typeof(Func<,,,,,,,,,,,,,,,,>),
    ];

    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;    // it is there, by nameof

    private readonly PycModule _module;
    private readonly object?[] _arguments;

    private PythonCall(PycModule module, PycFunction function, IReadOnlyList<string> texts)
    {
        _module = module;
        Function = function;
        _arguments = Parse(function, texts);
        Typed = Array.ConvertAll(_arguments, WithTypedItems);
        WhyInterpreted = ReasonToInterpret(texts);
    }

    /// <summary>The most arguments that a delegate of native code takes.</summary>
    public static int MostArguments => s_funcs.Length - 1;

    /// <summary>The function.</summary>
    public PycFunction Function { get; }

    /// <summary>The arguments as native code takes them: a list whose items are of one type is a <c>List</c> of that type.</summary>
    public object?[] Typed { get; }

    /// <summary>Why there is no native code for the call; null where there is.</summary>
    public string? WhyInterpreted { get; }

    /// <summary>The types of a delegate's parameters for these arguments.</summary>
    public Type[] Types => Array.ConvertAll(Typed, argument => argument?.GetType() ?? typeof(object));

    /// <summary>Reads the arguments.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">The name of its function.</param>
    /// <param name="texts">The arguments.</param>
    /// <exception cref="CommandException">There are too many or too few, or one of them is no value of Python.</exception>
    public static PythonCall Of(PycModule module, string function, IReadOnlyList<string> texts)
    {
        var named = module[function];
        CheckCount(named, texts.Count);
        return new PythonCall(module, named, texts);
    }

    /// <summary>The arguments once more: what a call has changed is as it was.</summary>
    /// <param name="texts">The arguments, which have been read before.</param>
    public object?[] Renew(IReadOnlyList<string> texts) => Array.ConvertAll(Parse(Function, texts), WithTypedItems);

    /// <summary>Calls native code, through a delegate.</summary>
    /// <returns><c>repr</c> of the result.</returns>
    public string RunNative()
    {
        var call = Bind(FuncOf(Types, typeof(ReprText)));
        return ((ReprText)call.GetType().GetMethod("Invoke")!.Invoke(call, BindingFlags.DoNotWrapExceptions, null, Typed, null)!).Text;   // a delegate has one
    }

    /// <summary>Calls the interpreter.</summary>
    /// <returns><c>repr</c> of the result.</returns>
    public string Interpret() => Function.InterpretForRepr(_arguments);

    /// <summary>The function as a delegate.</summary>
    public Delegate Bind(Type delegateType) =>
        (Delegate)s_get.MakeGenericMethod(delegateType).Invoke(_module, BindingFlags.DoNotWrapExceptions, null, [Function.Name], null)!;     // Get gives one or throws

    /// <summary><c>Func</c> with these parameters and result.</summary>
    public static Type FuncOf(Type[] parameters, Type result) => s_funcs[parameters.Length].MakeGenericType([.. parameters, result]);

    private string? ReasonToInterpret(IReadOnlyList<string> texts)
    {
        var other = Array.FindIndex(Typed, argument => argument is null || !Passers.AreNative(argument.GetType()));
        other = other < 0 ? Array.FindIndex(Typed, argument => argument is BigInteger) : other;
        if (other < 0 && Typed.Length <= MostArguments)
            return Function.IsCompilableWith([.. Typed.Select(argument => NativeWord.ParameterTypeOf(argument!.GetType()))], out var reason) ? null : reason;
        if (!Function.IsCompilable(out var whyNot))
            return whyNot;
        return other >= 0
            ? $"native code takes bools, floats, ints within 64 bits and lists of one of them, and {texts[other]} is none of these"
            : $"native code takes at most {MostArguments} arguments";
    }

    private static object?[] Parse(PycFunction function, IReadOnlyList<string> texts) =>
        [.. texts.Select((text, i) => PythonLiteral.Parse(text, function.ParameterName(i)))];

    private static object? WithTypedItems(object? argument) => argument is not List<object?> list ? argument
        : list.TrueForAll(item => item is long) ? list.ConvertAll(item => (long)item!)
        : list.TrueForAll(item => item is double) ? list.ConvertAll(item => (double)item!)
        : list.TrueForAll(item => item is bool) ? list.ConvertAll(item => (bool)item!)
        : argument;

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
