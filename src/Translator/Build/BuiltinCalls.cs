using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of functions of Python's own: their arguments, and which family of them it is.</summary>
internal static class BuiltinCalls
{
    /// <summary>Translates a call, which then has pushed its result or ended the block.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The arguments, those with names last.</param>
    /// <param name="names">The names.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>Whether it is one of those that native code has.</returns>
    public static bool TryCall(PyBuiltinFunction function, Operand[] arguments, string[] names, IrBuilder ir)
    {
        var signature = function.Signature;
        if (signature.TakesRest)
        {
            return names.Length > 0
                ? throw ir.Unsupported(
                    DiagnosticDescriptors.BuiltinKeyword, $"it calls {function.Name} with {names[0]} by name, which native code does not have",
                    "Leave the argument out.")
                : Call(function, arguments, ir);
        }
        var bound = Bind(signature, arguments, names);
        if (function is { Module: "math", Name: "isclose" })
        {
            ir.Push(MathCalls.AreClose(bound, ir));
            return true;
        }
        var given = Array.FindLastIndex(bound, argument => argument is not null) + 1;
        if (given > signature.PositionalCount || Array.IndexOf(bound, null, 0, given) >= 0)
            return false;
        return Call(function, Array.ConvertAll(bound[..given], argument => argument!), ir);       // none of them is null, just seen
    }

    private static bool Call(PyBuiltinFunction function, Operand[] arguments, IrBuilder ir) => function.Module switch
    {
        "math" => MathCalls.Call(function, arguments, ir),
        null => NumberCalls.Call(function.Name, arguments, ir),
        _ => false,
    };

    /// <summary>An argument for each parameter, or null; Python raises TypeError where they do not fit.</summary>
    private static Operand?[] Bind(BuiltinSignature signature, Operand[] arguments, string[] names)
    {
        var bound = new Operand?[signature.Parameters.Length];
        var positional = arguments.Length - names.Length;
        if (positional > signature.PositionalCount)
            throw IrBuilder.Leave(ExitReason.Raise);
        Array.Copy(arguments, bound, positional);
        for (var i = 0; i < names.Length; i++)
        {
            var place = signature.Parameters.Length - 1;
            while (place >= 0 && signature.Parameters[place].Name != names[i])
                place--;
            if (place < signature.PositionalOnlyCount || bound[place] is not null)
                throw IrBuilder.Leave(ExitReason.Raise);
            bound[place] = arguments[positional + i];
        }
        for (var i = 0; i < bound.Length; i++)
        {
            if (bound[i] is null && !signature.Parameters[i].IsOptional)
                throw IrBuilder.Leave(ExitReason.Raise);
        }
        return bound;
    }
}
