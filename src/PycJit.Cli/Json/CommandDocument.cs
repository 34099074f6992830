using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>What all documents begin with.</summary>
/// <param name="Command">The command that wrote it; empty where the command line names none.</param>
internal abstract record CommandDocument([property: JsonPropertyOrder(-1)] string Command)
{
    /// <summary>Which properties there are and what they mean; 1 until one of them goes or means something else.</summary>
    [JsonPropertyOrder(-2)]
    public int Schema => 1;
}
