using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit explore --json</c> writes.</summary>
internal sealed record ExploreDocument() : CommandDocument("explore")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The page that was written.</summary>
    public required string Page { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Functions that run natively.</summary>
    public required int Native { get; init; }

    /// <summary>Functions that run interpreted.</summary>
    public required int Interpreted { get; init; }
}

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExploreDocument))]
internal sealed partial class ExploreJson : JsonSerializerContext;
