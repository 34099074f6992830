using System.Diagnostics.CodeAnalysis;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>A loop that counts: each round adds one to a number, and it goes on while that is below a limit.</summary>
/// <remarks>
/// The test stands either at the end of the header, before what a round does, or at the end of the only block that leads back, behind it. Other ways out there may be.
/// Holds until the function changes; where another way in is added, by a <see cref="Passes.MainLoop"/>, what is said of phis
/// is what was true before.
/// </remarks>
internal sealed partial class CountedLoop
{
    private const int MaxHeight = 4;        // of the loops inside: a block is entered in the lists of so many loops around it
    private const int MaxAhead = 1 << 20;   // of what the test compares, before the counter

    private readonly HashSet<Block> _blocks;
    private readonly Dictionary<Value, (Value Start, Value? Next)> _phis = [];

    private CountedLoop(Loop loop, List<Block> blocks, HashSet<Block> isInside, Block preheader, Value counter, Value next, Value test, bool goesOnIf, Value limit, int limitOffset)
    {
        Loop = loop;
        Blocks = blocks;
        _blocks = isInside;
        Preheader = preheader;
        Counter = counter;
        Next = next;
        Test = test;
        GoesOnIf = goesOnIf;
        Limit = limit;
        LimitOffset = limitOffset;
        var start = IndexOf(Header.Predecessors, preheader);
        foreach (var phi in Header.Phis)
            _phis[phi] = (phi.Operands[start], NextOf(phi, preheader));
    }

    /// <summary>The loop.</summary>
    public Loop Loop { get; }

    /// <summary>Its blocks, those of loops inside with them, in reverse postorder: the header first.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The block through which it is entered.</summary>
    public Block Header => Loop.Header;

    /// <summary>The only block outside that leads to the header, by one edge; it may have other ways to go.</summary>
    public Block Preheader { get; }

    /// <summary>The number: a phi of the header.</summary>
    public Value Counter { get; }

    /// <summary>The number of the first round.</summary>
    public Value Start => StartOf(Counter);

    /// <summary>The number of the next round, the operand of <see cref="Counter"/> for every edge back: a sum, wrapping or not.</summary>
    public Value Next { get; }

    /// <summary>The branch that decides whether the loop goes on.</summary>
    public Value Test { get; }

    /// <summary>What its condition is then.</summary>
    public bool GoesOnIf { get; }

    /// <summary>Whether the test comes before what a round does, at the end of the header, or else behind it.</summary>
    public bool TestsFirst => Test.Block == Header && !IsLatch(Header);

    /// <summary>
    /// A value from outside, or a constant: the test lets a round go on, to what it does or to the next round, while <see cref="Counter"/> is below this plus
    /// <see cref="LimitOffset"/>, as integers without bounds.
    /// </summary>
    public Value Limit { get; }

    /// <summary>See <see cref="Limit"/>.</summary>
    public int LimitOffset { get; }

    /// <summary>Where it goes when the test ends it.</summary>
    public Block Exit => Test.Block!.Successors[GoesOnIf ? 1 : 0];   // a terminator is in a block

    /// <summary>Whether no loop is inside.</summary>
    public bool IsInnermost { get; private init; }

    /// <summary>The counted loops of a function as it is now, an outer one before those inside. Cost: linear.</summary>
    /// <param name="function">The function.</param>
    /// <param name="forest">Its loops.</param>
    /// <param name="byRounds">
    /// Whether innermost loops that test first but count otherwise are given a counter of their rounds, of which <see cref="Limit"/> says nothing. What is not used is to be taken back by
    /// <see cref="RemoveRounds"/>.
    /// </param>
    public static List<CountedLoop> In(Function function, LoopForest forest, bool byRounds = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(forest);
        var found = new List<CountedLoop>();
        if (forest.Loops.Count == 0)
            return found;
        var blocks = forest.Loops.ToDictionary(loop => loop, _ => new List<Block>());
        var heights = forest.Loops.ToDictionary(loop => loop, _ => 0);
        foreach (var loop in forest.Loops.Reverse().Where(loop => loop.Parent is not null))
            heights[loop.Parent!] = Math.Max(heights[loop.Parent!], heights[loop] + 1);
        foreach (var block in function.ReversePostOrder)
        {
            var loop = forest.LoopOf(block);
            for (var height = 0; loop is not null && height <= MaxHeight; height++, loop = loop.Parent)
                blocks[loop].Add(block);
        }
        foreach (var loop in forest.Loops.Where(loop => heights[loop] <= MaxHeight && !loop.IsIrreducible))
        {
            if ((Recognise(loop, blocks[loop], heights[loop] == 0) ?? (byRounds && heights[loop] == 0 ? ByRounds(loop, blocks[loop]) : null)) is { } counted)
                found.Add(counted);
        }
        return found;
    }

