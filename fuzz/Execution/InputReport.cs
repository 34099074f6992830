namespace Pyc.Fuzz.Execution;

/// <summary>How far an input came.</summary>
public enum Outcome
{
    /// <summary>It is no file of a Python that is known.</summary>
    NotRead,

    /// <summary>It was read, and the code of some object was refused.</summary>
    NotVerified,

    /// <summary>Its top level raised.</summary>
    Raised,

    /// <summary>Its top level was stopped by a limit.</summary>
    Stopped,

    /// <summary>It was loaded, and none of its functions became native code.</summary>
    Loaded,

    /// <summary>Functions of it were compiled.</summary>
    Compiled,

    /// <summary>Functions of it were compiled and called.</summary>
    Called,
}

/// <summary>What came of one input.</summary>
public sealed class InputReport
{
    /// <summary>How far it came.</summary>
    public Outcome Outcome { get; set; }

    /// <summary>Functions that were compiled, each combination of types counted.</summary>
    public int Compilations { get; set; }

    /// <summary>Calls of native code.</summary>
    public int NativeCalls { get; set; }

    /// <summary>Calls in the interpreter.</summary>
    public int InterpretedCalls { get; set; }

    /// <summary>Calls of both tiers whose outcomes were compared.</summary>
    public int Comparisons { get; set; }

    /// <summary>Calls and loads that a limit ended.</summary>
    public int Stopped { get; set; }

    /// <summary>Bytes that reading and verifying took.</summary>
    public long BytesToRead { get; set; }

    /// <summary>Bytes that all of it took.</summary>
    public long Bytes { get; set; }

    /// <summary>What it did that it must not do.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Hashes of what it did that another may not have done: operations, outcomes, exits.</summary>
    public HashSet<uint> Features { get; } = [];

    /// <summary>Notes something that it did.</summary>
    public void Note(string kind, string what)
    {
        var hash = 2166136261u;
        foreach (var letter in kind)
            hash = unchecked((hash ^ letter) * 16777619);
        foreach (var letter in what)
        {
            // Numbers and names differ from input to input and tell nothing.
            if (!char.IsAsciiDigit(letter))
                hash = unchecked((hash ^ letter) * 16777619);
        }
        Features.Add(hash);
    }

    /// <summary>Notes two numbers.</summary>
    public void Note(int kind, int one, int two) => Features.Add(unchecked((uint)((kind * 31 + one) * 1021 + two) * 2654435761));
}
