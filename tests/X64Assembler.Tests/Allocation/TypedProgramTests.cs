using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Whole functions over values of all types, with frame states, against the evaluator of words.</summary>
[TestFixture]
public sealed class TypedProgramTests
{
    private const int Programs = 200;

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Random_functions_return_or_leave_with_the_frame_that_the_IR_says(string name)
    {
        var options = TestOptions.Named(name);
        var (returned, exited) = (0, 0);
        for (var seed = 0; seed < Programs; seed++)
        {
            var function = TypedPrograms.Make(seed, shareStates: seed % 2 == 0);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            for (var call = 0; call < 12; call++)
            {
                var arguments = TypedPrograms.Arguments(function, random);
                var outcome = Check(native, function, arguments, $"seed {seed}");
                if (outcome.Exit == ExitReason.None)
                    returned++;
                else
                    exited++;
            }
        }
        Assert.That(returned, Is.GreaterThan(Programs));
        Assert.That(exited, Is.GreaterThan(Programs));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Each_exit_can_be_forced_and_leaves_with_its_frame(string name)
    {
        var options = TestOptions.Named(name) with { ForcibleExits = true };
        var forced = 0;
        for (var seed = 1000; seed < 1000 + Programs / 2; seed++)
        {
            var function = TypedPrograms.Make(seed);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            for (var call = 0; call < 3; call++)
            {
                var arguments = TypedPrograms.Arguments(function, random);
                var reached = new SortedSet<int>();
                WordEvaluator.Run(function, arguments, reached: reached);
                Check(native, function, arguments, $"seed {seed}");
                for (var number = 1; number <= native.Code.Exits.Length; number++)
                {
                    var state = native.Code.Exits[number - 1].Shape!.Index;
                    if (!reached.Contains(state))
                        continue;
                    Check(native, function, arguments, $"seed {seed}, exit {number} forced", number, state);
                    forced++;
                }
            }
        }
        Assert.That(forced, Is.GreaterThan(Programs));
    }

    [Test]
    public void An_exit_with_a_value_in_every_register_stores_them_all([Values] bool isAdd)
    {
        // All values are alive behind the exit, the context is not: it is in memory, and no register is free to load it.
        var f = new FunctionMaker("crowded", IrType.Int64);
        var parameters = Enumerable.Range(0, 3).Select(index => f.Parameter(IrType.Int64, index)).ToArray();
        var values = new List<Value>(parameters);
        for (var index = 0; index < 16; index++)
            values.Add(f.Add(Op.IntMulWrap, values[^1], values[^2]));
        var last = isAdd
            ? f.Add(Op.IntAdd, values[4], values[5], f.State([.. values]))
            : f.Add(Op.IntMul, parameters[0], parameters[1], f.State([.. values]));
        f.Add(Op.Return, values.Aggregate(last, (sum, value) => f.Add(Op.IntXor, sum, value)));
        var code = NativeCompiler.Compile(f.Function, TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        Assert.That(MachineCodeListing.Write(code), Does.Match("exit1:\\n +push "));
        using var native = NativeFunction.Compile(f.Function, TestOptions.Baseline);
        foreach (var first in Grids.Integers)
            Check(native, f.Function, [first, 1L << 40, 3], "crowded");
    }

    [Test]
    public void Many_exits_of_large_frames_take_memory_in_proportion()
    {
        var f = new FunctionMaker("large", IrType.Int64);
        var held = Enumerable.Range(0, 12).Select(index => f.Parameter(IrType.Int64, index)).ToList();
        for (var index = 0; index < 4000; index++)
        {
            var state = f.State([.. held, .. held, .. held]);
            held[index % 12] = f.Add(Op.IntAdd, held[index % 12], held[(index + 5) % 12], state);
        }
        f.Add(Op.Return, held.Aggregate((sum, value) => f.Add(Op.IntXor, sum, value)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var code = NativeCompiler.Compile(f.Function);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / f.Function.ValueCount;
        TestContext.Out.WriteLine($"{bytes} bytes for each value");
        Assert.That(bytes, Is.LessThan(20_000));                // in proportion: no clock says the same twice
        using var native = new NativeFunction(code, f.Function);
        Assert.That((native.Code.Exits.Length, native.Code.FrameWords), Is.EqualTo((4000, 12)));
        Check(native, f.Function, [.. Enumerable.Range(1, 12).Select(number => (long)number)], "large");
    }

    [Test]
    public void A_function_whose_exits_store_too_much_is_refused()
    {
        var f = new FunctionMaker("hostile", IrType.Int64);
        var held = Enumerable.Range(0, 2000).Select(index => f.Parameter(IrType.Int64, index)).ToList();
        var last = held[0];
        for (var index = 0; index * held.Count <= ExitTable.MaximumWords; index++)
            last = f.Add(Op.IntMul, last, held[1], f.State([.. held]));
        f.Add(Op.Return, last);
        Assert.That(() => NativeCompiler.Compile(f.Function), Throws.TypeOf<FunctionTooLargeException>());
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(15)]
    public void Exits_tell_of_the_next_number_of_a_loop(int registers)
    {
        var function = SampleFunctions.RangeLoop();
        var options = TestOptions.WithRegisters(registers) with { ForcibleExits = true };
        using var native = NativeFunction.Compile(function, options);
        foreach (var count in new long[] { 0, 1, 2, 50 })
        {
            for (var exit = 0; exit <= native.Code.Exits.Length; exit++)
            {
                var state = exit == 0 ? -1 : native.Code.Exits[exit - 1].Shape!.Index;      // all have one
                Check(native, function, [count], $"exit {exit}", exit, state);
            }
        }
    }

    [Test]
    public void What_an_inner_loop_does_not_read_is_in_memory_around_it()
    {
        // Six values that the outer loop reads in each round, six registers, of which the inner loop takes four.
        var f = new FunctionMaker("loops", IrType.Int64);
        var held = Enumerable.Range(0, 5).Select(index => f.Parameter(IrType.Int64, index)).ToList();
        held.Add(f.Add(Op.IntMulWrap, held[1], held[2]));
        var (zero, one, n) = (f.Int(0), f.Int(1), held[0]);
        var (outer, before, inner, body, after, end) = (
            f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(outer);
        f.Block = outer;
        var (total, i) = (f.Phi(IrType.Int64, zero), f.Phi(IrType.Int64, n));
        f.Branch(f.Add(Op.IntGreater, i, zero), before, end);
        f.Block = before;
        f.Jump(inner);
        f.Block = inner;
        var (a, b, j) = (f.Phi(IrType.Int64, one), f.Phi(IrType.Int64, total), f.Phi(IrType.Int64, i));
        f.Branch(f.Add(Op.IntGreater, j, zero), body, after);
        f.Block = body;
        var sum = f.Add(Op.IntAddWrap, a, b);
        var next = f.Add(Op.IntSubWrap, j, one);
        f.Jump(inner);
        a.AddOperand(b);
        b.AddOperand(sum);
        j.AddOperand(next);
        f.Block = after;
        var mixed = held.Aggregate(b, (value, other) => f.Add(Op.IntXor, value, f.Add(Op.IntMulWrap, value, other)));
        var less = f.Add(Op.IntSubWrap, i, one);
        f.Jump(outer);
        total.AddOperand(mixed);
        i.AddOperand(less);
        f.Block = end;
        f.Add(Op.Return, total);

        var options = TestOptions.WithRegisters(6);
        using var native = NativeFunction.Compile(f.Function, options);
        Check(native, f.Function, [5, -3, 7, 11, 13], "five rounds");
        var listing = MachineCodeListing.Write(NativeCompiler.Compile(f.Function, options with { Convention = CallingConvention.SystemV }));
        var innermost = listing[listing.IndexOf("L4:", StringComparison.Ordinal)..listing.IndexOf("L5:", StringComparison.Ordinal)];
        Assert.That(innermost, Does.Contain("jg    L4").And.Not.Contain("rsp"), listing);
    }

    [Test]
    public void Exits_keep_nothing_from_the_registers_of_a_loop()
    {
        // Ten values that only exits read, and three registers, which the loop needs.
        var f = new FunctionMaker("loop", IrType.Int64);
        var held = Enumerable.Range(0, 5).Select(index => f.Parameter(IrType.Int64, index)).ToList();
        held.AddRange(Enumerable.Range(0, 5).Select(index => f.Add(Op.IntMulWrap, held[index], held[(index + 1) % 5])));
        var (one, n) = (f.Int(1), held[0]);
        var (head, body, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(head);
        f.Block = head;
        var (sum, i) = (f.Phi(IrType.Int64, one), f.Phi(IrType.Int64, n));
        f.Branch(f.Add(Op.IntGreater, i, one), body, end);
        f.Block = body;
        var added = f.Add(Op.IntAdd, sum, i, f.State([.. held, sum, i]));
        var next = f.Add(Op.IntSub, i, one, f.State([.. held, added, i]));
        f.Jump(head);
        sum.AddOperand(added);
        i.AddOperand(next);
        f.Block = end;
        f.Add(Op.Return, sum);

        var options = TestOptions.WithRegisters(3);
        using var native = NativeFunction.Compile(f.Function, options);
        var listing = MachineCodeListing.Write(NativeCompiler.Compile(f.Function, options with { Convention = CallingConvention.SystemV }));
        Assert.That(listing[listing.IndexOf("L2:", StringComparison.Ordinal)..], Does.StartWith("""
            L2:
                add   rax, rdx              ; v17 = int.add v12, v13, v16
                jo    exit1
                sub   rdx, 1                ; v19 = int.sub v13, v10, v18
                jo    exit2
                cmp   rdx, 1                ; branch v14, b2, b3
                jg    L2
            L3:
            """.ReplaceLineEndings("\n")));
        Check(native, f.Function, [100, 2, 3, 4, 5], "loop");
    }

    private static WordOutcome Check(
        NativeFunction native, Function function, long[] arguments, string what, int forcedExit = 0, int forcedState = -1)
    {
        var expected = WordEvaluator.Run(function, arguments, forcedState);
        var actual = native.CallForWords(arguments, forcedExit);
        if (actual != expected)
        {
            Assert.Fail($"{what}, ({string.Join(", ", arguments)}):\n{expected}, not\n{actual}\n"
                + $"{function}\n{MachineCodeListing.Write(native.Code)}");
        }
        return actual;
    }
}
