namespace Pyc.Loader.Tests;

/// <summary>Compares .pyc files with a file that <c>fixtures/describe.py</c> wrote about them.</summary>
internal sealed class RawDecodedFile
{
    private const int MaximumShown = 10;

    private readonly List<string> _differences = [];

    internal int Files { get; private set; }

    internal int CodeObjects { get; private set; }

    internal long Instructions { get; private set; }

    internal int Mismatches { get; private set; }

    /// <summary>The first of what differs, one function and field a line.</summary>
    internal string Differences => string.Join('\n', _differences);

    /// <summary>The names of the files that were compared, without .pyc.</summary>
    internal List<string> Names { get; } = [];

    /// <summary>Reads each .pyc that the description names and compares every code object.</summary>
    internal static RawDecodedFile Compare(string description, string folder)
    {
        var result = new RawDecodedFile();
        var codes = new Queue<CodeObject>();
        foreach (var line in File.ReadLines(description))
        {
            if (line.StartsWith('#'))
                continue;

            var fields = line.Split('\t');
            if (fields[1] == "0")
            {
                result.ExpectNone(codes);
                codes = result.Open(fields[0], folder);
            }

            if (!codes.TryDequeue(out var code))
                result.Differ($"{fields[0]}[{fields[1]}] {fields[2]}: no such code object");
            else
                result.Compare(code, fields);
        }
        result.ExpectNone(codes);
        return result;
    }

    private void ExpectNone(Queue<CodeObject> left)
    {
        if (left.Count > 0)
            Differ($"{Names[^1]}: the file holds {left.Count} code objects more than the description");
    }

    private Queue<CodeObject> Open(string name, string folder)
    {
        Files++;
        Names.Add(name);
        try
        {
            return new Queue<CodeObject>(PycFile.Read(Path.Combine(folder, name + ".pyc")).CodeObjects());
        }
        catch (PycFormatException error)
        {
            Differ($"{name}: {error.Message}");
            return [];
        }
    }

    private void Compare(CodeObject code, string[] fields)
    {
        CodeObjects++;
        var place = $"{fields[0]}[{fields[1]}] {fields[2]}";
        try
        {
            if (RawDescription.Plain(code.Name) != fields[2])
                Differ($"{place}: the name is {code.Name}");

            var found = RawDescription.Of(code);
            Instructions += found[0].Length;
            for (var i = 0; i < found.Length; i++)
            {
                if (string.Join(';', found[i]) != fields[i + 3])
                    Differ($"{place}: {RawDescription.Fields[i]}: {FirstDifference(found[i], fields[i + 3].Split(';'))}");
            }
        }
        catch (PycFormatException error)
        {
            Differ($"{place}: {error.Message}");
        }
    }

    private static string FirstDifference(string[] found, string[] expected)
    {
        var at = 0;
        while (at < found.Length && at < expected.Length && found[at] == expected[at])
            at++;

        return $"number {at} is \"{found.ElementAtOrDefault(at)}\", not \"{expected.ElementAtOrDefault(at)}\"";
    }

    private void Differ(string what)
    {
        Mismatches++;
        if (_differences.Count < MaximumShown)
            _differences.Add(what);
    }
}
