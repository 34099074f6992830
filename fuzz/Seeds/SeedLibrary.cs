using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;
using Pyc.Loader;

namespace Pyc.Fuzz.Seeds;

/// <summary>What inputs are made of: modules of one function and those that it calls, made of files that CPython wrote, and pieces of them.</summary>
/// <remarks>The same files give the same library, in the same order.</remarks>
public sealed class SeedLibrary
{
    private const int LongestCode = 320;
    private const int LongestFile = 2500;              // a whole file, for the references that it has
    private const int MostFunctions = 4;
    private const int MostSegments = 40_000;

    private readonly Dictionary<PythonVersion, Pieces> _pieces = [];
    private readonly List<SeedFile> _files = [];
    private readonly int _share;
    private int _functions;

    private SeedLibrary(int share) => _share = share;

    /// <summary>The modules.</summary>
    public IReadOnlyList<SeedFile> Files => _files;

    /// <summary>Pieces of code of one version.</summary>
    public sealed class Pieces
    {
        /// <summary>Segments that leave nothing on the stack.</summary>
        public List<Segment> Statements { get; } = [];

        /// <summary>Segments that leave a value.</summary>
        public List<Segment> Expressions { get; } = [];

        /// <summary>Whole bodies, with the code that they are of.</summary>
        public List<(InstructionList List, CodeEditor Code)> Bodies { get; } = [];

        /// <summary>Arguments that compilers give an opcode.</summary>
        public List<int>[] Arguments { get; } = [.. Enumerable.Range(0, 256).Select(_ => new List<int>())];

        /// <summary>Constants.</summary>
        public List<MarshalNode> Constants { get; } = [];
    }

    /// <summary>The pieces of a version; null where no file is of it.</summary>
    public Pieces? Of(PythonVersion version) => _pieces.GetValueOrDefault(version);

    /// <summary>Takes all .pyc files below some folders.</summary>
    /// <param name="share">Of the functions, one in so many is taken.</param>
    /// <param name="folders">The folders.</param>
    public static SeedLibrary From(int share, params IEnumerable<string> folders)
    {
        var library = new SeedLibrary(share);
        string[] paths = [.. folders.SelectMany(folder => Directory.GetFiles(folder, "*.pyc", SearchOption.AllDirectories))];
        Array.Sort(paths, StringComparer.Ordinal);
        foreach (var path in paths)
            library.Add(File.ReadAllBytes(path));
        return library;
    }

    /// <summary>Those of the repository's fixtures.</summary>
    /// <param name="fixtures">The folder.</param>
    /// <param name="share">Of the functions, one in so many is taken.</param>
    public static SeedLibrary FromFixtures(string fixtures, int share = 7) =>
        From(share, Path.Combine(fixtures, "pyc"), Path.Combine(fixtures, "bytecode"), Path.Combine(fixtures, "probes", "pyc"));

    private void Add(byte[] file)
    {
        if (!MarshalTree.TryRead(file, out var tree) || !tree.Root.IsCode)
            return;
        if (file.Length <= LongestFile)
            _files.Add(new SeedFile(file));
        var module = new CodeEditor(tree.Root, tree.Version);
        var functions = new Dictionary<string, MarshalNode>(StringComparer.Ordinal);
        foreach (var constant in module["consts"].Items)
        {
            if (constant.IsCode && IsPlain(new CodeEditor(constant, tree.Version), out var name))
                functions.TryAdd(name, constant);
        }
        foreach (var name in functions.Keys)
        {
            if (_functions++ % _share == 0)
                AddFunction(tree, functions, name);
        }
    }

    private static bool IsPlain(CodeEditor code, out string name)
    {
        name = CodeEditor.Followed(code["name"]).AsText() ?? "";
        if (name.Length == 0 || name[0] == '<' || code.BytesOf("code").Length > LongestCode)
            return false;
        // A function with free variables needs cells, and one that is the body of a class needs a class.
        return (code.Number("flags") & 3) == 3
            && !(code.Has("freevars") ? code["freevars"].Items.Count > 0 : code.BytesOf("localspluskinds").Any(kind => (kind & 0x80) != 0));
    }

    private void AddFunction(MarshalTree tree, Dictionary<string, MarshalNode> functions, string name)
    {
        var needed = new List<string> { name };
        for (var i = 0; i < needed.Count && needed.Count < MostFunctions; i++)
        {
            foreach (var used in new CodeEditor(functions[needed[i]], tree.Version)["names"].Items)
            {
                if (CodeEditor.Followed(used).AsText() is { } other && functions.ContainsKey(other) && !needed.Contains(other) && needed.Count < MostFunctions)
                    needed.Add(other);
            }
        }
        // Names and constants that the module shares with others are written out.
        var codes = needed.Select(function => (function, Inlined(functions[function])));
        var made = ModuleMaker.Make(tree.Version, tree.Header, codes);
        var seed = new SeedFile(made.ToBytes());
        if (seed.Tree is null || seed.Depths.Count < 2 || seed.Depths[1] is null)
            return;
        _files.Add(seed);
        AddPieces(seed, seed.Tree);
    }

    private static MarshalNode Inlined(MarshalNode node)
    {
        // No compiler writes an object that contains itself.
        if (node is { IsReference: true, Target: { } target })
            return Inlined(target);
        return new MarshalNode(node.Type) { Payload = node.Payload, Items = [.. node.Items.Select(Inlined)] };
    }

    private void AddPieces(SeedFile seed, MarshalTree tree)
    {
        if (!_pieces.TryGetValue(tree.Version, out var pieces))
            _pieces[tree.Version] = pieces = new Pieces();
        var codes = tree.Codes();
        for (var i = 1; i < codes.Count; i++)
        {
            if (seed.Depths[i] is not { } depths)
                continue;
            var code = new CodeEditor(codes[i], tree.Version);
            var list = code.Instructions(depths);
            pieces.Bodies.Add((list, code));
            pieces.Constants.AddRange(code["consts"].Items.Where(constant => !constant.IsCode && !constant.IsReference));
            for (var at = 0; at < list.Items.Count; at++)
            {
                pieces.Arguments[list.Items[at].Opcode].Add(list.Items[at].Argument);
                if (pieces.Statements.Count < MostSegments && Segment.At(list, code, at, 0) is { } statement)
                    pieces.Statements.Add(statement);
                if (pieces.Expressions.Count < MostSegments && Segment.At(list, code, at, 1) is { } expression)
                    pieces.Expressions.Add(expression);
            }
        }
    }
}
