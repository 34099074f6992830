using System.Collections.Immutable;

namespace Pyc.Loader.Tests;

/// <summary>Code that no compiler makes, with the exact words it is refused with.</summary>
public sealed class BytecodeRefusalTests
{
    private static readonly PythonVersion s_311 = new(3, 11);

    [Test]
    public void A_stack_that_is_too_low_is_named() => Refuses(
        "hand.py in C.f, offset 2 of co_code, BINARY_OP: it needs 2 values, but only 1 are on the stack.",
        NeutralCode.Assemble(s_311, ("LOAD_CONST", 0), ("BINARY_OP", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_way_off_the_end_is_named() => Refuses(
        "hand.py in C.f, offset 2 of co_code, POP_TOP: the code runs off its end.",
        NeutralCode.Assemble(s_311, ("LOAD_CONST", 0), ("POP_TOP", 0)));

    [Test]
    public void A_jump_behind_EXTENDED_ARG_is_named() => Refuses(
        "hand.py:3 in C.f, offset 0 of co_code, JUMP_ABSOLUTE: offset 4 lies behind EXTENDED_ARG, inside an instruction.",
        NeutralCode.Assemble(new(3, 9), ("JUMP_ABSOLUTE", 4), ("EXTENDED_ARG", 0), ("LOAD_CONST", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_jump_into_an_instruction_is_named() => Refuses(
        "hand.py:3 in C.f, offset 0 of co_code, JUMP_ABSOLUTE: offset 4 is not the start of an instruction.",
        NeutralCode.Assemble(new(2, 7), ("JUMP_ABSOLUTE", 4), ("LOAD_CONST", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_constant_that_does_not_exist_is_named() => Refuses(
        "hand.py in C.f, offset 0 of co_code, LOAD_CONST: constant 2 does not exist, there are 2.",
        NeutralCode.Assemble(s_311, ("LOAD_CONST", 2), ("RETURN_VALUE", 0)));

    [Test]
    public void A_name_that_does_not_exist_is_named() => Refuses(
        "hand.py in C.f, offset 0 of co_code, LOAD_NAME: LoadName cannot have the argument 2.",
        NeutralCode.Assemble(s_311, ("LOAD_NAME", 2), ("RETURN_VALUE", 0)));

    [Test]
    public void A_local_that_is_a_cell_is_not_stored_over() => Refuses(
        "hand.py in C.f, offset 2 of co_code, STORE_FAST: slot 3 holds a cell.",
        NeutralCode.Assemble(s_311, ("LOAD_CONST", 0), ("STORE_FAST", 3), ("LOAD_CONST", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_cell_that_is_a_local_is_refused() => Refuses(
        "hand.py in C.f, offset 0 of co_code, LOAD_DEREF: cell 1 does not exist.",
        NeutralCode.Assemble(s_311, ("LOAD_DEREF", 1), ("RETURN_VALUE", 0)));

    [Test]
    public void A_NULL_is_no_object() => Refuses(
        "hand.py in C.f, offset 2 of co_code, RETURN_VALUE: a stack item is a NULL where it needs an object.",
        NeutralCode.Assemble(s_311, ("PUSH_NULL", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void The_class_of_an_exception_is_no_object_in_a_handler() => Refuses(
        "hand.py:3 in C.f, offset 8 of co_code, STORE_FAST: a stack item is the class of an exception where it needs an object.",
        NeutralCode.Assemble(new(3, 9),
            ("SETUP_FINALLY", 6), ("LOAD_FAST", 0), ("POP_BLOCK", 0), ("RETURN_VALUE", 0), ("STORE_FAST", 0), ("LOAD_CONST", 0),
            ("RETURN_VALUE", 0)));

    [Test]
    public void A_saved_local_goes_back_where_it_came_from() => Refuses(
        "hand.py in C.f, offset 2 of co_code, STORE_FAST: it puts a saved local into another slot.",
        NeutralCode.Assemble(new(3, 12), ("LOAD_FAST_AND_CLEAR", 0), ("STORE_FAST", 1), ("RETURN_CONST", 0)));

    [Test]
    public void A_depth_that_depends_on_the_way_ends_where_it_is_too_low() => Refuses(
        "hand.py:3 in C.f, offset 8 of co_code, RETURN_VALUE: it needs 1 values, but only 0 are on the stack.",
        NeutralCode.Assemble(new(3, 9),
            ("LOAD_FAST", 0), ("POP_JUMP_IF_FALSE", 8), ("LOAD_FAST", 0), ("NOP", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_break_outside_a_loop_is_named() => Refuses(
        "hand.py:3 in C.f, offset 0 of co_code, BREAK_LOOP: there is no loop around it.",
        NeutralCode.Assemble(new(3, 7), ("BREAK_LOOP", 0), ("LOAD_CONST", 0), ("RETURN_VALUE", 0)));

    [Test]
    public void A_handler_that_keeps_more_than_there_is_is_named() => Refuses(
        "hand.py in C.f, offset 0 of co_code, LOAD_NAME: its handler keeps 1 values, but only 0 are on the stack.",
        NeutralCode.Make(s_311, [.. NeutralCode.Assemble(s_311, ("LOAD_NAME", 0), ("RETURN_VALUE", 0)).Code], [0x80, 1, 1, 2]));

    [Test]
    public void Empty_code_is_refused() => Refuses(
        "hand.py: C.f, offset 0 of co_code: there are no instructions.", NeutralCode.Make(s_311, []));

    [Test]
    public void The_verifier_does_not_trust_the_decoder()
    {
        var code = NeutralCode.Assemble(s_311, ("LOAD_CONST", 0), ("RETURN_VALUE", 0));
        Assert.Multiple(() =>
        {
            Rejects(
                "nothing leads here.",
                Op(BytecodeOp.LoadConstant), Op(BytecodeOp.Return), Op(BytecodeOp.Nop), Op(BytecodeOp.Return));
            Rejects("Return needs more than the 0 values on the stack.", Op(BytecodeOp.Return));
            Rejects("LoadConstant cannot have the argument 2.", Op(BytecodeOp.LoadConstant, 2), Op(BytecodeOp.Return));
            Rejects("Jump cannot have the target 5.", Op(BytecodeOp.Jump, 0, 5));
            Rejects("the code runs off its end.", Op(BytecodeOp.LoadConstant));
            Rejects("on another one.", Op(BytecodeOp.LoadConstant), Op(BytecodeOp.Jump, 0, 0));
            Rejects("LoadDeref cannot have the argument 1.", Op(BytecodeOp.LoadDeref, 1), Op(BytecodeOp.Return));
            Rejects(
                "Copy needs more than the 1 values on the stack.",
                Op(BytecodeOp.LoadConstant), Op(BytecodeOp.Copy, 2), Op(BytecodeOp.Pop), Op(BytecodeOp.Return));
        });

        void Rejects(string problem, params Instruction[] instructions) => Assert.That(
            () => BytecodeVerifier.Verify(
                new UnverifiedBytecode(code, [.. instructions], code.Constants, new SlotTable(code), [])),
            Throws.InstanceOf<PycFormatException>().With.Message.EndsWith(problem));

        static Instruction Op(BytecodeOp op, int argument = 0, int target = -1) =>
            new(op, argument, target, 0, "TEST", new SourcePosition(1));
    }

    [Test]
    public void The_verifier_rejects_regions_out_of_order()
    {
        var code = NeutralCode.Assemble(s_311, ("LOAD_CONST", 0), ("RETURN_VALUE", 0));
        var instructions = BytecodeDecoder.Decode(code).Instructions;
        ImmutableArray<ExceptionRegion>[] wrong =
            [[new(0, 3, 0, 0)], [new(1, 1, 0, 0)], [new(0, 2, 2, 0)], [new(0, 2, 0, -1)], [new(0, 2, 0, 0), new(1, 2, 0, 0)]];
        foreach (var regions in wrong)
        {
            Assert.That(
                () => BytecodeVerifier.Verify(
                    new UnverifiedBytecode(code, instructions, code.Constants, new SlotTable(code), regions)),
                Throws.InstanceOf<PycFormatException>().With.Message.Contains("an exception region is out of order"));
        }
    }

    private static void Refuses(string message, CodeObject code) =>
        Assert.That(() => BytecodeDecoder.Decode(code), Throws.InstanceOf<PycFormatException>().With.Message.EqualTo(message));
}
