using System.Collections.Immutable;

namespace Pyc.Loader.Tests;

public sealed class BytecodeDecoderTests
{
    [TestCase(2, 7)]
    [TestCase(3, 3)]
    [TestCase(3, 7)]
    public void A_return_in_a_try_runs_the_finally_body_and_leaves_no_token(int major, int minor)
    {
        var version = new PythonVersion(major, minor);
        // try: return a; finally: b
        var code = NeutralCode.Assemble(version,
            ("SETUP_FINALLY", 8), ("LOAD_FAST", 0), ("RETURN_VALUE", 0), ("POP_BLOCK", 0), ("LOAD_CONST", 0),
            ("LOAD_FAST", 1), ("POP_TOP", 0), ("END_FINALLY", 0), ("LOAD_CONST", 0), ("RETURN_VALUE", 0));
        var bytecode = BytecodeDecoder.Decode(code);

        var begin = bytecode.Instructions.IndexOf(bytecode.Instructions.First(i => i.Op == BytecodeOp.LoadLocal));
        var normal = bytecode.Instructions.Skip(begin).TakeWhile(i => i.Op != BytecodeOp.Return).Select(i => i.Op);
        Assert.That(normal, Is.EqualTo(new[] { BytecodeOp.LoadLocal, BytecodeOp.LoadLocal, BytecodeOp.Pop }));
        Assert.That(bytecode.Instructions.Select(i => i.Op), Has.Some.EqualTo(BytecodeOp.Reraise));
    }

    [Test]
    public void Arguments_that_are_cells_are_copied_into_them_up_to_3_10()
    {
        var made = NeutralCode.Make(new(3, 9), [.. NeutralCode.Assemble(new(3, 9), ("LOAD_DEREF", 0), ("RETURN_VALUE", 0)).Code]);
        var bytecode = BytecodeDecoder.Decode(made.With(cells: ["b"]));

        Assert.That(NeutralCode.Shape(bytecode).Split('\n').Select(line => line.TrimEnd()), Is.EqualTo(new[]
        {
            "CopyFreeVariables 1", "MakeCell 3 (b)", "LoadLocal 1 (b)", "StoreDeref 3 (b)", "LoadDeref 3 (b)", "Return",
        }));
    }

    [Test]
    public void A_generator_begins_alike_in_all_versions(
        [ValueSource(typeof(Fixtures), nameof(Fixtures.Versions))] PythonVersion version)
    {
        var bytecode = BytecodeDecoder.Decode(NeutralCode.Find($"bytecode/{version}/examples.pyc", "generator"));
        var first = bytecode.Instructions.Take(2).Select(i => i.Op);
        Assert.That(first, Is.EqualTo(new[] { BytecodeOp.ReturnGenerator, BytecodeOp.Pop }));
    }

    [Test]
    public void Loops_and_calls_of_3_12_and_3_15_are_those_of_3_8(
        [Values("for_range", "nested_loops", "attributes", "with_block")] string function)
    {
        var old = Operations(new(3, 8), function);
        Assert.Multiple(() =>
        {
            Assert.That(Operations(new(3, 12), function), Is.EquivalentTo(old));
            Assert.That(Operations(new(3, 15), function), Is.EquivalentTo(old));
        });

        static IEnumerable<BytecodeOp> Operations(PythonVersion version, string function) =>
            BytecodeDecoder.Decode(NeutralCode.Find($"bytecode/{version}/examples.pyc", function)).Instructions
                .Select(i => i.Op).Where(op => op is BytecodeOp.Call or BytecodeOp.ForIterator or BytecodeOp.GetIterator
                    or BytecodeOp.LoadAttribute or BytecodeOp.StoreAttribute or BytecodeOp.LoadSpecial or BytecodeOp.CallExit);
    }

