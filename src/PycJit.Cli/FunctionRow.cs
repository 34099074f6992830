using System.Runtime.CompilerServices;

namespace Pyc.Cli;

/// <summary>What <c>pycjit list</c> tells of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Result">Python's name for what it returns; null where it runs interpreted.</param>
/// <param name="NativeSize">Bytes of machine code; null where it runs interpreted.</param>
/// <param name="WhyNot">Why it runs interpreted; null where it is native.</param>
internal sealed record FunctionRow(PycFunction Function, string? Result, int? NativeSize, string? WhyNot)
{
    /// <summary>Whether it runs as native code.</summary>
    public bool IsNative => WhyNot is null;

    /// <summary>Compiles a function, if that is possible, and tells of it.</summary>
    public static FunctionRow Of(PycFunction function) => function.IsCompilable(out var whyNot)
        ? new FunctionRow(function, NameOf(function.ResultTypeFor()), function.Compile().Size, null)
        : new FunctionRow(function, null, null, whyNot);

    private static string NameOf(Type type) =>
        type == typeof(void) ? "None"
        : type == typeof(bool) ? "bool"
        : type == typeof(double) ? "float"
        : type == typeof(string) ? "str"
        : type == typeof(object) ? "mixed"
        : typeof(ITuple).IsAssignableFrom(type) ? "tuple"
        : type.IsGenericType || type.IsArray ? "list" : "int";
}
