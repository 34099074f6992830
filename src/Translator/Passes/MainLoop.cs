using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>A loop that is put before a counted one and does as many of its rounds as <see cref="LoopLimits"/> lets it; the counted loop stays as it is and does the rest.</summary>
/// <remarks>
/// <para>
/// The edge into the loop goes to a new block, <see cref="Guard"/>, that decides whether the main loop runs at all; if it does, <see cref="Entry"/> prepares it and <see cref="Body"/>
/// is its first block. Its rounds are the caller's to make: phis by <see cref="AddPhi"/>, the rest in blocks of their own, up to one without a terminator that <see cref="Close"/>
/// ends. From <see cref="Exit"/> on the original loop takes over with the values that the main loop has come to, and so it does from where a round is given up, by <see cref="GiveUp"/>.
/// </para>
/// <para>What is known of the loop, <see cref="CountedLoop"/>, does not hold any more then; what is known of others still does.</para>
/// </remarks>
internal sealed class MainLoop
{
    private readonly Function _function;
    private readonly SourceLocation _origin;
    private readonly Block _header;
    private readonly int _step;
    private readonly Dictionary<Value, Value> _starts = [];                        // by phi of the header
    private readonly List<(Value Phi, Func<Value> Next)> _phis = [];

    private MainLoop(CountedLoop loop, int step)
    {
        (_function, _header, _step, _origin) = (loop.Header.Function, loop.Header, step, loop.Test.Origin);
        foreach (var phi in _header.Phis)
            _starts[phi] = loop.StartOf(phi);
        (Guard, Entry, Body, Exit) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        Counter = AddPhi(_starts[loop.Counter], () => Next!);   // Close sets it
    }

    /// <summary>Decides whether the main loop runs; its terminator has the condition.</summary>
    public Block Guard { get; }

    /// <summary>What is done once before the main loop.</summary>
    public Block Entry { get; }

    /// <summary>The first block of a round; the phis stand in it.</summary>
    public Block Body { get; }

    /// <summary>Where the main loop goes when its limit is reached; leads to the original loop.</summary>
    public Block Exit { get; }

    /// <summary>The counter: a phi of <see cref="Body"/>.</summary>
    public Value Counter { get; }

    /// <summary>The counter of the next round, once the loop is closed.</summary>
    public Value? Next { get; private set; }

    /// <summary>A round is done while the counter is below this: computed in <see cref="Guard"/>.</summary>
    public Value Limit { get; private set; } = null!;   // Before sets it

    /// <summary>The counter is never beyond this behind the main loop.</summary>
    public Value End { get; private set; } = null!;     // likewise

    /// <summary>Puts a main loop before a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="limits">What holds in each of its rounds.</param>
    /// <param name="step">How many rounds of the loop one of the main loop does.</param>
    /// <param name="leastSteps">How many rounds the main loop must have to do to be worth it.</param>
    public static MainLoop Before(CountedLoop loop, LoopLimits limits, int step, int leastSteps = 1)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(limits);
        var (header, preheader) = (loop.Header, loop.Preheader);
        var main = new MainLoop(loop, step);
        main._function.Remarks?.NoteCopy(header, main.Body);
        main._function.Remarks?.NoteRest(header);
        preheader.RedirectSuccessor(Enumerable.Range(0, preheader.Successors.Count).First(index => preheader.Successors[index] == header), main.Guard);
        var end = main.Place(main.Guard, Op.Jump);
        var (limit, conditions) = limits.Emit(end);
        main.End = limit;
        main.Limit = step == 1 ? limit : end.Make(Op.IntSubWrap, limit, end.MakeInt(step - 1));
        var least = (leastSteps - 1L) * step;
        var first = main._starts[loop.Counter];
        conditions.Add(end.Make(Op.IntLess, least == 0 ? first : end.Make(Op.IntAddWrap, first, end.MakeInt(least)), main.Limit));
        var condition = conditions.Aggregate((all, next) => end.Make(Op.BoolAnd, all, next));
        main.Guard.ReplaceTerminator(Op.Branch, condition);
        main.Guard.AddSuccessor(main.Entry);
        main.Enter(main.Guard, phi => main._starts[phi]);
        main.Place(main.Entry, Op.Jump);
        main.Entry.AddSuccessor(main.Body);
        return main;
    }

    /// <summary>Demands one more condition for the main loop to run.</summary>
    /// <param name="condition">A bool that is known at the end of <see cref="Guard"/>.</param>
    public void Demand(Value condition)
    {
        var branch = Guard.Terminator!;   // Before has made it
        branch.SetOperand(0, branch.Make(Op.BoolAnd, branch.Operands[0], condition));
    }

    /// <summary>What a phi of the original loop is when the main loop starts.</summary>
    public Value StartOf(Value phi) => _starts[phi];

    /// <summary>Adds a phi to <see cref="Body"/>.</summary>
    /// <param name="start">What it is in the first round.</param>
    /// <param name="next">Gives what it is in the next round, when the loop is closed.</param>
    /// <param name="origin">The place in Python; that of the test of the loop if left out.</param>
    public Value AddPhi(Value start, Func<Value> next, SourceLocation? origin = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        var phi = _function.NewValue(Op.Phi, [start], origin ?? _origin, start.Type);
        Body.Insert(phi, Body.First);
        _phis.Add((phi, next));
        return phi;
    }

    /// <summary>Ends the main loop.</summary>
    /// <param name="latch">The last block of its rounds; it has no terminator yet.</param>
    /// <returns>The terminator of <see cref="Exit"/>, before which goes what is left to do; what the phis of the original are then, is for <see cref="Resume"/> to say.</returns>
    public Value Close(Block latch)
    {
        ArgumentNullException.ThrowIfNull(latch);
        var step = latch.Append(_function.NewValue(Op.IntConstant, [], _origin, immediate: _step));
        Next = latch.Append(_function.NewValue(Op.IntAddWrap, [Counter, step], _origin));
        var goesOn = latch.Append(_function.NewValue(Op.IntLess, [Next, Limit], _origin));
        Place(latch, Op.Branch, goesOn);
        latch.AddSuccessor(Body);
        latch.AddSuccessor(Exit);
        foreach (var (phi, next) in _phis)
            phi.AddOperand(next());
        return Place(Exit, Op.Jump);
    }

    /// <summary>Lets the original loop take over behind <see cref="Exit"/>.</summary>
    /// <param name="valueOf">What each phi of its header is then.</param>
    public void Resume(Func<Value, Value> valueOf) => Enter(Exit, valueOf);

    /// <summary>Lets the original loop take over from a block within a round.</summary>
    /// <param name="from">The block, which has no terminator yet.</param>
    /// <param name="valueOf">What each phi of its header is then.</param>
    public void GiveUp(Block from, Func<Value, Value> valueOf)
    {
        ArgumentNullException.ThrowIfNull(from);
        Place(from, Op.Jump);
        Enter(from, valueOf);
    }

    private void Enter(Block from, Func<Value, Value> valueOf)
    {
        from.AddSuccessor(_header);
        foreach (var phi in _header.Phis)
            phi.AddOperand(valueOf(phi));
    }

    private Value Place(Block block, Op op, params ReadOnlySpan<Value> operands) => block.Append(_function.NewValue(op, operands, _origin));
}
