using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What is written where a command has failed.</summary>
internal sealed record ErrorDocument : CommandDocument
{
    public ErrorDocument(string command, Failure failure)
        : base(command) => Error = new ErrorOfCommand((int)failure.Code, failure.Code, failure.Message);

    /// <summary>What went wrong.</summary>
    public ErrorOfCommand Error { get; }
}

/// <summary>What went wrong.</summary>
/// <param name="ExitCode">How the process ends.</param>
/// <param name="Kind">The same in a word: <c>badFile</c>.</param>
/// <param name="Message">The same for people, as on standard error.</param>
internal sealed record ErrorOfCommand(int ExitCode, ExitCode Kind, string Message);

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class ErrorJson : JsonSerializerContext;
