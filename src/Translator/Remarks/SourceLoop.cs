using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>A loop as Python has it, and what became of all the loops that were made of it.</summary>
/// <param name="where">Where it begins.</param>
/// <param name="within">Where it begins in a function of Python's own, of which <paramref name="where"/> is a call; nowhere for all others.</param>
internal sealed class SourceLoop(SourceLocation where, SourceLocation within)
{
    /// <summary>Where it begins.</summary>
    public SourceLocation Where { get; } = where;

    /// <summary>Its place in a function of Python's own.</summary>
    public SourceLocation Within { get; } = within;

    /// <summary>How it runs in lanes; <see langword="null"/> where it does not.</summary>
    public LanesOfLoop? Lanes { get; set; }

    /// <summary>Why it does not; <see langword="null"/> where nobody has looked.</summary>
    public Remark? WhyNoLanes { get; set; }

    /// <summary>The places of what is checked once, before a copy of it; <see langword="null"/> where it has no such copy.</summary>
    public IReadOnlyList<(ExitReason Reason, SourceLocation Where)>? CheckedBefore { get; set; }

    /// <summary>Why it has none; <see langword="null"/> where nobody has looked.</summary>
    public Remark? WhyNoMain { get; set; }

    /// <summary>The headers of loops that do what copies have left.</summary>
    public HashSet<Block> Rests { get; } = [];

    /// <summary>What became of it.</summary>
    public IEnumerable<Remark> Remarks
    {
        get
        {
            if (Lanes is not null)
                yield return new Remark(RemarkKind.InLanes, Where, $"it runs {Lanes}.");
            else if (WhyNoLanes is not null)
                yield return WhyNoLanes;
            if (CheckedBefore is { Count: > 0 } checks)
                yield return new Remark(RemarkKind.MainLoop, Where, $"a copy of it does most of its rounds without {checks.Count} {(checks.Count == 1 ? "check" : "checks")}, which a limit before it stands for.");
            else if (Lanes is null && WhyNoMain is not null)
                yield return WhyNoMain;
        }
    }

    /// <summary>Takes over what is known of the loop in another function.</summary>
    public void Take(SourceLoop other, IReadOnlyDictionary<Block, Block> copies)
    {
        Lanes ??= other.Lanes;
        WhyNoLanes ??= other.WhyNoLanes;
        CheckedBefore ??= other.CheckedBefore;
        WhyNoMain ??= other.WhyNoMain;
        Rests.UnionWith(other.Rests.Where(copies.ContainsKey).Select(header => copies[header]));
    }
}

/// <summary>How a loop runs in lanes.</summary>
/// <param name="Lanes">The number of lanes.</param>
/// <param name="Types">What lies in them: ints, floats, or both.</param>
/// <param name="Copies">How many vectors a round does one behind the other.</param>
internal sealed record LanesOfLoop(int Lanes, IReadOnlyList<IrType> Types, int Copies)
{
    /// <summary><c>in 4 lanes of floats</c>.</summary>
    public override string ToString() => $"in {Lanes} lanes of {string.Join(" and ", Types.Select(NameOf))}" + (Copies > 1 ? $", {Copies} vectors a round" : "");

    private static string NameOf(IrType type) => type switch { IrType.Float64 => "floats", IrType.Bool => "bools", _ => "ints" };
}
