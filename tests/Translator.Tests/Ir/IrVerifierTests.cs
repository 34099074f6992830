using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class IrVerifierTests
{
    [TestCase("b0: v2 = int.neg v3; v3 = int.neg v0; return v3", "v2 (int.neg) uses v3, which is not defined on every path")]
    [TestCase("b0: branch v1, b1, b2 b1: v2 = int 1; jump b2 b2: return v2", "'return v2' uses v2, which is not defined on every path")]
    [TestCase("b0: branch v1, b1, b2 b1: v2 = int 1; jump b3 b2: jump b3 b3: v3: i64 = phi b1 v0, b2 v2; return v3",
        "v3 (phi) uses v2, which is not defined on every path")]
    [TestCase("b0: v2 = int 1; jump b1 b1: v3 = int 2; v4: i64 = phi b0 v2; return v4", "v4 (phi) does not stand at the head of b1")]
    [TestCase("b0: v2 = int.add v0, v1; return v2", "v2 (int.add) needs i64; v1 is bool")]
    [TestCase("b0: return v1", "'return v1' does not return the words of result 0")]
    [TestCase("b0: branch v0, b1, b1 b1: return v0", "'branch v0, b1, b1' needs bool; v0 is i64")]
    [TestCase("b0: v2 = int 1; jump b1 b1: v3: bool = phi b0 v2; return v0", "v3 (phi) needs bool; v2 is i64")]
    [TestCase("b0: v2 = int 1", "b0 has no terminator")]
    [TestCase("b0: return v0; return v0", "'return v0' does not stand at the end of b0")]
    [TestCase("b0: branch v1, b0, b1 b1: return v0", "The entry b0 has a predecessor")]
    [TestCase("b0: check.nonzero v0; return v0", "'check.nonzero v0' has no reason to exit")]
    [TestCase("b0: exit", "'exit' has no reason to exit")]
    [TestCase("b0: v2 = int 2; branch v1, b1, b1 b1: v3: i64 = phi b0 v0, b0 v2; return v3",
        "v3 (phi) has different operands for two edges from b0")]
    [TestCase("b0: v2 = state 0 depth 0; v3 = int.and v0, v2; return v3", "v3 (int.and) needs i64; v2 is state")]
    [TestCase("b0: v2 = int.neg v0, v0; return v2", "v2 (int.neg) has 2 operands; int.neg takes 1")]
    [TestCase("b0: v2 = state 0 depth 0; v3 = state 0 depth 0, 0: v2; return v0", "v3 (state) has 0 operands; its frame takes 1")]
    [TestCase("b0: v2 = state 0 depth 0; return v2", "'return v2' does not return the words of result 0")]
    public void A_broken_rule_in_text_is_named(string body, string problem) =>
        AssertBroken(IrParser.Parse($"function f(v0: i64, v1: bool) -> i64 {body}"), problem);

    [TestCase("b0: v2 = call g v0; return v0", "v2 (call) does not pass the parameters of g")]
    [TestCase("b0: v2 = call g v1, v0; return v0", "v2 (call) does not pass the parameters of g")]
    [TestCase("b0: v2 = call g v0, v1; v3: f64 = call.word v2 0; return v0", "v3 (call.word) reads a word that g does not return")]
    [TestCase("b0: v2 = call g v0, v1; v3: i64 = call.word v2 2; return v0", "v3 (call.word) reads a word that g does not return")]
    [TestCase("b0: v2 = call g v0, v1; v3: bool = call.word v2 0; return v0", "v3 (call.word) reads a word that g does not return")]
    [TestCase("b0: v2 = call g v0, v1; jump b1 b1: v3: i64 = call.word v2 0; return v3", "v3 (call.word) reads no call before it in its block")]
    [TestCase("b0: v2 = call g v0, v1; jump b1 b1: v3 = call.shape v2; return v3", "v3 (call.shape) reads no call before it in its block")]
    [TestCase("b0: v2 = call g v0, v1; v3 = call g v0, v1; v4: i64 = call.word v2 0; return v4", "v4 (call.word) reads a call behind which there is another")]
    [TestCase("b0: v2 = call g v0, v1; v3 = int.neg v2; return v3", "v3 (int.neg) needs i64; v2 is result")]
    [TestCase("b0: v2 = call g v0, v1; return v2", "'return v2' does not return the words of result 0")]
    [TestCase("b0: v2 = state 0 depth 0, 0: v0; v3 = call g v0, v1, v2, v2; return v0", "v3 (call) does not pass the parameters of g")]
    [TestCase("b0: check.stack; return v0", "'check.stack' has no reason to exit")]
    public void A_broken_rule_of_calls_is_named(string body, string problem) => AssertBroken(
        IrParser.Parse($"function f(v0: i64, v1: bool) -> i64 {body} function g(v0: i64, v1: bool) -> mixed b0: branch v1, b1, b2 b1: return v0, v1 b2: return v0"),
        problem);

    [TestCase("v4: i64 = field data v0", "v4 (field) has the type i64, not address")]
    [TestCase("v4: i64 = field count v1", "v4 (field) takes (sequence), not (i64)")]
    [TestCase("v4: i64 = field.fixed count v2", "v4 (field.fixed) takes (sequence), not (f64)")]
    [TestCase("v4: i64 = load f32 v3, v1", "v4 (load) has the type i64, not f64")]
    [TestCase("v4: f64 = load f32 v0, v1", "v4 (load) takes (address, i64), not (sequence, i64)")]
    [TestCase("v4: i64 = load mixed v3, v1", "v4 (load) is of no kind that there is: 12")]
    [TestCase("store i32 v3, v1, v2", "takes (address, i64, i64), not (address, i64, f64)")]
    [TestCase("store f32 v3, v1, v1", "takes (address, i64, f64), not (address, i64, i64)")]
    [TestCase("count.store v3, v1", "takes (sequence, i64), not (address, i64)")]
    [TestCase("v4: i64 = runtime new_list v1, v1", "v4 (runtime) has the type i64, not sequence")]
    [TestCase("runtime reverse v1", "takes (sequence), not (i64)")]
    [TestCase("runtime sort v0, v1", "has the type void, not i64")]
    [TestCase("v4: i64 = runtime sort v0", "v4 (runtime) takes (sequence, i64), not (sequence)")]
    [TestCase("v4 = state 0 depth 0, 0: v3", "v4 (state) needs a value; v3 is address")]
    [TestCase("v4 = call f v0, v1, v3", "v4 (call) does not pass the parameters of f")]
    [TestCase("v4 = sequence.eq v0, v1", "v4 (sequence.eq) needs sequence; v1 is i64")]
    [TestCase("check.sequence v1 else memory", "needs sequence; v1 is i64")]
    public void A_broken_rule_of_sequences_is_named(string statement, string problem) => AssertBroken(
        IrParser.Parse($"function f(v0: sequence, v1: i64, v2: f64) -> i64 b0: v3: address = field.fixed data v0; {statement}; return v1"), problem);

    [Test]
    public void An_address_is_no_result() => AssertBroken(
        IrParser.Parse("function f(v0: sequence) -> mixed b0: v1: address = field data v0; return v1"), "'return v1' needs a value; v1 is address");

    [Test]
    public void A_call_without_callee_is_caught()
    {
        var function = Simple();
        function.Entry.First!.Next!.InsertBefore(
            function.NewValue(Op.Call, [function.Entry.First], SourceLocation.None, reason: ExitReason.Call));
        AssertBroken(function, "(call) calls nothing");
    }

    [Test]
    public void A_return_of_a_result_of_other_words_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64, v1: bool) -> mixed b0: branch v1, b1, b2 b1: return v0, v1 b2: return v0");
        Assert.That(function.Results.Select(result => result.Types.Length), Is.EqualTo([2, 1]));
        function.Blocks[1].Last!.Immediate = 1;
        AssertBroken(function, "'return v0, v1' does not return the words of result 1");
        function.Blocks[1].Last!.Immediate = 2;
        AssertBroken(function, "'return v0, v1' returns result 2 of 2");
    }

    [Test]
    public void A_function_without_blocks_is_caught() => AssertBroken(new Function("f", IrType.None), "The function has no entry");

    [Test]
    public void A_wrong_number_of_operands_is_caught()
    {
        var function = Simple();
        var negation = function.Entry.ElementAt(1);
        negation.AddOperand(negation.Operands[0]);
        AssertBroken(function, "v1 (int.neg) has 2 operands; int.neg takes 1");
    }

    [Test]
    public void A_phi_without_an_operand_for_each_edge_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: v1: i64 = phi b0 v0; return v1");
        var phi = function.Blocks[1].Phis.Single();
        phi.RemoveOperand(0);
        AssertBroken(function, "v1 (phi) has 0 operands; b1 has 1 predecessors");
    }

    [Test]
    public void A_parameter_outside_the_entry_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: return v0");
        var parameter = function.Entry.First!;
        parameter.Unlink();
        function.Blocks[1].First!.InsertBefore(parameter);
        AssertBroken(function, "v0 (parameter) is a parameter outside the entry");
    }

    [Test]
    public void Parameters_out_of_order_are_caught()
    {
        var function = IrParser.Parse("function f(v0: i64, v1: i64) -> i64 b0: return v0");
        var first = function.Entry.First!;
        first.Unlink();
        function.Entry.Last!.InsertBefore(first);
        AssertBroken(function, "v1 (parameter) does not stand at the place of its number");
    }

    [Test]
    public void A_wrong_result_type_is_caught()
    {
        var function = new Function("f", IrType.Int64);
        function.NewBlock().Append(function.NewValue(Op.Parameter, [], SourceLocation.None));
        function.Entry.Append(function.NewValue(Op.Exit, [], SourceLocation.None, reason: ExitReason.Overflow));
        AssertBroken(function, "'parameter 0' has the type void");
    }

    [Test]
    public void A_number_of_successors_that_the_terminator_does_not_have_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: return v0");
        function.Entry.AddSuccessor(function.Blocks[1]);
        AssertBroken(function, "b0 has 2 successors; its jump goes to 1");
    }

    [Test]
    public void Predecessors_that_do_not_match_successors_are_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: return v0");
        function.Blocks[1].OrderPredecessors([]);
        AssertBroken(function, "b0 goes to b1, which does not list it as often");
        function.Blocks[1].OrderPredecessors([function.Blocks[0], function.Blocks[1]]);
        AssertBroken(function, "b1 lists b1 as a predecessor, which does not go there");
    }

    [Test]
    public void An_edge_out_of_the_function_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: jump b1 b1: return v0");
        function.Entry.RedirectSuccessor(0, Simple().Entry);
        AssertBroken(function, "b0 goes to b0, which is not in the function");
    }

    [Test]
    public void A_use_of_a_value_that_is_in_no_block_is_caught()
    {
        var function = Simple();
        function.Entry.Last!.SetOperand(0, function.NewValue(Op.IntConstant, [], SourceLocation.None));
        AssertBroken(function, "which is in no block of the function");
    }

    [Test]
    public void A_user_that_is_in_no_block_is_caught()
    {
        var function = Simple();
        var stray = function.NewValue(Op.IntNot, [function.Entry.First!], SourceLocation.None);
        AssertBroken(function, $"v0 (parameter) is used by v{stray.Id}, which is in no block");
    }

    [Test]
    public void A_reason_on_what_does_not_exit_is_caught()
    {
        var function = Simple();
        function.Entry.First!.Next!.InsertBefore(
            function.NewValue(Op.IntConstant, [], SourceLocation.None, reason: ExitReason.Overflow));
        AssertBroken(function, "has a reason but does not exit");
    }

    [Test]
    public void A_frame_state_without_the_operands_of_its_frame_is_caught()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: v1 = state 0 depth 0, 0: v0; v2 = int.neg v0, v1; return v2");
        function.Entry.First(value => value.Op == Op.FrameState).RemoveOperand(0);
        AssertBroken(function, "v1 (state) has 0 operands; its frame takes 1");
    }

    [Test]
    public void A_frame_state_without_frame_is_caught()
    {
        var function = Simple();
        function.Entry.First!.Next!.InsertBefore(function.NewValue(Op.FrameState, [], SourceLocation.None));
        AssertBroken(function, "(state) has 0 operands; its frame takes 0");
    }

    [Test]
    public void A_return_from_what_never_returns_is_caught() =>
        AssertBroken(IrParser.Parse("function f(v0: i64) -> void b0: return v0"), "'return v0' returns result 0 of 0");

    [Test]
    public void A_function_may_return_values_of_several_types() => IrVerifier.Verify(IrParser.Parse(
        "function f(v0: i64, v1: bool) -> mixed b0: branch v1, b1, b2 b1: return v0 b2: v2 = none; return v2"));

    [Test]
    public void An_immediate_that_means_nothing_is_caught()
    {
        var function = Simple();
        function.Entry.First!.Next!.InsertBefore(function.NewValue(Op.BoolConstant, [], SourceLocation.None, immediate: 2));
        AssertBroken(function, "has the immediate 2");
    }

    [Test]
    public void Unreachable_blocks_may_use_what_does_not_dominate_them() => IrVerifier.Verify(IrParser.Parse(
        "function f(v0: i64) -> i64 b0: v1 = int 1; return v0 b1: v2 = int.neg v3; v3 = int.neg v2; jump b2 b2: v4: i64 = phi b1 v3; return v1"));

    [Test]
    public void The_message_names_the_stage_and_holds_the_function()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: v1 = int.neg v0");
        var exception = Assert.Throws<InternalCompilerException>(() => IrVerifier.Verify(function, "some-pass"));
        Assert.That(exception.Message, Does.Contain("in some-pass: b0 has no terminator.").And.Contain("v1 = int.neg v0"));
        Assert.That(exception.Stage, Is.EqualTo("some-pass"));
        Assert.That(exception.IrText, Is.EqualTo(function.ToString()));
    }

    private static Function Simple() => IrParser.Parse("function f(v0: i64) -> i64 b0: v1 = int.neg v0; return v1");

    private static void AssertBroken(Function function, string problem) => Assert.That(
        () => IrVerifier.Verify(function),
        Throws.TypeOf<InternalCompilerException>().With.Property("Problem").Contains(problem));
}
