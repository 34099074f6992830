using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class IrCoreTests
{
    [Test]
    public void Use_lists_follow_every_change_of_operands()
    {
        var random = new Random(1234);
        var function = new Function("f", IrType.Int64);
        var block = function.NewBlock();
        var values = Enumerable.Range(0, 20).Select(i => block.Append(Constant(function, i))).ToList();
        var users = Enumerable.Range(0, 20).Select(_ => block.Append(New(function, Op.Phi, values[0], values[0], values[1]))).ToList();
        for (var step = 0; step < 5000; step++)
        {
            var (user, value) = (users[random.Next(users.Count)], values[random.Next(values.Count)]);
            switch (random.Next(4))
            {
                case 0 when user.Operands.Count > 0:
                    user.SetOperand(random.Next(user.Operands.Count), value);
                    break;
                case 1:
                    user.AddOperand(random.Next(5) == 0 ? user : value);
                    break;
                case 2 when user.Operands.Count > 0:
                    user.RemoveOperand(random.Next(user.Operands.Count));
                    break;
                case 3 when random.Next(10) == 0:
                    value.ReplaceAllUsesWith(values[random.Next(values.Count)]);
                    break;
            }
        }
        foreach (var value in values.Concat(users))
        {
            var expected = users.SelectMany(user => user.Operands.Where(value.Equals).Select(_ => user.Id)).Order();
            Assert.That(value.Users.Select(user => user.Id).Order(), Is.EqualTo(expected), $"seed 1234, v{value.Id}");
        }
    }

    [Test]
    public void A_value_that_is_used_cannot_be_removed()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: v1 = int.neg v0; return v1");
        Assert.That(() => function.Entry.ElementAt(1).Remove(), Throws.InvalidOperationException);
    }

    [Test]
    public void A_phi_of_itself_can_be_replaced_and_removed()
    {
        var function = IrParser.Parse("function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: v2: i64 = phi b0 v0, b1 v2; branch v1, b1, b2 b2: return v2");
        var phi = function.Blocks[1].Phis.Single();
        phi.ReplaceAllUsesWith(function.Parameters.First());
        phi.Remove();
        IrVerifier.Verify(function);
    }

    [Test]
    public void Values_can_be_removed_and_inserted_before_while_enumerating()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: v1 = int.neg v0; v2 = int.not v0; v3 = int.not v1; return v0");
        var seen = new List<Op>();
        foreach (var value in function.Entry)
        {
            seen.Add(value.Op);
            if (value.Op == Op.IntNeg)
                value.InsertBefore(Constant(function, 5));
            if (value.Op == Op.IntNot && value.Users.Count == 0)
                value.Remove();
        }
        IrVerifier.Verify(function);
        Assert.That(seen, Is.EqualTo(new[] { Op.Parameter, Op.IntNeg, Op.IntNot, Op.IntNot, Op.Return }));
        Assert.That(function.Entry.Select(value => value.Op), Is.EqualTo(new[] { Op.Parameter, Op.IntConstant, Op.IntNeg, Op.Return }));
    }

    [Test]
    public void Splitting_moves_the_tail_its_edges_and_the_places_in_phis()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b1
            b1: v2: i64 = phi b0 v0, b1 v3; v3 = int.neg v2; v4 = int.not v3; branch v1, b1, b2
            b2: v5: i64 = phi b1 v4; return v5
            """);
        var tail = function.Blocks[1].SplitBefore(function.Blocks[1].ElementAt(2));
        function.Blocks[1].Append(New(function, Op.Jump));
        function.Blocks[1].AddSuccessor(tail);
        IrVerifier.Verify(function);
        Assert.That(IrAssert.Renumber(function.ToString()), Is.EqualTo(IrAssert.Renumber(IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b1
            b1: v2: i64 = phi b0 v0, b3 v3; v3 = int.neg v2; jump b3
            b2: v5: i64 = phi b3 v4; return v5
            b3: v4 = int.not v3; branch v1, b1, b2
            """).ToString())));
    }

    [Test]
    public void A_block_is_not_split_among_its_phis()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: v2: i64 = phi b0 v0; return v2");
        Assert.That(() => function.Blocks[1].SplitBefore(function.Blocks[1].First!), Throws.ArgumentException);
        Assert.That(() => function.Blocks[0].SplitBefore(function.Blocks[1].Last!), Throws.ArgumentException);
    }

    [Test]
    public void A_removed_edge_takes_its_operands_along()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 2; branch v1, b1, b2
            b1: jump b2
            b2: v3: i64 = phi b1 v0, b0 v2; return v3
            """);
        function.Entry.RemoveSuccessor(1);
        Assert.That(function.Blocks[2].Phis.Single().Operands, Is.EqualTo(function.Parameters.Take(1)));
        Assert.That(function.Blocks[2].Predecessors, Is.EqualTo(new[] { function.Blocks[1] }));
    }

    [Test]
    public void A_redirected_edge_leaves_the_old_phis_and_awaits_operands_in_the_new_ones()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 2; branch v1, b1, b2
            b1: jump b3
            b2: jump b3
            b3: v3: i64 = phi b1 v0, b2 v2; return v3
            """);
        function.Entry.RedirectSuccessor(0, function.Blocks[3]);
        function.Blocks[3].Phis.Single().AddOperand(function.Parameters.First());
        function.RemoveUnreachableBlocks();
        IrVerifier.Verify(function);
        Assert.That(function.Blocks.Select(block => block.Id), Is.EqualTo(new[] { 0, 2, 3 }));
    }

    [Test]
    public void Unreachable_blocks_go_though_they_use_each_other_in_a_circle()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b3
            b1: v2: i64 = phi b2 v3; jump b2
            b2: v3: i64 = phi b1 v2; branch v1, b1, b3
            b3: v4: i64 = phi b0 v0, b2 v3; return v4
            """);
        Assert.That(function.RemoveUnreachableBlocks(), Is.True);
        IrVerifier.Verify(function);
        Assert.That(function.ToString(), Is.EqualTo(
            "function f(v0: i64, v1: bool) -> i64\nb0:\n    jump b3\nb3:\n    v4: i64 = phi b0 v0\n    return v4\n"));
        Assert.That(function.RemoveUnreachableBlocks(), Is.False);
    }

    [Test]
    public void Reverse_postorder_puts_the_first_successor_next_and_leaves_out_what_is_unreachable()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: branch v1, b2, b1
            b1: jump b4
            b2: branch v1, b3, b4
            b3: jump b2
            b4: return v0
            b5: jump b4
            """);
        Assert.That(function.ReversePostOrder.Select(block => block.Id), Is.EqualTo(new[] { 0, 2, 3, 1, 4 }));
    }

    [Test]
    public void A_block_absorbs_the_one_that_only_it_leads_to()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int.neg v0; jump b1
            b1: v3: i64 = phi b0 v2; v4 = int.not v3; branch v1, b2, b3
            b2: jump b3
            b3: v5: i64 = phi b1 v3, b2 v4; return v5
            """);
        function.Entry.AbsorbSuccessor();
        function.RemoveUnreachableBlocks();
        IrVerifier.Verify(function);
        Assert.That(function.Entry.ToString(), Is.EqualTo("b0"));
        Assert.That(IrAssert.Renumber(function.ToString()), Is.EqualTo(IrAssert.Renumber(IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int.neg v0; v4 = int.not v2; branch v1, b2, b3
            b2: jump b3
            b3: v5: i64 = phi b0 v2, b2 v4; return v5
            """).ToString())));
        Assert.That(() => function.Blocks[1].AbsorbSuccessor(), Throws.InvalidOperationException);
    }

    private static Value Constant(Function function, long number) =>
        function.NewValue(Op.IntConstant, [], SourceLocation.None, immediate: number);

    private static Value New(Function function, Op op, params Value[] operands) =>
        function.NewValue(op, operands, SourceLocation.None, op == Op.Phi ? IrType.Int64 : IrType.Void);
}
