using Pyc.Translation;

namespace Pyc.X64.Tests;

/// <summary>Breaks right allocations on purpose: the checker must see it.</summary>
[TestFixture]
public sealed class AllocationCheckerTests
{
    private const int Programs = 40;

    private static readonly NativeCompilerOptions s_options = new()
    {
        Convention = CallingConvention.SystemV,
        Features = new CpuFeatures(Bmi2: true),
    };

    [Test]
    public void A_source_read_from_the_place_of_another_is_found() => Seed(instruction =>
    {
        if (instruction.SourceLocations is not [var first, var second] || first == second || !first.IsRegister)
            return null;
        return (
            "source",
            () => instruction.SourceLocations = [first, first],
            () => instruction.SourceLocations = [first, second]);
    });

    [Test]
    public void A_result_written_over_a_source_still_to_be_read_is_found() => Seed(instruction =>
    {
        var late = Array.FindIndex(instruction.Sources, source => source.Late);
        if (late < 0 || instruction.Result is null || !instruction.SourceLocations[late].IsRegister)
            return null;
        var right = instruction.ResultLocation;
        return (
            "result",
            () => instruction.ResultLocation = instruction.SourceLocations[late],
            () => instruction.ResultLocation = right);
    });

    [Test]
    public void A_word_that_an_exit_takes_from_elsewhere_is_found() => Seed(instruction =>
    {
        if (instruction.Op != MachineOp.ExitIf || instruction.SourceLocations is not [var context, .., var last] || context == last)
            return null;
        return (
            "word",
            () => instruction.SourceLocations[^1] = context,
            () => instruction.SourceLocations[^1] = last);
    }, AllocateTyped);

    [Test]
    public void A_float_in_a_general_register_is_found() => Seed(instruction =>
    {
        if (instruction.Result?.Class != RegisterClass.Xmm || !instruction.ResultLocation.IsRegister)
            return null;
        var right = instruction.ResultLocation;
        return (
            "class",
            () => instruction.ResultLocation = Location.Of(X64Register.R15),
            () => instruction.ResultLocation = right);
    }, AllocateTyped);

