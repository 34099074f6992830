namespace Pyc.Cli.Explorer.Graph;

/// <summary>A block of a control-flow graph as the layout sees it.</summary>
/// <param name="Id">Its number in the IR; the layout knows blocks by their place in <see cref="ControlFlowGraph.Nodes"/>.</param>
/// <param name="Width">Width of its box.</param>
/// <param name="Height">Height of its box.</param>
/// <param name="IsCold">Whether it is reached only on the way out.</param>
internal readonly record struct GraphNode(int Id, int Width, int Height, bool IsCold);

/// <summary>How often an edge is taken, as far as the compiler has said.</summary>
internal enum EdgeKind
{
    /// <summary>Nothing is known.</summary>
    Normal,

    /// <summary>The way that is expected.</summary>
    Likely,

    /// <summary>A way out that is not expected.</summary>
    Cold,
}

/// <summary>An edge between two blocks.</summary>
/// <param name="From">Place of the source in <see cref="ControlFlowGraph.Nodes"/>.</param>
/// <param name="To">Place of the target.</param>
/// <param name="Kind">How often it is taken.</param>
internal readonly record struct GraphEdge(int From, int To, EdgeKind Kind);

/// <summary>Blocks and edges. The first block is the entry.</summary>
internal sealed class ControlFlowGraph(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges)
{
    /// <summary>The blocks.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; } = nodes;

    /// <summary>The edges, in the order of the successors of each block.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; } = edges;
}

/// <summary>A point of a picture; y grows downwards.</summary>
internal readonly record struct GraphPoint(int X, int Y);

/// <summary>Where the box of a block is.</summary>
internal readonly record struct PlacedNode(int X, int Y, int Width, int Height);

/// <summary>The box around a loop.</summary>
/// <param name="Header">Place of its header in <see cref="ControlFlowGraph.Nodes"/>.</param>
/// <param name="Depth">1 for a loop that is in no other.</param>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal readonly record struct LoopBox(int Header, int Depth, int X, int Y, int Width, int Height);

/// <summary>An edge as a line of horizontal and vertical pieces, from the lower side of its source to the upper side of its target.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Points">The corners; the last point carries the arrow.</param>
/// <param name="IsBack">Whether it closes a loop.</param>
internal sealed record RoutedEdge(GraphEdge Edge, IReadOnlyList<GraphPoint> Points, bool IsBack);

/// <summary>A control-flow graph with a place for everything.</summary>
/// <param name="Width">Width of the picture.</param>
/// <param name="Height">Height of the picture.</param>
/// <param name="Nodes">In the order of <see cref="ControlFlowGraph.Nodes"/>.</param>
/// <param name="Loops">Outer loops before those in them.</param>
/// <param name="Edges">In the order of <see cref="ControlFlowGraph.Edges"/>.</param>
internal sealed record GraphPicture(
    int Width, int Height, IReadOnlyList<PlacedNode> Nodes, IReadOnlyList<LoopBox> Loops, IReadOnlyList<RoutedEdge> Edges);
