using System.Diagnostics.CodeAnalysis;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>Proves that an allocation is right: whatever way control takes, every use reads the value meant.</summary>
/// <remarks>
/// Symbolic execution of the allocated code: it follows which values each place is known to hold, joins by intersection, and
/// repeats until nothing changes. It shares nothing with the allocator but the data it checks. Rideau and Leroy, "Validating
/// Register Allocation and Spilling", CC 2010, do the like backwards.
/// </remarks>
internal sealed class AllocationChecker
{
    private readonly Allocation _allocation;
    private readonly MachineFunction _function;
    private readonly PlaceStates?[] _atStart;

    private AllocationChecker(Allocation allocation)
    {
        _allocation = allocation;
        _function = allocation.Function;
        _atStart = new PlaceStates?[_function.Blocks.Count];
    }

    /// <summary>Checks an allocation.</summary>
    /// <exception cref="InternalCompilerException">A use may read something else; the message names it.</exception>
    internal static void Check(Allocation allocation) => new AllocationChecker(allocation).Run();

    private void Run()
    {
        _atStart[0] = new PlaceStates(_function.Registers);
        // In their order, so that most of a block's ways in are known when it is run.
        var pending = new SortedSet<int> { 0 };
        while (pending.Count > 0)
        {
            var block = _function.Blocks[pending.Min];
            pending.Remove(block.Id);
            var state = _atStart[block.Id]!.Clone(); // a block is queued when its state is there
            RunBlock(block, state, mustHold: false);
            foreach (var successor in block.Successors)
            {
                var edge = state.Clone();
                PassEdge(edge, successor, successor.Predecessors.IndexOf(block));
                if (_atStart[successor.Id] is not { } known)
                    _atStart[successor.Id] = edge;
                else if (!known.Intersect(edge))
                    continue;
                pending.Add(successor.Id);
            }
        }
        foreach (var block in _function.Blocks)
        {
            if (_atStart[block.Id] is { } state)
                RunBlock(block, state.Clone(), mustHold: true);
        }
    }

    /// <summary>The phis of the target now are what their operands were; what they were on an earlier round is past.</summary>
    private static void PassEdge(PlaceStates state, MachineBlock target, int edge)
    {
        var before = state.Clone();
        foreach (var phi in target.Phis)
            state.Forget(phi.Result);
        foreach (var phi in target.Phis)
            state.Alias(before, phi.Operands[edge], phi.Result);
    }

    private void RunBlock(MachineBlock block, PlaceStates state, bool mustHold)
    {
        state.ForgetFixedResults();
        Move(_allocation.AtStart(block), state);
        foreach (var instruction in block.Instructions)
        {
            Move(_allocation.Before(instruction), state);
            if (instruction == block.Terminator)
                Move(_allocation.AtEnd(block), state);
            if (mustHold)
                CheckSources(block, instruction, state);
            Execute(instruction, state);
        }
    }

    private static void Move(IReadOnlyList<MoveStep> steps, PlaceStates state)
    {
        foreach (var step in steps)
            state.Apply(step);
    }

    private void CheckSources(MachineBlock block, MachineInstruction instruction, PlaceStates state)
    {
        for (var index = 0; index < instruction.Sources.Length; index++)
        {
            var (source, location) = (instruction.Sources[index], instruction.SourceLocations[index]);
            if (source.Kind == UseKind.Register && !location.IsRegister)
                Fail(block, instruction, $"{source.Register} is in {location}, but must be in a register");
            if (location.IsRegister && location.Register.Class() != source.Register.Class)
                Fail(block, instruction, $"{source.Register} is in {location}, a register of the other class");
            if (!state.Holds(location, source.Register))
                Fail(block, instruction, $"{location} is not sure to hold {source.Register}, but {state.Describe(location)}");

            // A result written while this source is still read must not lie over it.
            var overwritten = location.IsRegister && instruction.FixedResults.Contains(location.Register)
                || instruction.Result is not null && instruction.ResultLocation == location;
            if (source.Late && overwritten)
                Fail(block, instruction, $"{location} is written before {source.Register} is read");
        }
        // The first source of such an operation is moved to the place of the result before the second one is read.
        if (instruction.Has(MachineTraits.TwoAddress) && instruction.Sources is [var moved, var read] && moved.Register != read.Register
            && instruction.SourceLocations[1] == instruction.ResultLocation && instruction.SourceLocations[0] != instruction.ResultLocation)
        {
            Fail(block, instruction, $"{instruction.ResultLocation} is written before {read.Register} is read");
        }
        foreach (var register in instruction.FixedSources)
        {
            if (!state.HoldsFixed(register, IsArgument(instruction)))
                Fail(block, instruction, $"{register} does not hold what was put there for this instruction");
            if (instruction.Has(MachineTraits.TwoAddress) && instruction.ResultLocation == Location.Of(register))
                Fail(block, instruction, $"{register} is written before it is read");
        }
        var resultInRegister = instruction.ResultKind != UseKind.Register || instruction.ResultLocation.IsRegister;
        if (instruction.Result is not { } result)
            return;
        if (!resultInRegister)
            Fail(block, instruction, $"{result} is made in {instruction.ResultLocation}, but must be in a register");
        if (instruction.ResultLocation.IsRegister && instruction.ResultLocation.Register.Class() != result.Class)
            Fail(block, instruction, $"{result} is made in {instruction.ResultLocation}, a register of the other class");
    }

    /// <summary>Whether an instruction takes a register argument of the function, which nothing in it has put there.</summary>
    private bool IsArgument(MachineInstruction instruction) =>
        instruction.Op == MachineOp.MoveFromFixed && _function.Blocks[0].Instructions
            .TakeWhile(other => other.Op is MachineOp.MoveFromFixed or MachineOp.StackArgument).Contains(instruction);

    private static void Execute(MachineInstruction instruction, PlaceStates state)
    {
        foreach (var register in instruction.FixedResults)
            state.DefineFixed(register);
        if (instruction.Op.LosesVectors())
            state.ForgetVectors();
        if (instruction.Result is { } result)
            state.Define(instruction.ResultLocation, result);
    }

    [DoesNotReturn]
    private void Fail(MachineBlock block, MachineInstruction instruction, string problem) => throw new InternalCompilerException(
        $"In {block}, at {instruction}: {problem}.", _function.Source.ToString(), "register allocation");
}
