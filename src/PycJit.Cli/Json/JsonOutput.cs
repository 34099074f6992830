using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pyc.Cli.Json;

/// <summary>Writes what <c>--json</c> promises: one document on standard output, whatever comes.</summary>
/// <remarks>
/// Property names are in camel case, numbers as JSON has them, in no culture. What does not apply is null and not left out, so that a script finds
/// every property. The first is <c>schema</c>: its number grows when a property goes or changes its meaning, not when one is added. Errors and
/// exit codes are those that there are without <c>--json</c>; besides, the document has an <c>error</c> then.
/// </remarks>
internal static class JsonOutput
{
    // What may stand in a string of JSON stands there as it is: the documents are no parts of web pages.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Writes a document and a line end.</summary>
    /// <typeparam name="TDocument">The type of the document.</typeparam>
    public static void Write<TDocument>(TextWriter output, TDocument document, JsonTypeInfo<TDocument> type)
        where TDocument : CommandDocument
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
            JsonSerializer.Serialize(writer, document, type);
        output.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)));
    }
}
