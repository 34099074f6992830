using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>What a fact says of two values.</summary>
internal enum FactKind : byte
{
    /// <summary>A − B ≤ number, as signed numbers.</summary>
    AtMost,

    /// <summary>A &lt; B, as unsigned numbers.</summary>
    BelowUnsigned,

    /// <summary>A ≤ B, as unsigned numbers.</summary>
    AtMostUnsigned,

    /// <summary>A ≠ B.</summary>
    NotEqual,

    /// <summary>A, a sum, difference or product, is what it is without end.</summary>
    NoOverflow,
}

/// <summary>Something that is so wherever a block has been entered.</summary>
internal readonly record struct Fact(FactKind Kind, MachineNode A, MachineNode B, Int128 Number, FlowBlock Scope);

/// <summary>What jumps tell of values: whoever has jumped has met the condition.</summary>
internal sealed class FactTable(FunctionWalk walk)
{
    private static readonly List<Fact> s_none = [];

    private readonly Dictionary<(int From, int To), List<Fact>> _onEdges = [];
    private readonly List<Fact> _always = [];
    private readonly Dictionary<MachineNode, List<Fact>> _byNode = [];

    /// <summary>Stores of lengths, which are to be shown to be within the room that there is.</summary>
    internal List<(int At, FlowBlock Block, MachineNode Header, MachineNode Count)> Counts { get; } = [];

    /// <summary>Where the stack pointer is not below its limit.</summary>
    internal List<FlowBlock> StackChecks { get; } = [];

    internal void Clear()
    {
        StackChecks.Clear();
        _onEdges.Clear();
        _always.Clear();
        _byNode.Clear();
        Counts.Clear();
    }

    /// <summary>What is so where one block leads to another.</summary>
    internal List<Fact> OnEdge(FlowBlock from, FlowBlock to) => _onEdges.GetValueOrDefault((from.Index, to.Index)) ?? s_none;

    /// <summary>The facts of a value; each holds where its scope dominates.</summary>
    internal List<Fact> Of(MachineNode node) => _byNode.GetValueOrDefault(node) ?? s_none;

    /// <summary>What flags say that meet a condition, or do not.</summary>
    internal List<Fact> Of(MachineNode flags, ConditionCode condition, bool holds, FlowBlock scope)
    {
        var facts = new List<Fact>();
        Add(facts, scope, flags, condition, holds, depth: 0);
        return facts;
    }

    internal void Note(FlowBlock from, FlowBlock to, MachineNode flags, ConditionCode condition, bool holds)
    {
        if (!_onEdges.TryGetValue((from.Index, to.Index), out var facts))
            _onEdges[(from.Index, to.Index)] = facts = [];
        Add(facts, to, flags, condition, holds, depth: 0);
    }

    /// <summary>A length was stored, and is what is read from now on.</summary>
    internal void NoteCount(int at, FlowBlock block, MachineNode header, MachineNode count, MachineNode before, MachineNode after)
    {
        _ = before;
        Counts.Add((at, block, header, count));
        var field = walk.Nodes.Make(NodeKind.Field, SequenceLayout.Count, header, after, least: 0, most: int.MaxValue);
        AddEqual(_always, block, field, count);
    }

    /// <summary>Makes the facts known by their values, once all are there.</summary>
    internal void Complete()
    {
        foreach (var ((from, to), facts) in _onEdges)
        {
            // On all other ways to it the block has been left before.
            var target = walk.Blocks[to];
            if (target.Index != 0 && target.Predecessors.TrueForAll(other => other.Index == from || target.Dominates(other)))
                facts.ForEach(Index);
        }
        _always.ForEach(Index);
    }

    private void Index(Fact fact)
    {
        if (fact is { Kind: FactKind.AtMostUnsigned or FactKind.BelowUnsigned, A: { Kind: NodeKind.ContextField, Number: CallContextLayout.StackLimit }, B.Kind: NodeKind.Stack })
            StackChecks.Add(fact.Scope);
        AddTo(fact.A, fact);
        if (fact.B != fact.A)
            AddTo(fact.B, fact);
    }

    /// <summary>a − b ≤ number; where one of them is a number, it is part of the other one.</summary>
    private Fact AtMost(MachineNode a, MachineNode b, Int128 number, FlowBlock scope)
    {
        if (a.IsConstant)
            (a, number) = (walk.Nodes.Zero, number - a.Number);
        if (b.IsConstant)
            (b, number) = (walk.Nodes.Zero, number + b.Number);
        return new Fact(FactKind.AtMost, a, b, number, scope);
    }

    private void AddTo(MachineNode node, Fact fact)
    {
        if (node.IsConstant)
            return;
        if (!_byNode.TryGetValue(node, out var facts))
            _byNode[node] = facts = [];
        facts.Add(fact);
    }

