using System.Collections.Immutable;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Breaks right machine code on purpose: the verifier must see it.</summary>
[TestFixture]
public sealed class MachineCodeVerifierTests
{
    private const string Indexed = """
        function f(v0: sequence, v1: i64, v20: i64) -> i64
        b0:
            v2: i64 = field.fixed count v0
            v3 = int.lt v1, v2
            branch v3, b1, b3
        b1:
            v4 = int 0
            v5 = int.ge v1, v4
            branch v5, b2, b3
        b2:
            v6: address = field.fixed data v0
            v7: i64 = load i64 v6, v1
            v9 = state 2 depth 2, 1: v1, 2: v0, 3: v20
            v10 = int.add v7, v20, v9
            store i64 v6, v1, v10
            return v10
        b3:
            v8 = int 0
            return v8
        """;

    private const string Divided = """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v4 = int 0
            v5 = int.ne v1, v4
            branch v5, b1, b2
        b1:
            v6 = int.mod v0, v1
            return v6
        b2:
            return v4
        """;

    private const string Looped = """
        function f(v0: sequence) -> i64
        b0:
            v1: i64 = field.fixed count v0
            v2 = int 0
            v3 = int 1
            v4: address = field.fixed data v0
            jump b1
        b1:
            v5: i64 = phi b0 v2, b2 v9
            v6: i64 = phi b0 v2, b2 v10
            v7 = int.lt v5, v1
            branch v7, b2, b3
        b2:
            v8: i64 = load i64 v4, v5
            v9 = int.add.wrap v5, v3
            v10 = int.add.wrap v6, v8
            jump b1
        b3:
            return v6
        """;

    private const string Powered = """
        function f(v0: f64, v1: f64) -> f64
        b0:
            v2 = float.pow v0, v1
            v3 = float.add v2, v0
            return v3
        """;

    private static readonly NativeCompilerOptions s_options = new()
    {
        Convention = CallingConvention.SystemV, Features = CpuFeatures.Baseline, AllocationOrder = [.. TestOptions.WithRegisters(4).AllocationOrder],
    };

    private static IEnumerable<TestCaseData> Sources
    {
        get
        {
            foreach (var convention in new[] { CallingConvention.SystemV, CallingConvention.Win64 })
            {
                foreach (var (name, text) in new[] { ("indexed", Indexed), ("divided", Divided), ("looped", Looped), ("powered", Powered) })
                    yield return new TestCaseData(text, convention).SetArgDisplayNames(name, convention.Name);
            }
        }
    }

    [TestCaseSource(nameof(Sources))]
    public void Right_code_is_shown_to_be_right(string text, CallingConvention convention)
    {
        var report = MachineCodeVerifier.Verify(Compile(text, convention), s_options with { Convention = convention });
        Assert.That(report.Violations.Concat(report.Unproven), Is.Empty);
    }

    [Test]
    public void An_index_that_is_not_compared_is_found() => ExpectEach(Indexed, ViolationKind.Index, Drop(instruction => instruction.Mnemonic == Mnemonic.Cmp));

    [Test]
    public void A_comparison_the_other_way_round_is_found() =>
        ExpectEach(Looped, ViolationKind.Index, (instruction, bytes) => instruction.Code is Code.Jl_rel8_64 or Code.Jge_rel8_64 ? Changed(bytes, 0, 1) : null);

    [Test]
    public void An_index_by_another_scale_is_found() => ExpectEach(
        Indexed, ViolationKind.Index, (instruction, bytes) => instruction.MemoryIndexScale == 8 && instruction.MemoryDisplSize == 0 ? Changed(bytes, bytes.Length - 1, 0x40) : null);

    [Test]
    public void A_jump_into_an_instruction_is_found() => ExpectEach(
        Looped, ViolationKind.Target,
        (instruction, bytes) => instruction.FlowControl is FlowControl.ConditionalBranch && bytes.Length == 2 && instruction.NearBranchTarget > instruction.IP
            ? [bytes[0], (byte)(bytes[1] + 1)] : null, mayMiss: true);

    [Test]
    public void A_division_without_its_guards_is_found() =>
        ExpectEach(Divided, ViolationKind.Division, Drop(instruction => instruction.Mnemonic is Mnemonic.Cmp or Mnemonic.Test && instruction.NextIP < 0x18));

    [Test]
    public void A_dividend_without_its_sign_is_found() => ExpectEach(Divided, ViolationKind.Division, Drop(instruction => instruction.Mnemonic == Mnemonic.Cqo));

    [Test]
    public void A_word_that_an_exit_does_not_store_is_found() =>
        ExpectEach(Indexed, ViolationKind.Exit, Drop(instruction => IsStoreToContext(instruction) && instruction.MemoryDisplacement64 >= CallContextLayout.Frame));

