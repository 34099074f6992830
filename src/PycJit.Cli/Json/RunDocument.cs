using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit run --json</c> writes: a call and what came of it.</summary>
internal sealed record RunDocument() : CommandDocument("run")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The function.</summary>
    public required string Function { get; init; }

    /// <summary>The arguments, as they were given.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Where it ran.</summary>
    public required RunTier Tier { get; init; }

    /// <summary>Why it did not run natively; null where it did.</summary>
    public required string? WhyInterpreted { get; init; }

    /// <summary><c>repr</c> of what it returned, as numbers of Python may have any size; null where it raised.</summary>
    public required string? Result { get; init; }

    /// <summary>What Python has printed.</summary>
    public required string Output { get; init; }

    /// <summary>What it raised; null where it returned.</summary>
    public required RaisedByPython? Exception { get; init; }
}

/// <summary>Where a function ran.</summary>
internal enum RunTier
{
    /// <summary>As native code.</summary>
    [JsonStringEnumMemberName("native")]
    Native,

    /// <summary>In the interpreter.</summary>
    [JsonStringEnumMemberName("interpreted")]
    Interpreted,
}

/// <summary>An exception that Python raised.</summary>
/// <param name="Type">Its class: <c>ZeroDivisionError</c>.</param>
/// <param name="Message">Its message.</param>
/// <param name="Traceback">The traceback, in lines.</param>
internal sealed record RaisedByPython(string Type, string Message, string Traceback);

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJson : JsonSerializerContext;