    /// <summary>Whether a block is one of the loop's.</summary>
    public bool Contains(Block block) => _blocks.Contains(block);

    /// <summary>Whether a value is the same in all rounds: a constant, or from outside.</summary>
    public bool IsInvariant(Value value) => IsInvariant(value, _blocks);

    /// <summary>What a phi of the header is in the first round.</summary>
    public Value StartOf(Value phi) => OfPhi(phi).Start;

    /// <summary>What a phi of the header is in the next round; <see langword="null"/> where that depends on the way back.</summary>
    public Value? NextOf(Value phi) => OfPhi(phi).Next;

    // What comes out of other loops may need phis here that were not there yet.
    private (Value Start, Value? Next) OfPhi(Value phi) =>
        _phis.TryGetValue(phi, out var known) ? known : (phi.Operands[IndexOf(Header.Predecessors, Preheader)], NextOf(phi, Preheader));

    private bool IsLatch(Block block) => block.Successors.Contains(Header);

    private static CountedLoop? Recognise(Loop loop, List<Block> blocks, bool isInnermost)
    {
        var header = loop.Header;
        var isInside = blocks.ToHashSet();
        var outside = header.Predecessors.Where(block => !isInside.Contains(block)).ToList();
        if (outside is not [var preheader] || preheader.Terminator is null)
            return null;
        var latches = header.Predecessors.Where(isInside.Contains).Distinct().ToList();
        var candidates = latches is [var latch] && latch != header ? new[] { header, latch } : [header];
        foreach (var block in candidates)
        {
            if (block.Terminator is not { Op: Op.Branch } test || !LeavesOneWay(block, isInside, out var goesOnIf))
                continue;
            // Behind a test in the midst of a round something would be left to do.
            if (block == header ? latches.Contains(header) && latches.Count > 1 : !block.Successors.Contains(header))
                continue;
            if (MatchTest(test.Operands[0], goesOnIf, header, preheader, isInside) is var (counter, next, limit, offset))
                return new CountedLoop(loop, blocks, isInside, preheader, counter, next, test, goesOnIf, limit, offset) { IsInnermost = isInnermost };
        }
        return null;
    }

    private static bool LeavesOneWay(Block block, HashSet<Block> isInside, out bool goesOnIf)
    {
        goesOnIf = isInside.Contains(block.Successors[0]);
        return goesOnIf != isInside.Contains(block.Successors[1]);
    }

    private static (Value Counter, Value Next, Value Limit, int Offset)? MatchTest(Value condition, bool goesOnIf, Block header, Block preheader, HashSet<Block> isInside)
    {
        if (condition.Op is not (Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual))
            return null;
        var isLess = (condition.Op is Op.IntLess or Op.IntLessOrEqual) == goesOnIf;
        var (low, high) = isLess ? (condition.Operands[0], condition.Operands[1]) : (condition.Operands[1], condition.Operands[0]);
        var isStrict = (condition.Op is Op.IntLess or Op.IntGreater) == goesOnIf;
        var (counter, ahead) = IsSum(low, out var other, out var number) && number is >= -MaxAhead and <= MaxAhead ? (other, (int)number) : (low, 0);
        if (!IsInvariant(high, isInside) || counter.Op != Op.Phi || counter.Block != header || NextOf(counter, preheader) is not { } next)
            return null;
        if (!IsSum(next, out var before, out var step) || before != counter || step != 1)
            return null;
        return (counter, next, high, (isStrict ? 0 : 1) - ahead);
    }

    private static bool IsSum(Value value, [NotNullWhen(true)] out Value? other, out long number)
    {
        (other, number) = (null, 0);
        if (value.Op is not (Op.IntAdd or Op.IntAddWrap))
            return false;
        var constant = value.Operands[1].Op == Op.IntConstant ? 1 : 0;
        (other, number) = (value.Operands[1 - constant], value.Operands[constant].Immediate);
        return value.Operands[constant].Op == Op.IntConstant;
    }

    private static Value? NextOf(Value phi, Block preheader)
    {
        Value? next = null;
        for (var i = 0; i < phi.Operands.Count; i++)
        {
            if (phi.Block!.Predecessors[i] == preheader)   // a phi of a header is in a block
                continue;
            if (next is not null && next != phi.Operands[i])
                return null;
            next = phi.Operands[i];
        }
        return next;
    }

    // What has no operands is a constant.
    private static bool IsInvariant(Value value, HashSet<Block> isInside) =>
        value.Info is { Arity: 0, Effects: Effects.None } || (value.Block is { } block && !isInside.Contains(block));

    private static int IndexOf(IReadOnlyList<Block> blocks, Block block)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] == block)
                return i;
        }
        throw new InvalidOperationException($"{block} does not lead to the loop.");
    }
}
