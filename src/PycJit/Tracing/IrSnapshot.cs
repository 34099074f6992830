using System.Collections.Immutable;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc;

/// <summary>The IR of a function and of what it calls natively, at one moment of the compilation.</summary>
/// <param name="Title">The pass that has just run, such as <c>ranges</c>; <c>built</c> for the first snapshot.</param>
/// <param name="Function">The <see cref="IrFunctionSnapshot.Name"/> of the function that the pass has changed; empty for the first snapshot.</param>
/// <param name="Round">How often that pass has changed that function by now, from 1; 0 for the first snapshot.</param>
/// <param name="Functions">
/// The functions, the one that is called from outside first. Those that the pass has not changed are the same objects as in the snapshot before. A function
/// that is called no more, because its code stands in place of its calls, is missing from then on.
/// </param>
public sealed record IrSnapshot(string Title, string Function, int Round, ImmutableArray<IrFunctionSnapshot> Functions);

/// <summary>One function in SSA form.</summary>
/// <param name="Name">
/// Qualified name in Python. Versions of one function for several types, and functions of one name, are numbered from the second on, <c>f.2</c>. A function has
/// the same name in all snapshots and in <see cref="AssemblyLine.Function"/>, and no other has it.
/// </param>
/// <param name="Code">Index of its code object in <see cref="CompilationTrace.Codes"/>.</param>
/// <param name="Header">The first line of its text: <c>function foo(v0: i64, v1: i64) -> i64</c>.</param>
/// <param name="Parameters">The parameters, which the header shows.</param>
/// <param name="Blocks">The blocks in the order of the text, the entry first.</param>
public sealed record IrFunctionSnapshot(
    string Name, int Code, string Header, ImmutableArray<IrTraceLine> Parameters, ImmutableArray<IrBlockSnapshot> Blocks);

/// <summary>A block: straight code with one entry and one end.</summary>
/// <param name="Id">Its number in the function: <c>b3</c> is 3.</param>
/// <param name="Header">The first line of its text: <c>b3:</c>.</param>
/// <param name="LoopDepth">In how many loops it stands.</param>
/// <param name="LoopHeader">Number of the block that heads the innermost loop around it, its own if it is the head; −1 outside of loops.</param>
/// <param name="IsLoopHeader">Whether a loop begins here.</param>
/// <param name="IsCold">Whether all ways from here leave native code: it is rarely run, if ever.</param>
/// <param name="Successors">Where its end may go; a branch goes to the first one if its condition is true.</param>
/// <param name="Lines">What stands in it, the phis first, the terminator last.</param>
public sealed record IrBlockSnapshot(
    int Id, string Header, int LoopDepth, int LoopHeader, bool IsLoopHeader, bool IsCold,
    ImmutableArray<IrSuccessor> Successors, ImmutableArray<IrTraceLine> Lines)
{
    /// <summary>Whether all of it is the same; what is in the lists, not which lists.</summary>
    public bool Equals(IrBlockSnapshot? other) => other is not null
        && (Id, LoopDepth, LoopHeader, IsLoopHeader, IsCold) == (other.Id, other.LoopDepth, other.LoopHeader, other.IsLoopHeader, other.IsCold)
        && Header == other.Header && Successors.AsSpan().SequenceEqual(other.Successors.AsSpan()) && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Lines.Length, Successors.Length);
}

/// <summary>A way from one block to another.</summary>
/// <param name="Block">The number of the block that it leads to.</param>
/// <param name="Likelihood">How often it is taken, as far as the form of the code tells.</param>
/// <param name="IsBackEdge">Whether it goes back to the head of a loop that the block stands in.</param>
public readonly record struct IrSuccessor(int Block, Likelihood Likelihood, bool IsBackEdge);

/// <summary>One value of the IR.</summary>
/// <param name="ValueId">Its number in the function: <c>v7</c> is 7. A value keeps it as long as it lives.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: <c>v7 = int.add v1, v2, v6</c>.</param>
/// <param name="Origin">Where it comes from; <see langword="null"/> where that is no instruction of Python, as for parameters.</param>
public sealed record IrTraceLine(int ValueId, IrLineKind Kind, string Text, TraceOrigin? Origin);
