using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Puts the body of a function in the place of a call of it, where the function is small or the call is often run.</summary>
/// <remarks>
/// What the body exits with is the frame of the function and, behind it, that of the caller as the call would have left it. A body without
/// frame states begins the call again. Callees must have come to their last form: they are copied. Cost: linear in what is copied, which is
/// limited.
/// </remarks>
internal sealed class Inlining(CallGraph graph)
{
    // In operations that make code. A call costs as much as some dozen of them, and hides from both sides what the other knows.
    private const int SmallSize = 40;
    private const int SizeInLoop = 160;
    private const int LargestCaller = 4_000;

    // Of a function that calls itself, as many bodies as a binary tree of four levels has.
    private const int SizeOfRecursive = 60;
    private const int SizeOfRepeated = 260;
    private const int RepeatedLevels = 3;

    // Frame states are no code, and may be long: with them the copies of a whole unit come to no more than a large function has.
    private const long MostCopied = 200_000;

    private readonly Dictionary<Function, int> _sizes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Function, (long Values, long States)> _costs = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Function> _loops = new(ReferenceEqualityComparer.Instance);
    private long _copied;

    /// <summary>Replaces calls in a function.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Run(Function function)
    {
        var loops = LoopForest.Of(function);
        var calls = function.Blocks.SelectMany(block => block).Where(value => value.Op == Op.Call)
            .Select(call => (Call: call, Depth: loops.DepthOf(call.Block!))).ToList();            // a value of a block is in it
        var size = SizeOf(function);
        var chosen = new List<Value>();
        foreach (var (call, depth) in calls)
        {
            var callee = call.Callee!;                                                            // a call has one
            var calleeSize = SizeOf(callee);
            var most = depth > 0 ? SizeInLoop : SmallSize;
            var obstacle = ObstacleTo(call, most, size, out var copied);
            if (obstacle != Obstacle.None)
            {
                function.Remarks?.Add(
                    RemarkKind.NotInlined, call.Origin, $"{OperationNames.Of(callee)} stays a call: {WhyNot(obstacle, calleeSize, most, size)}.");
                continue;
            }
            _copied = copied;
            function.Remarks?.Add(
                RemarkKind.Inlined, call.Origin, $"{OperationNames.Of(callee)} stands in the place of its call: it has {calleeSize} {(calleeSize == 1 ? "operation" : "operations")}{(depth > 0 ? ", and the call is in a loop" : "")}.");
            chosen.Add(call);
            size += calleeSize;
        }
        if (chosen.Count == 0)
            return false;
        // From the last one on: what stands behind a call moves to another block, once.
        for (var i = chosen.Count - 1; i >= 0; i--)
            Replace(chosen[i], chosen[i].Callee!);                                                // likewise
        _sizes[function] = size;
        if (!function.Blocks.SelectMany(block => block).Any(value => value.Op == Op.Call))
            RemoveStackChecks(function);
        return true;
    }

    /// <summary>
    /// Puts the body of a function that calls itself in the place of these calls, and of those in it, as far as that stays small: so a call does what several
    /// did. Each body still is a frame of its own to whatever leaves it; the stack is looked at by the calls that are left, for all of their bodies.
    /// </summary>
    /// <param name="function">The function, in its last form.</param>
    /// <returns>Whether there were such calls, and their bodies small.</returns>
    public bool Repeat(Function function)
    {
        var bodySize = SizeOf(function);
        if (!IsRecursive(function) || !graph.CalleesOf(function).Contains(function) || bodySize > SizeOfRecursive || function.Results.IsEmpty)
            return false;
        Function? body = null;
        var size = bodySize;
        var (own, levels) = (new HashSet<SourceLocation>(), 0);
        for (var level = 0; level < RepeatedLevels; level++)
        {
            var calls = function.Blocks.SelectMany(block => block)
                .Where(value => value.Op == Op.Call && value.Callee == function && !value.Users.Any(word => IsMissingSequence(word, function))).ToList();
            size += calls.Count * bodySize;
            if (calls.Count == 0 || size > SizeOfRepeated)
                break;
            body ??= BodyCopy.Clone(function);
            var cost = calls.Sum(call => CostOf(call, body));
            if (_copied + cost > MostCopied)
                break;
            _copied += cost;
            if (function.Remarks is not null)
                own.UnionWith(calls.Select(call => call.Origin));
            for (var i = calls.Count - 1; i >= 0; i--)
                Replace(calls[i], body);
            levels++;
        }
        _sizes.Remove(function);
        if (body is not null && function.Remarks is { } remarks)
            SayHowDeep(function, own, levels, remarks);
        return body is not null;
    }

    /// <summary>Takes note that a function has become a loop: it calls nothing any more.</summary>
    public void NoteLoop(Function function)
    {
        _loops.Add(function);
        _sizes.Remove(function);
    }

    /// <summary>Whether a call of a function may lead to another call of it.</summary>
    public bool IsRecursive(Function function) => graph.IsRecursive(function) && !_loops.Contains(function);

    private int SizeOf(Function function)
    {
        if (!_sizes.TryGetValue(function, out var size))
        {
            _sizes[function] = size = function.Blocks.SelectMany(block => block)
                .Count(value => value.Op is not (Op.Phi or Op.Parameter or Op.FrameState or Op.Jump or Op.Return) && !value.IsAnyConstant());
        }
        return size;
    }

