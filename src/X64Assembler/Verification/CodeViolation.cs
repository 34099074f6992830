using Pyc.Translation;

namespace Pyc.X64;

/// <summary>What machine code does that it must not.</summary>
public enum ViolationKind
{
    /// <summary>Bytes that are no instruction, an instruction that is not on the list of those allowed, or code that is never reached and is no padding.</summary>
    Instruction,

    /// <summary>A jump or call that does not go to the start of an instruction of its function, of a function, or of a known function outside.</summary>
    Target,

    /// <summary>The stack pointer is not where it must be, or memory of the stack is used that the function does not have.</summary>
    Stack,

    /// <summary>A register that the caller expects to keep is not given back.</summary>
    SavedRegister,

    /// <summary>A field of the call context is used that is not there, or in a way that it is not for.</summary>
    Context,

    /// <summary>An exit or a return does not store what it promises to.</summary>
    Exit,

    /// <summary>A read behind the code that is not within the constants, or not aligned where the instruction asks for it.</summary>
    Constant,

    /// <summary>What is used as a sequence is not shown to be one, or the memory of its elements is read where it may have moved.</summary>
    Sequence,

    /// <summary>An index is not shown to be within the elements.</summary>
    Index,

    /// <summary>A division is not shown to have a divisor and a quotient that the processor accepts.</summary>
    Division,

    /// <summary>A function outside is given something that it does not take.</summary>
    Argument,

    /// <summary>The code has loops, calls or recursion where its description says that it has none, or recursion that never looks how much stack is left.</summary>
    Promise,
}

/// <summary>One place where machine code does what it must not, or where it is not shown that it does not.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">Offset of the instruction in the code, in bytes.</param>
/// <param name="Instruction">The instruction in Intel syntax; empty where there is none.</param>
/// <param name="Place">The place in Python that the instruction was made for.</param>
/// <param name="Reason">Why it is one, as a sentence without its full stop.</param>
public sealed record CodeViolation(ViolationKind Kind, int Offset, string Instruction, SourceLocation Place, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} at {Offset:x4}: {Instruction}: {Reason}{(Place.File is { Length: > 0 } ? $" ({Place})" : "")}";
}

/// <summary>What memory an instruction uses.</summary>
public enum AccessClass
{
    /// <summary>The frame of the function.</summary>
    Frame,

    /// <summary>An argument that its caller has put on the stack.</summary>
    StackArgument,

    /// <summary>The call context.</summary>
    Context,

    /// <summary>A slot for the frame of a caller.</summary>
    CallerSlot,

    /// <summary>The constants behind the code.</summary>
    Constant,

    /// <summary>A table behind the code, by an index that was shown to be within.</summary>
    Table,

    /// <summary>The header of a sequence.</summary>
    Header,

    /// <summary>An element of a sequence, by an index that was shown to be within.</summary>
    Element,
}

/// <summary>What the verifier has found out about a piece of machine code.</summary>
public sealed class VerificationReport
{
    private readonly int[] _accesses = new int[Enum.GetValues<AccessClass>().Length];
    private readonly List<CodeViolation> _violations = [];
    private readonly List<CodeViolation> _unproven = [];

    /// <summary>What is wrong, by ascending offset; empty where nothing is.</summary>
    public IReadOnlyList<CodeViolation> Violations => _violations;

    /// <summary>
    /// What is not shown to be right and need not be wrong, by ascending offset: indexes, divisors and sequences of which the machine code alone does not tell what the
    /// optimiser has concluded from the IR.
    /// </summary>
    public IReadOnlyList<CodeViolation> Unproven => _unproven;

    /// <summary>Divisions that were shown to be safe.</summary>
    public int Divisions { get; internal set; }

    /// <summary>Instructions that were looked at.</summary>
    public int Instructions { get; internal set; }

    /// <summary>How many accesses of a class were shown to be safe.</summary>
    public int Accesses(AccessClass @class) => _accesses[(int)@class];

    internal void Count(AccessClass @class) => _accesses[(int)@class]++;

    internal void Add(CodeViolation violation) => _violations.Add(violation);

    internal void AddUnproven(CodeViolation violation) => _unproven.Add(violation);

    internal void Sort()
    {
        _violations.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        _unproven.Sort((a, b) => a.Offset.CompareTo(b.Offset));
    }
}
