using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pyc.Cli.Explorer.Graph;
using Pyc.Translation.Analyses;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Makes the documents of the IR of one function. Lines, blocks, functions and pictures that are equal are written once.</summary>
internal sealed class IrDocuments
{
    private const int NodeWidth = 92;
    private const int NodeHeight = 26;

    private readonly Dictionary<IrTraceLine, int> _lineIndexes = [];
    private readonly Dictionary<IrBlockSnapshot, int> _blockIndexes = [];
    private readonly Dictionary<IrFunctionSnapshot, int> _unitIndexes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _pictureIndexes = new(StringComparer.Ordinal);

    /// <summary>Lines that were met.</summary>
    public List<IrLineDocument> Lines { get; } = [];

    /// <summary>Blocks that were met.</summary>
    public List<BlockDocument> Blocks { get; } = [];

    /// <summary>Forms of functions that were met.</summary>
    public List<UnitDocument> Units { get; } = [];

    /// <summary>Pictures that were made.</summary>
    public List<PictureDocument> Pictures { get; } = [];

    /// <summary>The snapshots, each with what is different from the one before.</summary>
    public IReadOnlyList<SnapshotDocument> Add(ImmutableArray<IrSnapshot> snapshots)
    {
        var documents = new List<SnapshotDocument>(snapshots.Length);
        for (var i = 0; i < snapshots.Length; i++)
        {
            var snapshot = snapshots[i];
            int[] units = [.. snapshot.Functions.Select(IndexOf)];
            documents.Add(new SnapshotDocument(
                PageText.Name(snapshot.Title), snapshot.Function.Length > 0 ? PageText.Name(snapshot.Function) : null, snapshot.Round > 0 ? snapshot.Round : null, units,
                i > 0 ? DifferenceOf(snapshots[i - 1], snapshot) : null));
        }
        return documents;
    }

    private DifferenceDocument? DifferenceOf(IrSnapshot before, IrSnapshot after)
    {
        string[] dropped = [.. before.Functions.Select(function => function.Name).Except(after.Functions.Select(function => function.Name)).Select(PageText.Name)];
        var changed = after.Functions.FirstOrDefault(function => function.Name == after.Function);
        var old = before.Functions.FirstOrDefault(function => function.Name == after.Function);
        if (changed is null || old is null)
            return dropped.Length > 0 ? new(IndexOf(after.Functions[0]), null, null, null, null, dropped) : null;
        var difference = SnapshotDifference.Of(old, changed);
        return new(
            IndexOf(changed), Filled(difference.Added), Filled(difference.Changed), Filled(difference.Moved),
            Filled([.. difference.Gone.Select(gone => new[] { gone.Behind, IndexOf(gone.Line) })]), Filled(dropped));
    }

    private static IReadOnlyList<T>? Filled<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;

    private int IndexOf(IrFunctionSnapshot function)
    {
        if (_unitIndexes.TryGetValue(function, out var index))
            return index;
        var picture = PictureOf(function);
        Units.Add(new UnitDocument(PageText.Name(function.Name), PageText.Line(function.Header), picture, [.. function.Blocks.Select(IndexOf)]));
        return _unitIndexes[function] = Units.Count - 1;
    }

    private int IndexOf(IrBlockSnapshot block)
    {
        if (_blockIndexes.TryGetValue(block, out var index))
            return index;
        Blocks.Add(new BlockDocument(
            block.Id, block.LoopDepth > 0 ? block.LoopDepth : null, Flag(block.IsLoopHeader), Flag(block.IsCold),
            Filled([.. block.Successors.Select(successor => successor.Block)]), [.. block.Lines.Select(IndexOf)]));
        return _blockIndexes[block] = Blocks.Count - 1;
    }

    private int IndexOf(IrTraceLine line)
    {
        if (_lineIndexes.TryGetValue(line, out var index))
            return index;
        Lines.Add(new IrLineDocument(PageText.Line(line.Text), line.ValueId, line.Origin?.Code, line.Origin?.Line, line.Origin?.Instruction, SiteOf(line.Origin)));
        return _lineIndexes[line] = Lines.Count - 1;
    }

    /// <summary>The call in whose place something stands; null where it stands in none.</summary>
    public static int? SiteOf(TraceOrigin? origin) => origin is { CallSite: >= 0 and var site } ? site : null;

    private static bool? Flag(bool value) => value ? true : null;

    private int PictureOf(IrFunctionSnapshot function)
    {
        var places = new Dictionary<int, int>();
        foreach (var block in function.Blocks)
            places[block.Id] = places.Count;
        var graph = new ControlFlowGraph(
            [.. function.Blocks.Select(block => new GraphNode(block.Id, NodeWidth, NodeHeight, block.IsCold))],
            [.. function.Blocks.SelectMany(block => block.Successors.Select(next => new GraphEdge(places[block.Id], places[next.Block], KindOf(next, block))))]);
        var form = FormOf(graph);
        if (!_pictureIndexes.TryGetValue(form, out var index))
        {
            Pictures.Add(DocumentOf(GraphLayout.Of(graph)));
            _pictureIndexes[form] = index = Pictures.Count - 1;
        }
        return index;
    }

    private static EdgeKind KindOf(IrSuccessor successor, IrBlockSnapshot block) => successor.Likelihood switch
    {
        Likelihood.Likely when block.Successors.Length > 1 || block.LoopDepth > 0 => EdgeKind.Likely,
        // That a way leaves an inner loop says nothing of the rounds of the one around it.
        Likelihood.Rare when !successor.IsBackEdge => EdgeKind.Cold,
        _ => EdgeKind.Normal,
    };

    /// <summary>A text that two graphs share if their pictures are the same.</summary>
    private static string FormOf(ControlFlowGraph graph)
    {
        var form = new StringBuilder();
        foreach (var node in graph.Nodes)
            form.Append(node.IsCold ? 'c' : 'n');
        foreach (var edge in graph.Edges)
            form.Append(CultureInfo.InvariantCulture, $" {edge.From}-{edge.To}{edge.Kind}");
        return form.ToString();
    }

    private static PictureDocument DocumentOf(GraphPicture picture) => new(
        picture.Width, picture.Height,
        [.. picture.Nodes.Select(node => new[] { node.X, node.Y, node.Width, node.Height })],
        [.. picture.Loops.Select(loop => new[] { loop.Header, loop.Depth, loop.X, loop.Y, loop.Width, loop.Height })],
        [.. picture.Edges.Select(edge => new EdgeDocument(
            edge.Edge.From, edge.Edge.To, edge.Edge.Kind, Flag(edge.IsBack), [.. edge.Points.SelectMany(point => new[] { point.X, point.Y })]))]);
}
