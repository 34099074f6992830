using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Writes the documents of a report.</summary>
/// <remarks>
/// The encoder is the default one, which writes <c>&lt;</c>, <c>></c>, <c>&amp;</c>, quotes in strings and all that is not ASCII as <c>\u003C</c>: no text can end the
/// element that the JSON stands in.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModuleDocument))]
[JsonSerializable(typeof(FunctionDocument))]
internal sealed partial class ExplorerJson : JsonSerializerContext;
