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

    /// <summary>Straight code on three registers: no value is in two places but its register and its home.</summary>
    private static Allocation Allocate(int seed)
    {
        var function = RandomPrograms.Make(seed * 7 + 1, straight: true);
        var machine = MachineUnit.Select([function], s_options).Functions[0];
        var allocation = RegisterAllocator.Allocate(machine, TestOptions.WithRegisters(3).AllocationOrder);
        AllocationChecker.Check(allocation);
        return allocation;
    }

    private static Allocation AllocateTyped(int seed)
    {
        var machine = MachineUnit.Select([TypedPrograms.Make(seed)], s_options).Functions[0];
        var allocation = RegisterAllocator.Allocate(machine, TestOptions.WithRegisters(4).AllocationOrder);
        AllocationChecker.Check(allocation);
        return allocation;
    }
}