    [Test]
    public void A_move_that_brings_something_else_is_found()
    {
        var found = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var allocation = Allocate(seed);
            foreach (var instruction in allocation.Function.Blocks.SelectMany(block => block.Instructions))
            {
                var steps = allocation.Before(instruction).ToList();
                for (var index = 0; index < steps.Count; index++)
                {
                    if (steps[index].Kind != MoveKind.Move)
                        continue;
                    var other = new Location(LocationKind.Constant, 77);
                    var broken = new List<MoveStep>(steps) { [index] = steps[index] with { From = other } };
                    allocation.SetBefore(instruction, broken);
                    AssertRefused(allocation, $"seed {seed}: {steps[index]} brings 77 before {instruction}");
                    found++;
                }
                allocation.SetBefore(instruction, steps);
            }
        }
        Assert.That(found, Is.GreaterThan(100));
    }

    [Test]
    public void A_reload_or_a_spill_that_is_left_out_is_found()
    {
        var (reloads, spills, needless) = (0, 0, 0);
        for (var seed = 0; seed < Programs; seed++)
        {
            var allocation = Allocate(seed);
            foreach (var instruction in allocation.Function.Blocks.SelectMany(block => block.Instructions))
            {
                var steps = allocation.Before(instruction).ToList();
                foreach (var step in steps.Where(step => step.Kind == MoveKind.Move))
                {
                    allocation.SetBefore(instruction, [.. steps.Where(other => other != step)]);
                    // Nothing else may have been in the register since the value was there last.
                    _ = !IsRefused(allocation) ? needless++ : step.To.IsMemory ? spills++ : reloads++;
                }
                allocation.SetBefore(instruction, steps);
            }
        }
        Assert.That(reloads, Is.GreaterThan(50));
        Assert.That(spills, Is.GreaterThan(50));
        Assert.That(needless, Is.LessThan((reloads + spills) / 100));
    }

    [TestCase("left out")]
    [TestCase("from elsewhere")]
    [TestCase("to elsewhere")]
    public void A_wrong_move_of_an_edge_is_found(string error)
    {
        var (found, needless) = (0, 0);
        for (var seed = 0; seed < Programs / 2; seed++)
        {
            var allocation = AllocateTyped(seed);
            var read = ReadByInstructions(allocation.Function);
            foreach (var block in allocation.Function.Blocks.Where(block => block.Successors.Count == 1))
            {
                var steps = allocation.AtEnd(block).ToList();
                for (var index = 0; index < steps.Count; index++)
                {
                    // What only phis read that nothing else reads may be anything.
                    if (steps[index].Kind != MoveKind.Move || !read.Contains(steps[index].Value!))
                        continue;
                    var broken = new List<MoveStep>(steps);
                    if (error == "left out")
                        broken.RemoveAt(index);
                    else if (error == "from elsewhere")
                        broken[index] = steps[index] with { From = new Location(LocationKind.Constant, 77) };
                    else
                        broken[index] = steps[index] with { To = new Location(LocationKind.SpillSlot, 1000) };
                    allocation.SetEdge(block, block.Successors[0], broken);
                    if (IsRefused(allocation))
                        found++;
                    else
                        needless++;     // whatever reads the value takes it from memory
                }
                allocation.SetEdge(block, block.Successors[0], steps);
            }
            AllocationChecker.Check(allocation);
        }
        Assert.That(found, Is.GreaterThan(100));
        Assert.That(needless, Is.LessThan(found / 4));
    }

    [Test]
    public void A_register_that_a_call_does_not_keep_is_found()
    {
        var found = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            foreach (var allocation in AllocateUnit(seed).Where(allocation => allocation.Function.HasCalls))
            {
                foreach (var kept in allocation.UsedRegisters.Intersect(s_options.Convention.CalleeSaved))
                {
                    // Nothing else is in the other register: the only thing wrong is that calls do not keep it.
                    Rename(allocation, kept, X64Register.R11);
                    found += IsRefused(allocation) ? 1 : 0;
                    Rename(allocation, X64Register.R11, kept);
                    AllocationChecker.Check(allocation);
                }
            }
        }
        Assert.That(found, Is.GreaterThan(50));
    }

    [Test]
    public void What_an_exit_undoes_or_adds_wrongly_is_found()
    {
        var (undone, sources, adjusted) = (0, 0, 0);
        for (var seed = 0; seed < 3 * Programs; seed++)
        {
            var machine = MachineUnit.Select([TypedPrograms.Make(seed)], s_options).Functions[0];
            var checker = new RewriteChecker(machine);
            RegisterAllocator.Allocate(machine, TestOptions.WithRegisters(4).AllocationOrder);
            foreach (var exit in machine.Blocks.SelectMany(block => block.Instructions).Where(instruction => instruction.Op == MachineOp.ExitIf))
            {
                if (exit.Undo is { } undo)
                {
                    ExitUndo[] wrong =
                    [
                        undo with { Op = undo.Op == MachineOp.Add ? MachineOp.Sub : MachineOp.Add },
                        undo with { Operand = machine.Context },
                        undo with { Immediate = undo.Immediate is { } number ? number + 1 : 1 },
                    ];
                    foreach (var other in wrong)
                    {
                        exit.Undo = other;
                        Assert.That(checker.Check, Throws.TypeOf<InternalCompilerException>(), $"seed {seed}: {other} of {exit}");
                        undone++;
                    }
                    exit.Undo = undo;
                }
                else if (exit.Sources.Length > 1)
                {
                    var right = exit.Sources[1];
                    exit.Sources[1] = exit.Sources[0];
                    Assert.That(checker.Check, Throws.TypeOf<InternalCompilerException>(), $"seed {seed}: a word of {exit}");
                    exit.Sources[1] = right;
                    sources++;
                    adjusted += exit.Adjustments.Length;
                }
            }
            Assert.That(checker.Check, Throws.Nothing, "mended");
        }
        Assert.That(undone, Is.GreaterThan(50));
        Assert.That(sources, Is.GreaterThan(50));
    }

    [Test]
    public void A_counter_that_steps_on_twice_or_not_at_all_is_found()
    {
        var found = 0;
        foreach (var function in new[] { SampleFunctions.Sum(), SampleFunctions.RangeLoop() })
        {
            var machine = MachineUnit.Select([function], s_options).Functions[0];
            var checker = new RewriteChecker(machine);
            RegisterAllocator.Allocate(machine, s_options.Convention.AllocationOrder);
            Assert.That(checker.Check, Throws.Nothing);
            foreach (var phi in machine.Blocks.SelectMany(block => block.Phis))
            {
                for (var edge = 0; edge < phi.Operands.Length; edge++)
                {
                    var right = phi.Operands[edge];
                    if (right == phi.Result)
                        continue;
                    phi.Operands[edge] = phi.Result;        // what it was a round ago
                    Assert.That(checker.Check, Throws.TypeOf<InternalCompilerException>(), phi.Result.Name);
                    phi.Operands[edge] = right;
                    found++;
                }
            }
        }
        Assert.That(found, Is.GreaterThan(3));
    }

    private static void Rename(Allocation allocation, X64Register from, X64Register to)
    {
        Location Renamed(Location location) => location == Location.Of(from) ? Location.Of(to) : location;
        List<MoveStep> Steps(IReadOnlyList<MoveStep> steps) =>
            [.. steps.Select(step => step with { From = Renamed(step.From), To = Renamed(step.To) })];
        foreach (var block in allocation.Function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                instruction.SourceLocations = [.. instruction.SourceLocations.Select(Renamed)];
                instruction.ResultLocation = Renamed(instruction.ResultLocation);
                allocation.SetBefore(instruction, Steps(allocation.Before(instruction)));
            }
            if (block.Successors.Count == 1)
                allocation.SetEdge(block, block.Successors[0], Steps(allocation.AtEnd(block)));
            foreach (var successor in block.Successors.Where(_ => block.Successors.Count > 1))
                allocation.SetEdge(block, successor, Steps(allocation.AtStart(successor)));
        }
    }

    private static void Seed(
        Func<MachineInstruction, (string What, Action Break, Action Mend)?> mutation, Func<int, Allocation>? allocate = null)
    {
        var found = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var allocation = (allocate ?? Allocate)(seed);
            foreach (var instruction in allocation.Function.Blocks.SelectMany(block => block.Instructions))
            {
                if (mutation(instruction) is not var (what, breakIt, mend))
                    continue;
                breakIt();
                AssertRefused(allocation, $"seed {seed}: {what} of {instruction}");
                mend();
                found++;
            }
            Assert.That(() => AllocationChecker.Check(allocation), Throws.Nothing, "mended");
        }
        Assert.That(found, Is.GreaterThan(50));
    }

    private static void AssertRefused(Allocation allocation, string what) =>
        Assert.That(() => AllocationChecker.Check(allocation), Throws.TypeOf<InternalCompilerException>(), what);

    /// <summary>What instructions read, themselves or through phis.</summary>
    private static HashSet<VirtualRegister> ReadByInstructions(MachineFunction function)
    {
        var read = new HashSet<VirtualRegister>(function.Blocks.SelectMany(block => block.Instructions)
            .SelectMany(instruction => instruction.Sources).Select(source => source.Register));
        var phis = function.Blocks.SelectMany(block => block.Phis).ToList();
        while (phis.RemoveAll(phi => read.Contains(phi.Result) && AddOperands(phi)) > 0)
        {
        }
        return read;

        bool AddOperands(MachinePhi phi)
        {
            read.UnionWith(phi.Operands);
            return true;
        }
    }

    private static bool IsRefused(Allocation allocation)
    {
        try
        {
            AllocationChecker.Check(allocation);
            return false;
        }
        catch (InternalCompilerException)
        {
            return true;
        }
    }

    /// <summary>Straight code on three registers: no value is in two places but its register and its home.</summary>
    private static Allocation Allocate(int seed)
    {
        var function = RandomPrograms.Make(seed * 7 + 1, straight: true);
        var machine = MachineUnit.Select([function], s_options).Functions[0];
        var allocation = RegisterAllocator.Allocate(machine, TestOptions.WithRegisters(3).AllocationOrder);
        AllocationChecker.Check(allocation);
        return allocation;
    }

    /// <summary>Functions that call each other, on all registers but the one that nothing is in.</summary>
    private static IEnumerable<Allocation> AllocateUnit(int seed)
    {
        foreach (var machine in MachineUnit.Select(TypedPrograms.MakeUnit(seed), s_options).Functions)
        {
            var allocation = RegisterAllocator.Allocate(
                machine, [.. s_options.Convention.AllocationOrder.Where(register => register != X64Register.R11)]);
            AllocationChecker.Check(allocation);
            yield return allocation;
        }
    }

    private static Allocation AllocateTyped(int seed)
    {
        var machine = MachineUnit.Select([TypedPrograms.Make(seed)], s_options).Functions[0];
        var allocation = RegisterAllocator.Allocate(machine, TestOptions.WithRegisters(4).AllocationOrder);
        AllocationChecker.Check(allocation);
        return allocation;
    }
}
