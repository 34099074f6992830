using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit dis --json</c> writes.</summary>
internal sealed record DisDocument() : CommandDocument("dis")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The CPython series that compiled it: <c>3.12</c>.</summary>
    public required string Python { get; init; }

    /// <summary>The stage: <c>bytecode</c>, <c>ir</c>, <c>optimised</c> or <c>asm</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The functions.</summary>
    public required IReadOnlyList<DisassembledFunction> Functions { get; init; }
}

/// <summary>A function at a stage of its compilation.</summary>
internal sealed record DisassembledFunction
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>As Python declares it: <c>foo(a, b)</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public required string SourceFile { get; init; }

    /// <summary>The line of its <c>def</c>.</summary>
    public required int Line { get; init; }

    /// <summary>Parameters and result in terms of the IR; null before machine code.</summary>
    public string? Signature { get; init; }

    /// <summary>Bytes of machine code; null before machine code.</summary>
    public int? Size { get; init; }

    /// <summary>The lines of the listing; null where it is not compiled.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>Why it is not compiled; null where it is.</summary>
    public string? WhyNot { get; init; }
}

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DisDocument))]
internal sealed partial class DisJson : JsonSerializerContext;