    // Conditions of conditions, as deep as bools are combined; beyond a few nothing is asked.
    private void Add(List<Fact> facts, FlowBlock scope, MachineNode flags, ConditionCode condition, bool holds, int depth)
    {
        if (!holds)
            condition = Negate(condition);
        if (flags is { Kind: NodeKind.FlagsOf, A: { } result })
        {
            if (condition == ConditionCode.no)
                facts.Add(new Fact(FactKind.NoOverflow, result, result, 0, scope));
            flags = walk.Nodes.Make(NodeKind.Compare, 0, result, walk.Nodes.Zero);
            if (condition is not (ConditionCode.e or ConditionCode.ne or ConditionCode.s or ConditionCode.ns))
                return;
        }
        if (flags is not { Kind: NodeKind.Compare, A: { } a, B: { } b })
            return;
        void Less(MachineNode left, MachineNode right, long number)
        {
            facts.Add(AtMost(left, right, number, scope));
            // −y ≤ n is y ≥ −n, but for the one number that has no other sign.
            if (right.IsConstant && left is { Kind: NodeKind.Subtract, A: { IsConstant: true, Number: 0 }, B: { Least: > long.MinValue } y })
                facts.Add(AtMost(walk.Nodes.Zero, y, (Int128)number + right.Number, scope));
        }
        void Unsigned(FactKind kind, MachineNode left, MachineNode right) => facts.Add(new Fact(kind, left, right, 0, scope));
        switch (condition)
        {
            case ConditionCode.l:
                Less(a, b, -1);
                break;
            case ConditionCode.le:
                Less(a, b, 0);
                break;
            case ConditionCode.g:
                Less(b, a, -1);
                break;
            case ConditionCode.ge:
                Less(b, a, 0);
                break;
            case ConditionCode.b:
                Unsigned(FactKind.BelowUnsigned, a, b);
                break;
            case ConditionCode.be:
                Unsigned(FactKind.AtMostUnsigned, a, b);
                break;
            case ConditionCode.a:
                Unsigned(FactKind.BelowUnsigned, b, a);
                break;
            case ConditionCode.ae:
                Unsigned(FactKind.AtMostUnsigned, b, a);
                break;
            case ConditionCode.s when b is { IsConstant: true, Number: 0 }:
                Less(a, b, -1);
                break;
            case ConditionCode.ns when b is { IsConstant: true, Number: 0 }:
                Less(b, a, 0);
                break;
            case ConditionCode.no:
                var difference = walk.Nodes.Subtract(a, b);
                facts.Add(new Fact(FactKind.NoOverflow, difference, difference, 0, scope));
                break;
            case ConditionCode.e:
                AddEqual(facts, scope, a, b);
                break;
            case ConditionCode.ne:
                facts.Add(new Fact(FactKind.NotEqual, a, b, 0, scope));
                break;
        }
        if (b is { IsConstant: true, Number: 0 } && condition is ConditionCode.e or ConditionCode.ne && depth < 8)
            AddOfBool(facts, scope, a, condition == ConditionCode.ne, depth + 1);
    }

    private void AddEqual(List<Fact> facts, FlowBlock scope, MachineNode a, MachineNode b)
    {
        facts.Add(AtMost(a, b, 0, scope));
        facts.Add(AtMost(b, a, 0, scope));
    }

    private void AddOfBool(List<Fact> facts, FlowBlock scope, MachineNode node, bool isTrue, int depth)
    {
        switch (node)
        {
            case { Kind: NodeKind.Condition, A: { } flags }:
                Add(facts, scope, flags, (ConditionCode)node.Number, isTrue, depth);
                break;
            case { Kind: NodeKind.And, A: { } a, B: { } b } when isTrue && IsBool(a) && IsBool(b):
                AddOfBool(facts, scope, a, isTrue, depth + 1);
                AddOfBool(facts, scope, b, isTrue, depth + 1);
                break;
            case { Kind: NodeKind.Or, A: { } a, B: { } b } when !isTrue:
                AddOfBool(facts, scope, a, isTrue, depth + 1);
                AddOfBool(facts, scope, b, isTrue, depth + 1);
                break;
            case { Kind: NodeKind.Xor, A: { } inner, B: { IsConstant: true, Number: 1 } } when IsBool(inner):
                AddOfBool(facts, scope, inner, !isTrue, depth + 1);
                break;
            case { Kind: NodeKind.Result } when isTrue && walk.RuntimeCallOf(node) is { } call:
                AddOfCall(facts, scope, node, call);
                break;
        }
    }

    private static bool IsBool(MachineNode node) => node is { Least: >= 0, Most: <= 1 };

    /// <summary>What a function of the runtime has done that says so by an answer other than 0.</summary>
    private void AddOfCall(List<Fact> facts, FlowBlock scope, MachineNode result, RuntimeCallSite call)
    {
        MachineNode Field(MachineNode header, int offset, MachineNode version) =>
            walk.Nodes.Make(NodeKind.Field, offset, header, version, least: 0, most: int.MaxValue);
        switch (call.Function)
        {
            case RuntimeFunction.NewList:
                facts.Add(AtMost(call.Arguments[1], Field(result, SequenceLayout.Capacity, call.Moves), 0, scope));
                AddEqual(facts, scope, Field(result, SequenceLayout.Count, call.Lengths), walk.Nodes.Zero);
                break;
            case RuntimeFunction.Reserve:
                facts.Add(AtMost(call.Arguments[1], Field(call.Arguments[0], SequenceLayout.Capacity, call.Moves), 0, scope));
                break;
        }
    }

    private static ConditionCode Negate(ConditionCode condition) => condition switch
    {
        ConditionCode.o => ConditionCode.no,
        ConditionCode.no => ConditionCode.o,
        ConditionCode.b => ConditionCode.ae,
        ConditionCode.ae => ConditionCode.b,
        ConditionCode.e => ConditionCode.ne,
        ConditionCode.ne => ConditionCode.e,
        ConditionCode.be => ConditionCode.a,
        ConditionCode.a => ConditionCode.be,
        ConditionCode.s => ConditionCode.ns,
        ConditionCode.ns => ConditionCode.s,
        ConditionCode.p => ConditionCode.np,
        ConditionCode.np => ConditionCode.p,
        ConditionCode.l => ConditionCode.ge,
        ConditionCode.ge => ConditionCode.l,
        ConditionCode.le => ConditionCode.g,
        ConditionCode.g => ConditionCode.le,
        _ => ConditionCode.None,
    };
}