    [Test]
    public void A_word_beyond_the_context_is_found() => ExpectEach(
        Indexed, ViolationKind.Context,
        (instruction, bytes) => IsStoreToContext(instruction) && instruction.MemoryDisplacement64 >= CallContextLayout.Frame ? [.. bytes[..^1], 0x78] : null);

    [Test]
    public void An_exit_with_a_number_that_is_none_is_found() => ExpectEach(
        Indexed, ViolationKind.Exit, (instruction, bytes) => instruction.Code == Code.Mov_rm32_imm32 ? [.. bytes[..^4], 0x77, 0, 0, 0] : null);

    [Test]
    public void A_saved_register_that_is_not_given_back_is_found() =>
        ExpectEach(Spilled, ViolationKind.SavedRegister, (instruction, bytes) => instruction.Code == Code.Pop_r64 && instruction.Op0Register == Register.RBX ? [0x59] : null);

    [Test]
    public void A_pop_too_few_is_found() => ExpectEach(Spilled, ViolationKind.Stack, Drop(instruction => instruction.Mnemonic == Mnemonic.Pop));

    [Test]
    public void A_spill_beyond_the_frame_is_found() => ExpectEach(
        Spilled, ViolationKind.Stack,
        (instruction, bytes) => instruction is { Code: Code.Mov_rm64_r64, MemoryBase: Register.RSP, MemoryDisplSize: 1 } ? [.. bytes[..^1], 0x7f] : null);

    [Test]
    public void A_call_of_an_unknown_address_is_found() =>
        ExpectEach(Powered, ViolationKind.Target, (instruction, bytes) => instruction.Code == Code.Mov_r64_imm64 ? Changed(bytes, 3, 0x10) : null);

    [Test]
    public void A_call_with_a_stack_that_is_not_aligned_is_found() =>
        ExpectEach(Powered, ViolationKind.Stack, (instruction, bytes) => instruction is { Mnemonic: Mnemonic.Sub, Op0Register: Register.RSP } ? [.. bytes[..^1], (byte)(bytes[^1] + 8)] : null);

    [Test]
    public void An_instruction_that_asks_the_system_is_found() =>
        ExpectEach(Indexed, ViolationKind.Instruction, (instruction, bytes) => bytes.Length == 2 && instruction.FlowControl == FlowControl.Next ? [0x0f, 0x05] : null, mayMiss: true);

    [Test]
    public void A_store_into_what_must_not_be_written_is_found()
    {
        var code = Compile(Indexed, s_options.Convention, new SequenceType(ElementKind.Int64, IsReadOnly: true));
        Assert.That(MachineCodeVerifier.Verify(code, s_options).Violations.Select(violation => violation.Kind), Is.EqualTo(new[] { ViolationKind.Sequence }));
    }

    [Test]
    public void Elements_of_another_size_are_found()
    {
        var code = Compile(Indexed, s_options.Convention, new SequenceType(ElementKind.Int32));
        Assert.That(MachineCodeVerifier.Verify(code, s_options).Unproven.Select(violation => violation.Kind), Is.EqualTo(new[] { ViolationKind.Index, ViolationKind.Index }));
    }

    /// <summary>
    /// Every instruction is left out in turn. What is not found changes what is computed and nothing that is safe: an addition, a move of a number.
    /// </summary>
    [TestCaseSource(nameof(Sources))]
    public void Most_instructions_cannot_be_left_out(string text, CallingConvention convention)
    {
        var code = Compile(text, convention);
        var (found, missed) = (0, new List<string>());
        foreach (var (instruction, offset, bytes) in InstructionsOf(code))
        {
            if (instruction.Mnemonic == Mnemonic.Nop)
                continue;
            if (IsFound(Patched(code, offset, Nothing(bytes.Length)), convention))
                found++;
            else
                missed.Add(instruction.ToString());
        }
        TestContext.Out.WriteLine($"{found} of {found + missed.Count} found; not found: {string.Join("; ", missed)}");
        Assert.That(missed.Where(text => text.StartsWith("push", StringComparison.Ordinal) || text.StartsWith("pop", StringComparison.Ordinal) || text.StartsWith("cqo", StringComparison.Ordinal)), Is.Empty);
        Assert.That(found, Is.GreaterThanOrEqualTo((found + missed.Count) / 3));
    }

