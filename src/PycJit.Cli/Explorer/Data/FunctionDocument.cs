using Pyc.Cli.Explorer.Graph;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Everything that the page shows of one function.</summary>
internal sealed record FunctionDocument
{
    /// <summary>As Python declares it: <c>foo(a, b)</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>Parameter types and result.</summary>
    public string? Signature { get; init; }

    /// <summary><c>native</c> or <c>interpreted</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Bytes of machine code.</summary>
    public int? Size { get; init; }

    /// <summary>What to know at a glance.</summary>
    public IReadOnlyList<FactDocument>? Facts { get; init; }

    /// <summary>How long the stages of the compilation took.</summary>
    public IReadOnlyList<StageDocument>? Stages { get; init; }

    /// <summary>The code objects that went into it, its own first.</summary>
    public required IReadOnlyList<CodeDocument> Codes { get; init; }

    /// <summary>What is said about its lines.</summary>
    public required IReadOnlyList<NoteDocument> Notes { get; init; }

    /// <summary>Whether passes ran over more than one function.</summary>
    public bool? SeveralUnits { get; init; }

    /// <summary>All lines of IR of all snapshots, each once.</summary>
    public IReadOnlyList<IrLineDocument>? Lines { get; init; }

    /// <summary>All blocks of all snapshots, each once.</summary>
    public IReadOnlyList<BlockDocument>? Blocks { get; init; }

    /// <summary>All forms of all functions of the IR, each once.</summary>
    public IReadOnlyList<UnitDocument>? Units { get; init; }

    /// <summary>The IR behind each pass.</summary>
    public IReadOnlyList<SnapshotDocument>? Snapshots { get; init; }

    /// <summary>Pictures of control-flow graphs, one for each form of graph.</summary>
    public IReadOnlyList<PictureDocument>? Pictures { get; init; }

    /// <summary>Calls in whose place code of other functions stands.</summary>
    public IReadOnlyList<SiteDocument>? Sites { get; init; }

    /// <summary>The machine code.</summary>
    public IReadOnlyList<AssemblyDocument>? Assembly { get; init; }
}

/// <summary>A fact: <c>code size</c>, <c>296 bytes</c>; more in a tooltip.</summary>
internal sealed record FactDocument(string Name, string Value, string? More);

/// <summary>A stage of the compilation.</summary>
internal sealed record StageDocument(string Name, double Microseconds);

/// <summary>A code object.</summary>
/// <param name="Name">Qualified name.</param>
/// <param name="File">Its source file without the folder.</param>
/// <param name="BuiltIn">Whether it comes with PycJit.</param>
/// <param name="Within">Index of the code object in whose source it stands, as a lambda does.</param>
/// <param name="Reconstructed">Whether the source was not found: then each line says what names it has.</param>
/// <param name="Source">Lines of source; empty where it stands within another.</param>
/// <param name="Bytecode">Its instructions.</param>
internal sealed record CodeDocument(
    string Name, string File, bool? BuiltIn, int? Within, bool? Reconstructed, IReadOnlyList<SourceLineDocument> Source, IReadOnlyList<BytecodeDocument> Bytecode);

/// <summary>A line of source.</summary>
internal sealed record SourceLineDocument(int Line, string Text);

/// <summary>An instruction of bytecode. <paramref name="Span"/> is the first column, the last line and the column behind, in UTF-16 units.</summary>
internal sealed record BytecodeDocument(
    int Index, int Offset, string Opcode, string Operation, string? Operand, int Line, bool? Target, bool? Handler, IReadOnlyList<int>? Span);

/// <summary>What is said about a line: <c>refused</c>, <c>done</c>, <c>missed</c>, <c>check</c> or <c>types</c>.</summary>
internal sealed record NoteDocument(int Code, int Line, string Kind, string? Id, string? Title, string Text, string? Remedy);

/// <summary>A line of IR; without origin, <paramref name="Code"/>, <paramref name="Line"/> and <paramref name="Index"/> are null.</summary>
/// <remarks><paramref name="Site"/> is the call in whose place it stands, an index in <see cref="FunctionDocument.Sites"/>.</remarks>
internal sealed record IrLineDocument(string Text, int Value, int? Code, int? Line, int? Index, int? Site);

/// <summary>A call in whose place something else stands; it may be in such a place itself.</summary>
internal sealed record SiteDocument(int Code, int Line, int Index, int? Site);

/// <summary>A block: number, loops around it, whether one begins here, whether it is rarely run, where it goes, its lines.</summary>
internal sealed record BlockDocument(int Id, int? Depth, bool? Head, bool? Cold, IReadOnlyList<int>? Next, IReadOnlyList<int> Lines);

/// <summary>A form of a function of the IR.</summary>
internal sealed record UnitDocument(string Name, string Header, int Picture, IReadOnlyList<int> Blocks);

/// <summary>The IR behind a pass.</summary>
internal sealed record SnapshotDocument(string Title, string? Function, int? Round, IReadOnlyList<int> Functions, DifferenceDocument? Difference);

/// <summary>What a pass did to a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Added">Values that are new.</param>
/// <param name="Changed">Values whose lines are others.</param>
/// <param name="Moved">Values that stand in another block.</param>
/// <param name="Gone">Pairs: the value behind which a line stood, −1 for the start, and the line.</param>
/// <param name="Dropped">Functions that are called no more.</param>
internal sealed record DifferenceDocument(
    int Unit, IReadOnlyList<int>? Added, IReadOnlyList<int>? Changed, IReadOnlyList<int>? Moved, IReadOnlyList<int[]>? Gone, IReadOnlyList<string>? Dropped);

/// <summary>A picture: x, y, width and height of blocks; header, depth, x, y, width and height of loops; edges.</summary>
internal sealed record PictureDocument(int Width, int Height, IReadOnlyList<int[]> Nodes, IReadOnlyList<int[]> Loops, IReadOnlyList<EdgeDocument> Edges);

/// <summary>An edge: indexes of its blocks, how likely it is, whether it goes back, and x and y of its corners.</summary>
internal sealed record EdgeDocument(int From, int To, EdgeKind Kind, bool? Back, IReadOnlyList<int> Points);

/// <summary>A line of machine code.</summary>
internal sealed record AssemblyDocument(
    string Kind, int Offset, string? Bytes, string Text, string? Comment, int? Value, int? Block, string? Unit, int? Code, int? Line, int? Index, int? Site);
