using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pyc.Cli.Explorer.Data;

namespace Pyc.Cli.Explorer;

/// <summary>Writes the page: one file with its style, its scripts and its data, which loads nothing.</summary>
internal static class ExplorerPage
{
    private const string Folder = "Explorer.Page.";

    // A square in which a curve goes down three columns.
    private const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%232456b3'/%3E"
        + "%3Cpath d='M3 4h3M3 7h2M10 5h3M10 8h3M10 11h2' stroke='white' stroke-width='1.4'/%3E%3Cpath d='M6 5.5C8 5.5 8 8 10 8' stroke='%23ffd76e' fill='none'/%3E%3C/svg%3E";

    private static readonly Lazy<(string Style, string Script, string Frame)> s_parts = new(() => (Text("page.css"), Scripts(), Text("page.html")));

    /// <summary>The whole page.</summary>
    public static string Write(ModuleDocument module, IReadOnlyList<FunctionDocument> functions)
    {
        var (style, script, frame) = s_parts.Value;
        var data = new StringBuilder();
        AddData(data, "module", JsonSerializer.Serialize(module, ExplorerJson.Default.ModuleDocument));
        for (var i = 0; i < functions.Count; i++)
            AddData(data, string.Create(CultureInfo.InvariantCulture, $"function-{i}"), JsonSerializer.Serialize(functions[i], ExplorerJson.Default.FunctionDocument));
        return Fill(frame, name => name switch
        {
            "policy" => Policy(style, script),
            "generator" => WebUtility.HtmlEncode($"pycjit {Version}"),
            "title" => WebUtility.HtmlEncode($"{module.File} · PycJit"),
            "icon" => Icon,
            "style" => style,
            "script" => script,
            "data" => data.ToString(),
            _ => throw new InvalidOperationException($"page.html has an unknown place, {name}."),
        });
    }

    private static string Version =>
        typeof(ExplorerPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>
    /// What the page may do: run this script, use this style, show its own icon, and nothing else. No script can make markup of text either.
    /// </summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void AddData(StringBuilder data, string id, string json) =>
        data.Append("<script type=\"application/json\" id=\"").Append(id).Append("\">").Append(json).Append("</script>\n");

    /// <summary>Fills the places <c>{{name}}</c> of the frame in one pass: what is put in is not looked at again.</summary>
    private static string Fill(string frame, Func<string, string> part)
    {
        var page = new StringBuilder();
        var at = 0;
        while (frame.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = frame.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(frame, at, open - at).Append(part(frame[(open + 2)..close]));
            at = close + 2;
        }
        return page.Append(frame, at, frame.Length - at).ToString();
    }

    /// <summary>The scripts, in the order of their names, in one scope that nothing outside of sees.</summary>
    private static string Scripts()
    {
        var names = typeof(ExplorerPage).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return "(() => {\n'use strict';\n" + string.Join("\n", names.Select(name => Text(name[Folder.Length..]))) + "})();\n";
    }

    private static string Text(string name)
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
