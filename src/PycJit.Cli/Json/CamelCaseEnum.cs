using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pyc.Cli.Json;

/// <summary>Writes a value of an enumeration of the library as properties are written: <c>eachRound</c>.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
internal sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
