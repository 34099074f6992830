using System.Text.Json.Serialization;
using Pyc.Cli.Compilation;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit compile --json</c> writes.</summary>
internal sealed record CompileDocument() : CommandDocument("compile")
{
    /// <summary>All functions.</summary>
    public required FunctionCounts Functions { get; init; }

    /// <summary>Bytes of machine code.</summary>
    public required long CodeSize { get; init; }

    /// <summary>How long compiling took, of all threads.</summary>
    public required double CompileMilliseconds { get; init; }

    /// <summary>How long all took, loading included.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Why functions are not native, the most frequent reason first.</summary>
    public required IReadOnlyList<ReasonOfFunctions> Reasons { get; init; }

    /// <summary>The files, in the order of the command line and of their names.</summary>
    public required IReadOnlyList<FileOfCompilation> Files { get; init; }
}

/// <summary>Functions by where they run.</summary>
internal sealed record FunctionCounts(int Total, int Compiled, int Within, int Interpreted, int Unavailable, int Faults);

/// <summary>A reason why functions are not native.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Count">How many functions.</param>
/// <param name="Example">The first of them.</param>
internal sealed record ReasonOfFunctions(string Code, string Title, int Count, ExampleOfReason Example);

/// <summary>A function that is not native.</summary>
/// <param name="Place"><c>file.py:12 in function</c>.</param>
/// <param name="Message">Why not, and what to do.</param>
internal sealed record ExampleOfReason(string Place, string Message);

/// <summary>A file.</summary>
internal sealed record FileOfCompilation
{
    /// <summary>Its path.</summary>
    public required string Path { get; init; }

    /// <summary>The CPython series that compiled it; null where it could not be read.</summary>
    public required string? Python { get; init; }

    /// <summary>Why it could not be read; null where it could.</summary>
    public required string? Error { get; init; }

    /// <summary>How long it took, loading included.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Its functions; null without <c>--verbose</c>.</summary>
    public required IReadOnlyList<FunctionOfCompilation>? Functions { get; init; }
}

/// <summary>A function.</summary>
internal sealed record FunctionOfCompilation
{
    /// <summary>Its qualified name.</summary>
    public required string Name { get; init; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public required string SourceFile { get; init; }

    /// <summary>The line of its <c>def</c>.</summary>
    public required int Line { get; init; }

    /// <summary>Where it runs.</summary>
    public required CompiledTier Tier { get; init; }

    /// <summary>The code of the reason why it is not native; null where it is.</summary>
    public required string? Code { get; init; }

    /// <summary>The reason, with its place and what to do; null where it is native.</summary>
    public required string? Message { get; init; }

    /// <summary>Parameters and result in terms of the IR; null where it has no code of its own.</summary>
    public required string? Signature { get; init; }

    /// <summary>Bytes of machine code; 0 where it has none of its own.</summary>
    public required int CodeSize { get; init; }
}

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CompileDocument))]
internal sealed partial class CompileJson : JsonSerializerContext;
