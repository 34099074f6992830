using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pyc.Samples.Tests;

/// <summary>A call of a sample's function, and what CPython did: a line of <c>Recorded/&lt;version>/&lt;module>.jsonl</c>.</summary>
internal sealed record RecordedCall(string Function, JsonElement[] Arguments, JsonElement Outcome)
{
    /// <summary>All that a version of CPython did with a module.</summary>
    public static IEnumerable<RecordedCall> Read(string module, string version)
    {
        var file = Path.Combine(Repository.Root, "tests", "Samples.Tests", "Recorded", version, module + ".jsonl");
        return File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).Select(record => new RecordedCall(
            record.GetProperty("call").GetString()!, [.. record.GetProperty("arguments").EnumerateArray()], record));
    }

    /// <summary>The arguments as Python's types are in C#.</summary>
    public object?[] ArgumentValues => Array.ConvertAll(Arguments, argument => argument.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => argument.GetBoolean(),
        _ => IsFloat(argument) ? (object)argument.GetDouble() : argument.GetInt64(),
    });

    /// <summary>What a call does, compared with what is recorded.</summary>
    /// <param name="call">Calls the function.</param>
    /// <returns>The difference; null where there is none.</returns>
    public string? DifferenceOf(Func<object?> call)
    {
        string found;
        try
        {
            var result = call();
            if (Outcome.TryGetProperty("result", out var expected) && IsSame(expected, result))
                return null;
            found = $"{result ?? "null"}";
        }
        catch (PythonException error)
        {
            found = $"{error.PythonType}: {error.PythonMessage}";
            if (Outcome.TryGetProperty("error", out var type) && found == $"{type.GetString()}: {Outcome.GetProperty("message").GetString()}")
                return null;
        }
        return $"{Outcome} was recorded, and not {found}";
    }

    private static bool IsFloat(JsonElement number) => number.GetRawText().AsSpan().ContainsAny('.', 'e');

    private static bool IsSame(JsonElement expected, object? actual) => actual switch
    {
        null => expected.ValueKind == JsonValueKind.Null,
        ITuple tuple => expected.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == tuple.Length
            && expected.EnumerateArray().Select((item, i) => IsSame(item, tuple[i])).All(same => same),
        string text => expected.ValueKind == JsonValueKind.String && expected.GetString() == text,
        bool truth => expected.ValueKind == (truth ? JsonValueKind.True : JsonValueKind.False),
        // An int is a double where C# asks for one.
        double number => expected.ValueKind == JsonValueKind.Number && expected.GetDouble().Equals(number)
            && double.IsNegative(expected.GetDouble()) == double.IsNegative(number),
        int or long => expected.ValueKind == JsonValueKind.Number && !IsFloat(expected) && expected.GetInt64() == Convert.ToInt64(actual, null),
        _ => false,
    };
}