    /// <summary>Any bit may be wrong: whatever it makes of the code, the verifier gives an answer.</summary>
    [TestCaseSource(nameof(Sources))]
    public void Any_bit_may_be_wrong(string text, CallingConvention convention)
    {
        var code = Compile(text, convention);
        var found = 0;
        for (var bit = 0; bit < 8 * code.CodeLength; bit++)
        {
            if (IsFound(Patched(code, bit / 8, [(byte)(code.Bytes[bit / 8] ^ 1 << bit % 8)]), convention))
                found++;
        }
        TestContext.Out.WriteLine($"{found} of {8 * code.CodeLength} found");
        Assert.That(found, Is.GreaterThan(4 * code.CodeLength));
    }

    private static readonly string Spilled = MakeSpilled();

    /// <summary>A function of so many values that few registers do not do.</summary>
    private static string MakeSpilled()
    {
        var lines = new List<string> { "function f(v0: i64, v1: i64) -> i64", "b0:", "    v2 = int.add.wrap v0, v1" };
        for (var value = 3; value < 12; value++)
            lines.Add($"    v{value} = int.mul.wrap v{value - 1}, v{value - 2}");
        for (var value = 12; value < 20; value++)
            lines.Add($"    v{value} = int.add.wrap v{value - 1}, v{value - 9}");
        lines.Add("    return v19");
        return string.Join('\n', lines);
    }

    private static MachineCode Compile(string text, CallingConvention convention, SequenceType? type = null)
    {
        var function = IrParser.Parse(text);
        function.ParameterTypes = [.. function.Parameters.Select(parameter =>
            parameter.Type == IrType.Sequence ? type ?? new SequenceType(ElementKind.Int64) : (ParameterType)parameter.Type)];
        return NativeCompiler.Compile(function, s_options with { Convention = convention });
    }

    private static bool IsFound(MachineCode code, CallingConvention convention)
    {
        var report = MachineCodeVerifier.Verify(code, s_options with { Convention = convention });
        return report.Violations.Count + report.Unproven.Count > 0;
    }

    private static bool IsStoreToContext(Instruction instruction) => 
        instruction is { Op0Kind: OpKind.Memory, MemoryIndex: Register.None, Mnemonic: Mnemonic.Mov } && instruction.MemoryBase != Register.RSP;

    private static byte[] Nothing(int length) => [.. Enumerable.Repeat((byte)0x90, length)];

    private static byte[] Changed(byte[] bytes, int index, int bits)
    {
        bytes[index] ^= (byte)bits;
        return bytes;
    }

    private static Func<Instruction, byte[], byte[]?> Drop(Predicate<Instruction> which) => (instruction, bytes) => which(instruction) ? Nothing(bytes.Length) : null;

    private static IEnumerable<(Instruction Instruction, int Offset, byte[] Bytes)> InstructionsOf(MachineCode code)
    {
        var bytes = code.Bytes.AsSpan(0, code.CodeLength).ToArray();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes), 0);
        while (decoder.IP < (ulong)bytes.Length)
        {
            var offset = (int)decoder.IP;
            var instruction = decoder.Decode();
            yield return (instruction, offset, bytes[offset..(int)decoder.IP]);
        }
    }

    /// <summary>Changes each instruction that a change is for, one at a time: each time something of a kind must be found there.</summary>
    private static void ExpectEach(string text, ViolationKind kind, Func<Instruction, byte[], byte[]?> change, bool mayMiss = false)
    {
        var code = Compile(text, s_options.Convention);
        var (changed, found) = (0, 0);
        foreach (var (instruction, offset, bytes) in InstructionsOf(code))
        {
            if (change(instruction, [.. bytes]) is not { } replaced)
                continue;
            changed++;
            var report = MachineCodeVerifier.Verify(Patched(code, offset, replaced), s_options);
            if (report.Violations.Concat(report.Unproven).Any(violation => violation.Kind == kind))
                found++;
            else if (!mayMiss)
                Assert.Fail($"{instruction} at {offset:x}: {string.Join("; ", report.Violations.Concat(report.Unproven))}\n{MachineCodeListing.Write(code)}");
        }
        Assert.That(found, Is.GreaterThan(0), $"{changed} changed\n{MachineCodeListing.Write(code)}");
    }

    private static MachineCode Patched(MachineCode code, int offset, byte[] bytes)
    {
        var all = code.Bytes.ToArray();
        bytes.CopyTo(all, offset);
        return new MachineCode
        {
            Name = code.Name,
            Bytes = ImmutableArray.Create(all),
            CodeLength = code.CodeLength,
            Exits = code.Exits,
            FrameWords = code.FrameWords,
            CallerFrameWords = code.CallerFrameWords,
            HasLoops = code.HasLoops,
            HasCalls = code.HasCalls,
            HasRuntimeCalls = code.HasRuntimeCalls,
            Sequences = code.Sequences,
            Origins = code.Origins,
            Labels = code.Labels,
            Functions = code.Functions,
        };
    }
}
