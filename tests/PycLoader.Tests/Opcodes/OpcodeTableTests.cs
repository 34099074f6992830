using System.Text.Json;

namespace Pyc.Loader.Tests;

public sealed class OpcodeTableTests
{
    private static IEnumerable<PythonVersion> Versions => Fixtures.Versions;

    private static BytecodeEncoding Wordcode => new(CodeFormat.Wordcode, jumpUnit: 2, extendedArg: 144, firstWithArgument: 90);

    [TestCaseSource(nameof(Versions))]
    public void Every_row_is_what_the_interpreter_says_and_no_row_is_missing(PythonVersion version)
    {
        var table = OpcodeTable.For(version);
        var found = table.Rows.Select(row =>
            $"{row.Number} {row.Name} argument {table.Encoding.TakesArgument(row.Number)} caches {row.Caches} jump {row.Jump}");

        var rows = OpcodeFacts.Of(version).GetProperty("opcodes").EnumerateArray().ToArray();
        Assert.That(rows, Has.Length.GreaterThan(90));
        Assert.That(found, Is.EqualTo(rows.OrderBy(row => row.GetProperty("op").GetInt32()).Select(row =>
            $"{row.GetProperty("op").GetInt32()} {row.GetProperty("name").GetString()}"
            + $" argument {row.GetProperty("arg").GetBoolean()}"
            + $" caches {(row.TryGetProperty("caches", out var caches) ? caches.GetInt32() : 0)} jump {JumpOf(row)}")));
    }

    [TestCaseSource(nameof(Versions))]
    public void The_encoding_is_what_the_interpreter_says(PythonVersion version)
    {
        var encoding = OpcodeTable.For(version).Encoding;
        var facts = OpcodeFacts.Of(version);
        var expected = facts.GetProperty("encoding");

        Assert.That(encoding.Format == CodeFormat.Wordcode, Is.EqualTo(expected.GetProperty("format").GetString() == "wordcode"));
        Assert.That(encoding.JumpUnit, Is.EqualTo(expected.GetProperty("jump_unit_bytes").GetInt32()));
        Assert.That(encoding.ArgumentBits, Is.EqualTo(expected.GetProperty("arg_bits").GetInt32()));
        Assert.That(encoding.ArgumentBits, Is.EqualTo(expected.GetProperty("extended_arg_shift").GetInt32()));
        Assert.That(encoding.ExtendedArg, Is.EqualTo(facts.GetProperty("extended_arg").GetInt32()));
        Assert.That(OpcodeTable.For(version)[encoding.ExtendedArg]?.Name, Is.EqualTo("EXTENDED_ARG"));
    }

    [TestCaseSource(nameof(Versions))]
    public void A_number_leads_to_its_row_or_to_nothing(PythonVersion version)
    {
        var table = OpcodeTable.For(version);

        Assert.That(table.Version, Is.EqualTo(version));
        for (var number = 0; number < 256; number++)
        {
            var rows = table.Rows.Where(row => row.Number == number).ToArray();
            Assert.That(table[(byte)number], Is.EqualTo(rows.Length == 0 ? null : (OpcodeRow?)rows[0]), $"opcode {number}");
        }
    }

    [TestCaseSource(nameof(Versions))]
    public void Opcodes_that_exist_only_at_run_time_are_in_no_table(PythonVersion version)
    {
        var facts = OpcodeFacts.Of(version);
        foreach (var group in new[] { "instrumented_not_in_pyc", "runtime_only_not_in_pyc", "specialized_not_in_pyc" })
        {
            if (!facts.TryGetProperty(group, out var rows))
                continue;

            foreach (var row in rows.EnumerateArray())
            {
                var found = OpcodeTable.For(version)[row.GetProperty("op").GetByte()];
                Assert.That(found, Is.Null, row.GetProperty("name").GetString());
            }
        }
    }

    [Test]
    public void A_number_given_twice_is_refused() => Assert.That(
        () => new OpcodeTable(new PythonVersion(3, 11), Wordcode, [new(100, "LOAD_CONST"), new(100, "LOAD_FAST")]),
        Throws.ArgumentException.With.Message.StartsWith("CPython 3.11: opcode 100 is LOAD_CONST and LOAD_FAST."));

    [Test]
    public void A_name_given_twice_is_refused() => Assert.That(
        () => new OpcodeTable(new PythonVersion(3, 11), Wordcode, [new(100, "LOAD_CONST"), new(101, "LOAD_CONST")]),
        Throws.ArgumentException.With.Message.StartsWith("CPython 3.11: LOAD_CONST has two numbers."));

    [Test]
    public void A_jump_without_argument_is_refused() => Assert.That(
        () => new OpcodeTable(new PythonVersion(3, 11), Wordcode, [new(89, "JUMP", 0, JumpKind.Forward)]),
        Throws.ArgumentException.With.Message.StartsWith("CPython 3.11: JUMP jumps, but takes no argument."));

    [TestCase(2, 6)]
    [TestCase(3, 16)]
    [TestCase(4, 0)]
    public void A_series_without_table_is_refused(int major, int minor) => Assert.That(
        () => OpcodeTable.For(new PythonVersion(major, minor)), Throws.TypeOf<ArgumentOutOfRangeException>());

    // END_ASYNC_FOR of 3.14 on is in CPython's list of jumps, but its argument only says where END_SEND is: "branch" is false.
    private static JumpKind JumpOf(JsonElement row) =>
        !row.TryGetProperty("jump", out var jump) || row.TryGetProperty("branch", out var branch) && !branch.GetBoolean()
            ? JumpKind.None
            : jump.GetString() switch
            {
                "abs" => JumpKind.Absolute,
                "rel+" => JumpKind.Forward,
                "rel-" => JumpKind.Backward,
                var other => throw new InvalidDataException($"The facts know a jump {other}."),
            };
}
