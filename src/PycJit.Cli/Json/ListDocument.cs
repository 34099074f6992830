using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit list --json</c> writes.</summary>
internal sealed record ListDocument() : CommandDocument("list")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The CPython series that compiled it: <c>3.12</c>.</summary>
    public required string Python { get; init; }

    /// <summary>Its magic number.</summary>
    public required int Magic { get; init; }

    /// <summary>The functions, in the order in which their names were bound.</summary>
    public required IReadOnlyList<ListedFunction> Functions { get; init; }

    /// <summary>Names of the module whose values could not be had.</summary>
    public required IReadOnlyList<UnavailableName> Unavailable { get; init; }
}

/// <summary>A function.</summary>
internal sealed record ListedFunction
{
    /// <summary>The name that the module binds it to.</summary>
    public required string Name { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Where it runs.</summary>
    public required RunTier Tier { get; init; }

    /// <summary>Why it does not run natively; null where it does.</summary>
    public required string? WhyInterpreted { get; init; }

    /// <summary>The code of the reason, <c>PYJ1002</c>; null where it runs natively.</summary>
    public required string? Code { get; init; }

    /// <summary>Python's name for what it returns, <c>mixed</c> where that depends on the arguments; null where it runs interpreted.</summary>
    public required string? Result { get; init; }

    /// <summary>The line of its <c>def</c>; 0 where it is no function of Python code.</summary>
    public required int Line { get; init; }

    /// <summary>Bytes of bytecode.</summary>
    public required int BytecodeSize { get; init; }

    /// <summary>Bytes of machine code; null where it runs interpreted.</summary>
    public required int? NativeSize { get; init; }
}

/// <summary>A name whose value could not be had.</summary>
/// <param name="Name">The name.</param>
/// <param name="Code">The code of the reason: <c>PYJ2001</c>.</param>
/// <param name="Reason">The reason.</param>
internal sealed record UnavailableName(string Name, string Code, string Reason);

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListDocument))]
internal sealed partial class ListJson : JsonSerializerContext;
