using System.Runtime.CompilerServices;
using Pyc.Translation;

namespace Pyc.Cli;

/// <summary>What <c>pycjit list</c> tells of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Result">Python's name for what it returns; null where it runs interpreted.</param>
/// <param name="NativeSize">Bytes of machine code; null where it runs interpreted.</param>
/// <param name="Refusal">Why it runs interpreted; null where it is native.</param>
internal sealed record FunctionRow(PycFunction Function, string? Result, int? NativeSize, PycJitException? Refusal)
{
    /// <summary>Whether it runs as native code.</summary>
    public bool IsNative => Refusal is null;

    /// <summary>Why it runs interpreted, in words; null where it is native.</summary>
    public string? WhyNot => Refusal?.Message;

    /// <summary>The code of that; null where it is native.</summary>
    public string? Code => (Refusal as IDiagnosed)?.Diagnostic.Descriptor.Id;

    /// <summary>Compiles a function, if that is possible, and tells of it.</summary>
    public static FunctionRow Of(PycFunction function) => function.RefusalOf() is { } refusal
        ? new FunctionRow(function, null, null, refusal)
        : new FunctionRow(function, NameOf(function.ResultTypeFor()), function.Compile().Size, null);

    private static string NameOf(Type type) =>
        type == typeof(void) ? "None"
        : type == typeof(bool) ? "bool"
        : type == typeof(double) ? "float"
        : type == typeof(string) ? "str"
        : type == typeof(object) ? "mixed"
        : typeof(ITuple).IsAssignableFrom(type) ? "tuple"
        : type.IsGenericType || type.IsArray ? "list" : "int";
}