    [Test]
    public void An_iterator_that_has_ended_is_off_the_stack(
        [ValueSource(typeof(Fixtures), nameof(Fixtures.Versions))] PythonVersion version)
    {
        var bytecode = BytecodeDecoder.Decode(NeutralCode.Find($"bytecode/{version}/examples.pyc", "for_range"));
        var loops = bytecode.Instructions.Select((i, at) => (i, at)).Where(pair => pair.i.Op == BytecodeOp.ForIterator).ToArray();
        Assert.That(loops, Is.Not.Empty);
        foreach (var (loop, at) in loops)
        {
            Assert.That(bytecode.StackDepths[loop.Target], Is.EqualTo(bytecode.StackDepths[at] - 1));
            Assert.That(bytecode.Instructions[loop.Target].Op, Is.Not.EqualTo(BytecodeOp.Pop));
        }
    }

    [Test]
    public void Finally_bodies_nested_without_end_are_refused()
    {
        // Each body is entered by a return, a break and an exception, and holds the next: 3 to the power of the depth.
        var version = new PythonVersion(3, 7);
        const int Depth = 18;
        var code = NestedFinally(version, Depth);

        Assert.That(
            () => BytecodeDecoder.Decode(code),
            Throws.InstanceOf<PycFormatException>().With.Message.Contains("nested too deeply"));
    }

    [TestCase(3, 7)]
    [TestCase(3, 12)]
    public void A_long_display_in_a_try_block_takes_time_by_its_length(int major, int minor)
    {
        // Every instruction of it asks for the stack that its handler keeps, 50,000 values further down.
        const int Length = 50_000;
        var version = new PythonVersion(major, minor);
        var isTable = version.IsAtLeast(3, 11);
        var instructions = new List<(string, int)>();
        if (!isTable)
        {
            const int Distance = 2 * Length + 10;
            instructions.AddRange(
                [("EXTENDED_ARG", Distance >> 16), ("EXTENDED_ARG", Distance >> 8 & 0xFF), ("SETUP_FINALLY", Distance & 0xFF)]);
        }
        instructions.AddRange(Enumerable.Repeat(("LOAD_DEREF", isTable ? 3 : 0), Length));
        instructions.AddRange([("EXTENDED_ARG", Length >> 8), ("BUILD_LIST", Length & 0xFF)]);
        if (!isTable)
            instructions.Add(("POP_BLOCK", 0));
        instructions.Add(("RETURN_VALUE", 0));
        instructions.Add((isTable ? "RERAISE" : "NOP", 0));
        if (!isTable)
            instructions.Add(("END_FINALLY", 0));
        var made = NeutralCode.Assemble(version, [.. instructions]);
        var code = isTable ? NeutralCode.Make(version, made.Code, [0x80, .. Varint(Length), .. Varint(Length + 3), 0]) : made;

        var bytecode = BytecodeDecoder.Decode(code);
        Assert.Multiple(() =>
        {
            Assert.That(bytecode.MaximumDepth, Is.EqualTo(Length));
            Assert.That(bytecode.Regions, Is.Not.Empty);
        });

        static byte[] Varint(int value) =>
            [(byte)(value >> 12 & 0x3F | 0x40), (byte)(value >> 6 & 0x3F | 0x40), (byte)(value & 0x3F)];
    }

    private static CodeObject NestedFinally(PythonVersion version, int depth)
    {
        // try: (if a: return b) finally: <the same again>
        var codes = new List<(string Name, int Argument)>();
        Nest(depth);
        codes.Add(("LOAD_CONST", 0));
        codes.Add(("RETURN_VALUE", 0));
        return NeutralCode.Assemble(version, [.. codes]);

        void Nest(int left)
        {
            if (left == 0)
                return;
            codes.Add(("SETUP_FINALLY", 14));
            codes.Add(("LOAD_FAST", 0));
            codes.Add(("EXTENDED_ARG", (2 * codes.Count + 8) >> 8));
            codes.Add(("POP_JUMP_IF_FALSE", (2 * codes.Count + 6) & 0xFF));
            codes.Add(("LOAD_FAST", 1));
            codes.Add(("RETURN_VALUE", 0));
            codes.Add(("POP_BLOCK", 0));
            codes.Add(("LOAD_CONST", 0));
            Nest(left - 1);
            codes.Add(("END_FINALLY", 0));
        }
    }
}
