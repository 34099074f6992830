using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>What the bytes decode to.</summary>
[TestFixture]
public sealed class EncodingTests
{
    private static IEnumerable<MachineCode> Corpus()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var options = (seed % 3) switch
            {
                0 => TestOptions.Baseline with { Convention = CallingConvention.Win64 },
                1 => TestOptions.Baseline with { Convention = CallingConvention.SystemV },
                _ => TestOptions.WithRegisters(3),
            };
            yield return NativeCompiler.Compile(RandomPrograms.Make(seed), options);
            yield return NativeCompiler.Compile(TypedPrograms.Make(seed), options);
            yield return NativeCompiler.Compile(TypedPrograms.Make(seed, withMemory: true), options with { RuntimeFunctions = TestRuntime.AddressOf });
        }
    }

    [Test]
    public void Iced_decodes_an_instruction_for_each_that_was_encoded()
    {
        foreach (var code in Corpus())
        {
            var decoded = Decode(code);
            var offsets = decoded.Select(instruction => (int)instruction.IP);
            Assert.That(offsets, Is.EqualTo(code.Origins.Select(origin => origin.Offset)));
            Assert.That(decoded, Has.None.Matches<Instruction>(instruction => instruction.IsInvalid));
        }
    }

    [Test]
    public void Jumps_stay_within_the_code_and_addresses_are_those_of_stack_context_and_constants()
    {
        foreach (var code in Corpus())
        {
            var decoded = Decode(code);
            var starts = decoded.Select(instruction => instruction.IP).ToHashSet();
            foreach (var instruction in decoded)
            {
                if (instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)
                    Assert.That(starts, Does.Contain(instruction.NearBranchTarget), $"{instruction}");
                if (Enumerable.Range(0, instruction.OpCount).Any(operand => instruction.GetOpKind(operand) == OpKind.Memory))
                {
                    Assert.That(instruction.MemoryBase, Is.Not.EqualTo(Register.None), $"{instruction}");
                    if (instruction.IsIPRelativeMemoryOperand)
                    {
                        // lea takes the address of words.
                        var address = (int)instruction.IPRelativeMemoryAddress;
                        var size = instruction.Mnemonic == Mnemonic.Lea ? sizeof(long) : instruction.MemorySize.GetSize();
                        Assert.That(address, Is.InRange(code.CodeLength, code.Bytes.Length - size), $"{instruction}");
                        Assert.That(address % size, Is.Zero, $"{instruction}: code is at a multiple of 16");
                    }
                }
            }
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Code_makes_use_of_BMI2_where_the_processor_has_it_and_only_there(bool bmi2)
    {
        var options = TestOptions.Baseline with { Features = new CpuFeatures(bmi2) };
        var features = Enumerable.Range(0, 100)
            .SelectMany(seed => Decode(NativeCompiler.Compile(RandomPrograms.Make(seed), options)))
            .SelectMany(instruction => instruction.CpuidFeatures.ToArray()).ToHashSet();
        Assert.That(features.Contains(CpuidFeature.BMI2), Is.EqualTo(bmi2));
    }

    [Test]
    public void Code_does_not_depend_on_its_address()
    {
        var function = RandomPrograms.Make(3);
        using var first = NativeFunction.Compile(function);
        using var second = new NativeFunction(first.Code, function);
        using var third = new NativeFunction(first.Code, function);
        Assert.That(new[] { second.Address, third.Address }, Has.None.EqualTo(first.Address));
        Assert.That(second.Call(5, -7, 9), Is.EqualTo(first.Call(5, -7, 9)));
        Assert.That(third.Call(5, -7, 9), Is.EqualTo(first.Call(5, -7, 9)));
    }

    [TestCase("int.div", "division_by_zero", 8)]
    [TestCase("int.div", "division_by_zero", 3)]
    [TestCase("int.div.wrap", "division_by_zero", 8)]
    [TestCase("int.mod", "modulo_by_zero", 8)]
    [TestCase("int.mod", "modulo_by_zero", 3)]
    public void Every_idiv_stands_behind_the_tests_for_zero_and_minus_one(string op, string reason, int registers)
    {
        var ir = $"""
            function divide(v0: i64, v1: i64) -> i64
            b0:
                check.nonzero v1 else {reason}
                v2 = {op} v0, v1
                return v2
            """;
        var decoded = Decode(NativeCompiler.Compile(IrParser.Parse(ir), TestOptions.WithRegisters(registers)));
        var targets = decoded.Where(instruction => instruction.FlowControl == FlowControl.ConditionalBranch)
            .Select(instruction => instruction.NearBranchTarget).ToHashSet();
        var divisions = decoded.FindAll(instruction => instruction.Mnemonic == Mnemonic.Idiv);
        Assert.That(divisions, Has.Count.EqualTo(1));
        foreach (var division in divisions)
        {
            // Straight from the entry, so that whatever stands before it dominates it.
            var before = decoded.TakeWhile(instruction => instruction.IP < division.IP).ToList();
            Assert.That(before, Has.None.Matches<Instruction>(instruction => targets.Contains(instruction.IP)));
            var tests = before.Where(instruction => instruction.Mnemonic is Mnemonic.Test or Mnemonic.Cmp or Mnemonic.Je).Take(4);
            Assert.That(tests.Select(Describe), Is.EqualTo(new[] { "zero", "je", "minus one", "je" }));
        }
    }

    /// <summary>A test of a register for zero is test, of one in memory cmp with 0.</summary>
    private static string Describe(Instruction instruction) => instruction.Mnemonic switch
    {
        Mnemonic.Je => "je",
        Mnemonic.Test when instruction.Op0Register == instruction.Op1Register => "zero",
        Mnemonic.Cmp when instruction.GetImmediate(1) == 0 => "zero",
        Mnemonic.Cmp when instruction.GetImmediate(1) == ulong.MaxValue => "minus one",
        _ => instruction.ToString(),
    };

    [Test]
    public void A_listing_has_offsets_and_bytes_when_asked_for()
    {
        var code = NativeCompiler.Compile(IrParser.Parse("function same(v0: i64) -> i64\nb0:\n    return v0\n"),
            TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        Assert.That(MachineCodeListing.Write(code, withBytes: true), Is.EqualTo(
            "0000  488bc6                        mov   rax, rsi              ; return v0\n"
            + "0003  c3                            ret\n"));
    }

    private static List<Instruction> Decode(MachineCode code)
    {
        var decoder = Decoder.Create(64, code.Bytes.ToArray());
        var instructions = new List<Instruction>();
        while (decoder.IP < (ulong)code.CodeLength)
            instructions.Add(decoder.Decode());
        return instructions;
    }
}
