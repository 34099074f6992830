using System.Collections.Immutable;
using Pyc.Explanations;
using Pyc.Loader;
using Pyc.Translation;

namespace Pyc;

/// <summary>What becomes of one function of Python for given parameter types, and why.</summary>
/// <remarks>What the compiler says of the code that it makes. Nothing of it is guessed: what is not known is left out.</remarks>
public sealed record Explanation
{
    /// <summary>The name that the module binds it to.</summary>
    public required string Name { get; init; }

    /// <summary>The function as Python declares it, <c>foo(a, b)</c>; the name alone where nothing more is known.</summary>
    public required string Declaration { get; init; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public required string File { get; init; }

    /// <summary>The line of the <c>def</c>, or of its first decorator; 0 where unknown.</summary>
    public int Line { get; init; }

    /// <summary>The CPython series that compiled it.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>Where it runs.</summary>
    public required ExecutionTier Tier { get; init; }

    /// <summary>Why it does not run natively; <see langword="null"/> where it does, and where its code is damaged (<see cref="Damage"/>).</summary>
    public Diagnostic? WhyNot { get; init; }

    /// <summary>What is wrong with its code; <see langword="null"/> where that is sound.</summary>
    public string? Damage { get; init; }

    /// <summary>What else in it native code has nothing for, whatever the types, besides what <see cref="WhyNot"/> says. What depends on types is not among it.</summary>
    public ImmutableArray<FurtherObstacle> Also { get; init; } = [];

    /// <summary>Of native code, parameter types and result in the names of the IR: <c>(i64, [f64]) -> f64</c>; else empty.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Of native code, the types of variables, as they were found out; those of functions that are compiled into it too.</summary>
    public ImmutableArray<VariableType> Variables { get; init; } = [];

    /// <summary>Of native code, the checks that are left in it, by their place in Python.</summary>
    public ImmutableArray<RemainingCheck> Checks { get; init; } = [];

    /// <summary>How many checks Python demands that native code needs not make, because they never fail.</summary>
    public int RemovedChecks { get; init; }

    /// <summary>Of native code, the loops: one verdict for each.</summary>
    public ImmutableArray<LoopVerdict> Loops { get; init; } = [];

    /// <summary>What passes say of single places: what was put in the place of a call and what not, recursion that became a loop, powers.</summary>
    public ImmutableArray<Remark> Remarks { get; init; } = [];

    /// <summary>Of native code, the calls that are left in it.</summary>
    public ImmutableArray<RemainingCall> Calls { get; init; } = [];

    /// <summary>Of native code, in how many places it leaves for the interpreter, by reason.</summary>
    public ImmutableArray<ExitsByReason> Exits { get; init; } = [];

    /// <summary>Of native code, its size, its stack and how long it took to make; <see langword="null"/> for all else.</summary>
    public NativeCode? Code { get; init; }

    /// <summary>All of it, for people.</summary>
    public override string ToString() => ExplanationText.Write(this);
}