    /// <summary>What a copy has to hold: values with their operands, and with each frame state those of the callers around it.</summary>
    private long CostOf(Value call, Function callee)
    {
        if (!_costs.TryGetValue(callee, out var cost))
        {
            foreach (var value in callee.Blocks.SelectMany(block => block))
            {
                var isState = value.Op == Op.FrameState;
                cost = (cost.Values + 1 + (isState ? WordsFrom(value) : value.Operands.Count), cost.States + (isState ? 1 : 0));
            }
            _costs[callee] = cost;
        }
        return cost.Values + cost.States * WordsFrom(call.State);
    }

    /// <summary>The operands of a frame state and of the callers around it.</summary>
    private static long WordsFrom(Value? state)
    {
        var words = 0L;
        for (; state is not null; state = state.State)
            words += state.Operands.Count;
        return words;
    }

    private static void SayHowDeep(Function function, IEnumerable<SourceLocation> calls, int levels, RemarkCollection remarks)
    {
        foreach (var where in calls)
        {
            remarks.Withdraw(RemarkKind.NotInlined, where);
            remarks.Add(
                RemarkKind.Inlined, where,
                $"{function.Name} calls itself: its body stands in the place of this call {levels} {(levels == 1 ? "level" : "levels")} deep, so that a call does what several did.");
        }
    }

    private Obstacle ObstacleTo(Value call, int most, int size, out long copied)
    {
        copied = 0;
        var callee = call.Callee!;                                                                // a call has one
        if (IsRecursive(callee))
            return Obstacle.Recursion;
        if (callee.Results.IsEmpty)
            return Obstacle.NoReturn;
        if (SizeOf(callee) > most)
            return Obstacle.CalleeSize;
        if (size + SizeOf(callee) > LargestCaller)
            return Obstacle.CallerSize;
        if (call.Users.Any(word => IsMissingSequence(word, callee)))
            return Obstacle.ListOrElse;
        copied = _copied + CostOf(call, callee);
        return copied > MostCopied ? Obstacle.UnitSize : Obstacle.None;
    }

    private static string WhyNot(Obstacle obstacle, int calleeSize, int most, int size) => obstacle switch
    {
        Obstacle.Recursion => "it may call itself again",
        Obstacle.NoReturn => "it never returns",
        Obstacle.CalleeSize => $"it has {calleeSize} operations, and a call {(most == SizeInLoop ? "in a loop" : "outside of loops")} takes in {most} at most",
        Obstacle.CallerSize => $"the caller has {size} operations already",
        Obstacle.ListOrElse => "it returns a list or something else",
        _ => "the copies in this unit are as large as a large function already",
    };

    private static void RemoveStackChecks(Function function)
    {
        foreach (var value in function.Entry.Where(value => value.Op == Op.CheckStack).ToList())
            value.Remove();
    }

    private static void Replace(Value call, Function callee)
    {
        var function = call.Block!.Function;
        var before = call.Block;
        var after = before.SplitBefore(call.Next!);                                               // a block ends with a terminator
        var copy = new BodyCopy(function, call);
        var returns = copy.Copy(callee);
        before.Append(function.NewValue(Op.Jump, [], call.Origin));
        before.AddSuccessor(copy.Entry);

        foreach (var end in returns)
        {
            end.Block!.Append(function.NewValue(Op.Jump, [], end.Origin));                        // a return is in a block, and now not its end
            end.Block.AddSuccessor(after);
        }
        // What is read of the result comes from the returns, the only ways to what follows.
        foreach (var use in call.Users.ToList())
        {
            var words = returns.ConvertAll(end => WordOf(use, end, function));
            use.ReplaceAllUsesWith(words is [var only] ? only : PutFirst(after, function.NewValue(Op.Phi, [.. words], use.Origin, use.Type)));
            use.Remove();
        }
        foreach (var end in returns)
            end.Remove();
        call.Remove();
    }

    // There is no sequence to stand for a word that another kind of result does not have.
    private static bool IsMissingSequence(Value word, Function callee) => word is { Op: Op.CallWord, Type: IrType.Sequence }
        && callee.Results.Any(result => word.Immediate >= result.Types.Length || result.Types[(int)word.Immediate] != IrType.Sequence);

    private static Value PutFirst(Block block, Value phi)
    {
        block.First!.InsertBefore(phi);                                                           // a block has a terminator
        return phi;
    }

    /// <summary>What a use of a call's result reads after one of the returns.</summary>
    private static Value WordOf(Value use, Value end, Function function)
    {
        if (use.Op == Op.CallShape)
            return Place(function.NewValue(Op.IntConstant, [], use.Origin, immediate: end.Immediate));
        if (use.Immediate < end.Operands.Count && end.Operands[(int)use.Immediate] is var word && word.Type == use.Type)
            return word;
        // Nobody looks at it: this is another kind of result.
        var op = use.Type switch
        {
            IrType.Float64 => Op.FloatConstant,
            IrType.UInt64 => Op.UIntConstant,
            IrType.Bool => Op.BoolConstant,
            IrType.None => Op.NoneConstant,
            _ => Op.IntConstant,
        };
        return Place(function.NewValue(op, [], use.Origin));

        Value Place(Value constant)
        {
            end.InsertBefore(constant);
            return constant;
        }
    }

    /// <summary>Why a call stays one.</summary>
    private enum Obstacle
    {
        None,
        Recursion,
        NoReturn,
        CalleeSize,
        CallerSize,
        ListOrElse,
        UnitSize,
    }
}
