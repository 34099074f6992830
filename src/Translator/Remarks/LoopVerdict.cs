using System.Collections.Immutable;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>How a loop of Python runs in the end.</summary>
public enum LoopForm
{
    /// <summary>Several rounds at once, in the lanes of vectors.</summary>
    InLanes,

    /// <summary>A copy without the checks that a limit before it stands for does most of the rounds.</summary>
    MainLoop,

    /// <summary>One round at a time; there is nothing to check.</summary>
    NoChecks,

    /// <summary>One round at a time, with checks in each.</summary>
    Checked,
}

/// <summary>Something that is checked: why code would leave, and where.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Where">The place in Python.</param>
public readonly record struct LoopCheck(ExitReason Reason, SourceLocation Where);

/// <summary>What became of one loop of Python, of all code that was made of it.</summary>
public sealed record LoopVerdict
{
    /// <summary>Where it begins: its first line, in the function that it belongs to.</summary>
    public required SourceLocation Where { get; init; }

    /// <summary>Where it begins in a function of Python's own, such as <c>sum</c>, of which <see cref="Where"/> is a call; nowhere for loops of the module.</summary>
    public SourceLocation Within { get; init; } = SourceLocation.None;

    /// <summary>How it runs.</summary>
    public required LoopForm Form { get; init; }

    /// <summary>The number of lanes of 64 bits; 0 where it runs in none.</summary>
    public int Lanes { get; init; }

    /// <summary>What lies in them: ints, floats, or both.</summary>
    public ImmutableArray<IrType> ElementTypes { get; init; } = [];

    /// <summary>What is checked once, before most of the rounds.</summary>
    public ImmutableArray<LoopCheck> CheckedBefore { get; init; } = [];

    /// <summary>What is checked in each round.</summary>
    public ImmutableArray<LoopCheck> CheckedInRounds { get; init; } = [];

    /// <summary>Why it does not run in lanes; <see langword="null"/> where it does, or nobody has looked.</summary>
    public Remark? WhyNotInLanes { get; init; }

    /// <summary>Why its checks are not made before it; <see langword="null"/> where they are, where there are none, or nobody has looked.</summary>
    public Remark? WhyChecked { get; init; }

    /// <summary>The verdicts on the loops of a function that has gone through all passes, with remarks; in the order of their lines.</summary>
    /// <param name="function">The function.</param>
    public static ImmutableArray<LoopVerdict> Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.Remarks is not { } remarks)
            throw new ArgumentException("No remarks were collected.", nameof(function));
        var forest = LoopForest.Of(function);
        var loops = new Dictionary<SourceLoop, HashSet<LoopCheck>>();
        foreach (var loop in forest.Loops)
        {
            if (remarks.LoopOf(loop, forest) is { } known)
                loops.TryAdd(known, []);
        }
        foreach (var block in function.ReversePostOrder)
        {
            if (forest.LoopOf(block) is not { } loop || remarks.LoopOf(loop, forest) is not { } known || known.Rests.Contains(loop.Header))
                continue;
            foreach (var value in block.Where(value => value.Info.MayExit && value.Op is not (Op.Call or Op.Exit)))
                loops[known].Add(new LoopCheck(value.ExitsFor, RemarkCollection.InModule(value.Origin)));
        }
        return [.. loops.OrderBy(loop => loop.Key.Where.Line).ThenBy(loop => loop.Key.Where.Index).Select(loop => Of(loop.Key, [.. loop.Value]))];
    }

    /// <summary><c>runs in 4 lanes of floats</c>, and for others why not.</summary>
    public override string ToString() => Form switch
    {
        LoopForm.InLanes => $"runs {new LanesOfLoop(Lanes, ElementTypes, Copies: 1)}",
        LoopForm.MainLoop => "runs without the checks that are made once before it",
        LoopForm.NoChecks => "runs round by round, without checks",
        _ => "runs round by round, with checks in each",
    };

    private static LoopVerdict Of(SourceLoop loop, ImmutableArray<LoopCheck> checks)
    {
        var form = loop.Lanes is not null ? LoopForm.InLanes
            : loop.CheckedBefore is not null ? LoopForm.MainLoop
            : checks.IsEmpty ? LoopForm.NoChecks : LoopForm.Checked;
        return new LoopVerdict
        {
            Where = loop.Where,
            Within = loop.Within,
            Form = form,
            Lanes = loop.Lanes?.Lanes ?? 0,
            ElementTypes = [.. loop.Lanes?.Types ?? []],
            CheckedBefore = [.. (loop.CheckedBefore ?? []).Select(check => new LoopCheck(check.Reason, check.Where)).Distinct()],
            CheckedInRounds = checks,
            WhyNotInLanes = loop.Lanes is null ? loop.WhyNoLanes : null,
            WhyChecked = form == LoopForm.Checked ? loop.WhyNoMain : null,
        };
    }
}
