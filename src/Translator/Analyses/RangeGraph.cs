using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Values and their versions behind branches and checks, and which of them each is computed from.</summary>
/// <remarks>
/// A walk over the tree of dominators, as for the renaming of variables in SSA construction; a new version lasts for the blocks below.
/// Where a branch leads to a block with other predecessors, only that block's phis learn what the branch knows.
/// </remarks>
internal sealed class RangeGraph
{
    private const int None = -1;
    private const int MaxDepth = 4;   // of conditions made of conditions
    private const int MostVersions = 32;   // that are looked through for the one at a place

    private readonly List<Node> _nodes = [];
    private readonly List<int> _inputs = [];
    private readonly int[] _nodeOf;        // by value: the node of its definition
    private readonly int[] _current;       // by value: its version at the place of the walk
    private readonly int[] _latest;        // by value: its version that was made last, wherever
    private readonly int[] _uses;          // by value: where the versions of its operands start in _inputs
    private readonly Dictionary<(Block Target, int Index), (int First, int End)> _ofEdges = [];    // the versions that edges make
    private readonly Dictionary<Value, (int Left, int Right)> _compared = [];   // by check or branch: the versions of what it compares
    private readonly Stack<(Value Value, int Version)> _replaced = [];
    private readonly List<(Block Target, int Index)>[] _edges;   // by block: the edges out of it, by place among the predecessors
    private readonly Function _function;
    private Block? _entered;
    private bool _isOnEdge;
    private int[] _rank = [];
    private int[] _firstUser = [];
    private int[] _users = [];

    private RangeGraph(Function function)
    {
        _function = function;
        Dominators = DominatorTree.Of(function);
        _nodeOf = new int[function.ValueCount];
        _current = new int[function.ValueCount];
        _latest = new int[function.ValueCount];
        _uses = new int[function.ValueCount];
        Array.Fill(_nodeOf, None);
        Array.Fill(_current, None);
        Array.Fill(_latest, None);
        Array.Fill(_uses, None);
        _edges = new List<(Block, int)>[function.BlockCount];
        foreach (var block in function.Blocks)
            _edges[block.Id] = [];
        foreach (var block in function.ReversePostOrder.Where(block => block.First is { Op: Op.Phi }))
        {
            for (var i = 0; i < block.Predecessors.Count; i++)
                _edges[block.Predecessors[i].Id].Add((block, i));
        }
    }

    /// <summary>The number of nodes, which are numbers from 0.</summary>
    public int Count => _nodes.Count;

    /// <summary>All nodes, each behind what it is computed from save round loops.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>The dominators that the walk goes by.</summary>
    public DominatorTree Dominators { get; }

    public static RangeGraph Of(Function function)
    {
        var graph = new RangeGraph(function);
        graph.Walk();
        graph.CollectUsers();
        return graph;
    }

    public int NodeOf(Value value) => value.Id < _nodeOf.Length ? _nodeOf[value.Id] : None;

    public int NodeOf(Value user, int operand) =>
        user.Id < _uses.Length && _uses[user.Id] is >= 0 and var first ? _inputs[first + operand] : None;

    /// <summary>The versions that a comparison's operands have where a check or branch asks for it.</summary>
    public (int Left, int Right) ComparedBy(Value user) => _compared.GetValueOrDefault(user, (None, None));

    /// <summary>The block where a version is made; of what an edge tells, the one that the edge leaves.</summary>
    public Block BlockOf(int node) => _nodes[node].Block;

    /// <summary>The version that a value has at the end of a block, or one with less known of it; none where it is not defined there.</summary>
    public int VersionAtEnd(Value value, Block block)
    {
        var version = value.Id < _latest.Length ? _latest[value.Id] : None;
        for (var i = 0; i < MostVersions && version != None; i++, version = _nodes[version].Earlier)
        {
            if (!_nodes[version].IsOfEdge && Dominators.Dominates(_nodes[version].Block, block))
                return version;
        }
        return NodeOf(value) is >= 0 and var node && Dominators.Dominates(_nodes[node].Block, block) ? node : None;
    }

    /// <summary>The versions that there are on an edge alone, for its target's phis: from the first to below the end.</summary>
    public (int First, int End) VersionsOfEdge(Block target, int index) => _ofEdges.GetValueOrDefault((target, index));

    public Value ValueOf(int node) => _nodes[node].Value;

    public RangeFact? FactOf(int node) => _nodes[node].Fact;

    public bool IsPhi(int node) => _nodes[node] is { Fact: null, Value.Op: Op.Phi };

    /// <summary>The version before, then the other value or none; of what a comparison of a sum tells of its term, also the sum.</summary>
    public ReadOnlySpan<int> InputsOf(int node) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_inputs).Slice(_nodes[node].FirstInput, _nodes[node].InputCount);

    public int Rank(int node) => _rank[node];

    public ReadOnlySpan<int> UsersOf(int node) => _users.AsSpan(_firstUser[node].._firstUser[node + 1]);

    private static bool HasRange(IrType type) => type is IrType.Int64 or IrType.UInt64 or IrType.Bool;

    private void Walk()
    {
        var firstNode = new int[_function.BlockCount];
        var endNode = new int[_function.BlockCount];
        var path = new Stack<(Block Block, int Next, int Replaced)>();
        path.Push((_function.Entry, 0, 0));
        while (path.TryPop(out var top))
        {
            if (top.Next == 0)
            {
                top.Replaced = _replaced.Count;
                firstNode[top.Block.Id] = _nodes.Count;
                Enter(top.Block);
                endNode[top.Block.Id] = _nodes.Count;
            }
            var children = Dominators.Children(top.Block);
            if (top.Next < children.Count)
            {
                path.Push((top.Block, top.Next + 1, top.Replaced));
                path.Push((children[top.Next], 0, 0));
                continue;
            }
            ForgetTo(top.Replaced);
        }

        Order = new int[_nodes.Count];
        _rank = new int[_nodes.Count];
        var place = 0;
        foreach (var block in _function.ReversePostOrder)
        {
            for (var node = firstNode[block.Id]; node < endNode[block.Id]; node++)
                (Order[place], _rank[node]) = (node, place++);
        }
    }

    private void Enter(Block block)
    {
        _entered = block;
        if (block.Predecessors.Count == 1 && block.Predecessors[0] is var only && only.Terminator is { Op: Op.Branch } branch)
            Learn(branch.Operands[0], block == only.Successors[0], 0);
        foreach (var value in block)
        {
            if (value.Op == Op.FrameState)
                continue;   // nobody asks
            if (_uses[value.Id] == None)
                Reserve(value);
            var first = _uses[value.Id];
            for (var i = 0; value.Op != Op.Phi && i < value.Operands.Count; i++)
                _inputs[first + i] = _current[value.Operands[i].Id];   // a phi's come with the edges
            if (HasRange(value.Type))
            {
                _nodeOf[value.Id] = _current[value.Id] = _latest[value.Id] = _nodes.Count;
                var inputs = value.Op == Op.Phi ? value.Operands.Count : Math.Max(value.Info.Arity, 0);
                _nodes.Add(new Node(value, null, first, inputs, block, IsOfEdge: false, Earlier: None));
            }
            if (value.Op is Op.CheckTrue or Op.Branch && Signed(value.Operands[0].Op) is not null)
                _compared[value] = (_current[value.Operands[0].Operands[0].Id], _current[value.Operands[0].Operands[1].Id]);
            if (value.Info.IsTest)
                LearnFrom(value);
        }
        LeaveByEdges(block);
    }

    private void LeaveByEdges(Block block)
    {
        foreach (var (target, index) in _edges[block.Id])
        {
            var replaced = _replaced.Count;
            _isOnEdge = true;
            var first = _nodes.Count;
            if (target.Predecessors.Count > 1 && block.Terminator is { Op: Op.Branch } branch && block.Successors[0] != block.Successors[1])
                Learn(branch.Operands[0], target == block.Successors[0], 0);
            foreach (var phi in target.Phis)
            {
                // Phis of blocks that the walk comes to later have no place yet.
                if (_uses[phi.Id] == None)
                    Reserve(phi);
                _inputs[_uses[phi.Id] + index] = _current[phi.Operands[index].Id];
            }
            ForgetTo(replaced);
            _isOnEdge = false;
            if (_nodes.Count > first)
                _ofEdges[(target, index)] = (first, _nodes.Count);
        }
    }

    private void Reserve(Value value)
    {
        _uses[value.Id] = _inputs.Count;
        for (var i = 0; i < value.Operands.Count; i++)
            _inputs.Add(None);
    }

    private void LearnFrom(Value check)
    {
        var tested = check.Operands[0];
        switch (check.Op)
        {
            case Op.CheckTrue:
                Learn(tested, true, 0);
                break;
            case Op.CheckNonZero:
                Refine(tested, new RangeFact(Op.IntNotEqual, Interval.Constant(0)), None);
                break;
            case Op.CheckNotNegative:
                Refine(tested, RangeFact.Within(Interval.NotNegative), None);
                break;
            case Op.CheckFloatExact:
                Refine(tested, RangeFact.Within(Interval.FloatExact), None);
                break;
        }
    }

    private void Learn(Value condition, bool outcome, int depth)
    {
        Refine(condition, RangeFact.Within(Interval.Constant(outcome ? 1 : 0)), None);
        if (depth == MaxDepth)
            return;
        switch (condition.Op)
        {
            case Op.BoolNot:
                Learn(condition.Operands[0], !outcome, depth + 1);
                break;
            case Op.BoolAnd when outcome:
            case Op.BoolOr when !outcome:
                Learn(condition.Operands[0], outcome, depth + 1);
                Learn(condition.Operands[1], outcome, depth + 1);
                break;
            default:
                if (Signed(condition.Op) is { } comparison)
                    Compare(condition, outcome ? comparison : Inverse(comparison));
                break;
        }
    }

    private void Compare(Value condition, Op comparison)
    {
        var (x, y) = (condition.Operands[0], condition.Operands[1]);
        var (ofX, ofY) = (_current[x.Id], _current[y.Id]);
        Refine(x, new RangeFact(comparison, Interval.All), ofY);
        Refine(y, new RangeFact(Mirrored(comparison), Interval.All), ofX);
        LearnOfSquare(x, comparison, ofY);
        LearnOfSquare(y, Mirrored(comparison), ofX);
        LearnOfSum(x, comparison, ofY);
        LearnOfSum(y, Mirrored(comparison), ofX);
    }

    // if i + 1 < n: i is less than n - 1
    private void LearnOfSum(Value sum, Op comparison, int other)
    {
        if (sum.Op is not (Op.IntAdd or Op.IntAddWrap) || comparison == Op.IntNotEqual)
            return;
        var (term, constant) = sum.Operands[0].Op == Op.IntConstant ? (sum.Operands[1], sum.Operands[0]) : (sum.Operands[0], sum.Operands[1]);
        if (constant.Op == Op.IntConstant && constant.Immediate != long.MinValue)
            Refine(term, new RangeFact(comparison, Interval.All, -constant.Immediate), other, _nodeOf[sum.Id]);
    }

    // while i * i <= n: what searches for divisors is small
    private void LearnOfSquare(Value square, Op comparison, int other)
    {
        if (square.Op == Op.IntMul && square.Operands[0] == square.Operands[1] && comparison is Op.IntLess or Op.IntLessOrEqual or Op.IntEqual)
            Refine(square.Operands[0], new RangeFact(Op.IntMul, Interval.All), other);
    }

    private void Refine(Value value, RangeFact fact, int other, int sum = None)
    {
        if (_current[value.Id] == None || value.Op is Op.IntConstant or Op.UIntConstant or Op.BoolConstant)
            return;
        var first = _inputs.Count;
        _inputs.Add(_current[value.Id]);
        _inputs.Add(other);
        if (sum != None)
            _inputs.Add(sum);
        _replaced.Push((value, _current[value.Id]));
        _current[value.Id] = _nodes.Count;
        _nodes.Add(new Node(value, fact, first, _inputs.Count - first, _entered!, _isOnEdge, _latest[value.Id]));   // the walk is in a block
        _latest[value.Id] = _current[value.Id];
    }

    private void ForgetTo(int count)
    {
        while (_replaced.Count > count)
        {
            var (value, version) = _replaced.Pop();
            _current[value.Id] = version;
        }
    }

    private void CollectUsers()
    {
        _firstUser = new int[_nodes.Count + 1];
        for (var node = 0; node < _nodes.Count; node++)
        {
            foreach (var input in InputsOf(node))
            {
                if (input != None)
                    _firstUser[input + 1]++;
            }
        }
        for (var node = 0; node < _nodes.Count; node++)
            _firstUser[node + 1] += _firstUser[node];
        _users = new int[_firstUser[^1]];
        var next = _firstUser.AsSpan(.._nodes.Count).ToArray();
        for (var node = 0; node < _nodes.Count; node++)
        {
            foreach (var input in InputsOf(node))
            {
                if (input != None)
                    _users[next[input]++] = node;
            }
        }
    }

    internal static Op? Signed(Op op) => op switch
    {
        Op.IntEqual or Op.IntNotEqual or Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual => op,
        Op.UIntLess => Op.IntLess,   // ranges are of integers, whatever their type
        Op.UIntLessOrEqual => Op.IntLessOrEqual,
        _ => null,
    };

    internal static Op Inverse(Op comparison) => comparison switch
    {
        Op.IntEqual => Op.IntNotEqual,
        Op.IntNotEqual => Op.IntEqual,
        Op.IntLess => Op.IntGreaterOrEqual,
        Op.IntLessOrEqual => Op.IntGreater,
        Op.IntGreater => Op.IntLessOrEqual,
        _ => Op.IntLess,
    };

    internal static Op Mirrored(Op comparison) => comparison switch
    {
        Op.IntLess => Op.IntGreater,
        Op.IntLessOrEqual => Op.IntGreaterOrEqual,
        Op.IntGreater => Op.IntLess,
        Op.IntGreaterOrEqual => Op.IntLessOrEqual,
        _ => comparison,
    };

    private readonly record struct Node(Value Value, RangeFact? Fact, int FirstInput, int InputCount, Block Block, bool IsOfEdge, int Earlier);
}
