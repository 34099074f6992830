using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class CarriedLoadsTests
{
    private static readonly CarriedLoads s_pass = new();

    [Test]
    public void What_the_round_before_has_written_is_not_read() => IrAssert.Rewrites(s_pass, before: """
        function f(v0: sequence) -> none
        b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 1; v4 = int -1; jump b1
        b1: v5: i64 = phi b0 v3, b2 v6; v7 = int.lt v5, v1; branch v7, b2, b3
        b2: v6 = int.add.wrap v5, v3; v8 = int.add.wrap v5, v4; v9: i64 = load i64 v2, v5; v10: i64 = load i64 v2, v8
        v11 = int.add.wrap v9, v10; store i64 v2, v5, v11; jump b1
        b3: v12 = none; return v12
        """, after: """
        function f(v0: sequence) -> none
        b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 1; v4 = int -1; v20 = int.lt v3, v1; v21 = int 0; branch v20, b4, b1
        b1: v24: i64 = phi b0 v21, b2 v11, b4 v23; v5: i64 = phi b0 v3, b2 v6, b4 v3; v7 = int.lt v5, v1; branch v7, b2, b3
        b2: v6 = int.add.wrap v5, v3; v8 = int.add.wrap v5, v4; v9: i64 = load i64 v2, v5
        v11 = int.add.wrap v9, v24; store i64 v2, v5, v11; jump b1
        b3: v12 = none; return v12
        b4: v22 = int 0; v23: i64 = load i64 v2, v22; jump b1
        """);

    [Test]
    public void What_is_known_before_the_loop_and_at_its_end_is_not_read() => IrAssert.Rewrites(s_pass, before: """
        function f(v0: sequence, v1: i64) -> i64
        b0: v2: i64 = field.fixed count v0; v3: address = field.fixed data v0; v4 = int 0; v5 = int 1; v6 = int.gt v2, v4; check v6 else raise; store i64 v3, v4, v1; jump b1
        b1: v7: i64 = phi b0 v4, b2 v8; v8 = int.add.wrap v7, v5; v9 = int.lt v8, v2; branch v9, b2, b3
        b2: v10: i64 = load i64 v3, v7; v11: i64 = load i64 v3, v8; v12 = int.xor v10, v11; store i64 v3, v8, v12; jump b1
        b3: return v7
        """, after: """
        function f(v0: sequence, v1: i64) -> i64
        b0: v2: i64 = field.fixed count v0; v3: address = field.fixed data v0; v4 = int 0; v5 = int 1; v6 = int.gt v2, v4; check v6 else raise; store i64 v3, v4, v1; jump b1
        b1: v20: i64 = phi b0 v1, b2 v12; v7: i64 = phi b0 v4, b2 v8; v8 = int.add.wrap v7, v5; v9 = int.lt v8, v2; branch v9, b2, b3
        b2: v11: i64 = load i64 v3, v8; v12 = int.xor v20, v11; store i64 v3, v8, v12; jump b1
        b3: return v7
        """);

    [Test]
    public void The_element_of_what_was_found_last_is_known() => IrAssert.Rewrites(s_pass, before: """
        function f(v0: sequence) -> i64
        b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 0; v4 = int 1; jump b1
        b1: v5: i64 = phi b0 v4, b2 v7, b3 v7; v6: i64 = phi b0 v3, b2 v6, b3 v5; v8 = int.lt v5, v1; branch v8, b2, b4
        b2: v7 = int.add.wrap v5, v4; v9: i64 = load i64 v2, v5; v10: i64 = load i64 v2, v6; v11 = int.lt v9, v10; branch v11, b3, b1
        b3: jump b1
        b4: return v6
        """, after: """
        function f(v0: sequence) -> i64
        b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 0; v4 = int 1; v20 = int.lt v4, v1; v21 = int 0; branch v20, b5, b1
        b1: v23: i64 = phi b0 v21, b2 v23, b3 v9, b5 v22; v5: i64 = phi b0 v4, b2 v7, b3 v7, b5 v4; v6: i64 = phi b0 v3, b2 v6, b3 v5, b5 v3; v8 = int.lt v5, v1; branch v8, b2, b4
        b2: v7 = int.add.wrap v5, v4; v9: i64 = load i64 v2, v5; v11 = int.lt v9, v23; branch v11, b3, b1
        b3: jump b1
        b4: return v6
        b5: v22: i64 = load i64 v2, v3; jump b1
        """);

    [TestCase("v11: i64 = load i64 v2, v5; v30 = int.lt v6, v1; check v30 else raise; v12: i64 = load i64 v2, v8; store i64 v2, v5, v11", TestName = "a check comes before")]
    [TestCase("store i64 v2, v3, v4; v12: i64 = load i64 v2, v8; store i64 v2, v5, v12", TestName = "something is written before")]
    [TestCase("v12: i64 = load i64 v2, v8; store i64 v2, v5, v4; store i64 v2, v3, v4", TestName = "something is written behind")]
    [TestCase("v11: i64 = load i64 v2, v5; v12: i64 = load i64 v2, v8", TestName = "no more than a load is saved")]
    [TestCase("v12: i64 = load i64 v2, v8; v11 = int.and v12, v4; store u8 v2, v5, v11", TestName = "elements of another kind are written")]
    public void It_is_read_where(string round) => IrAssert.Keeps(s_pass, $"""
        function f(v0: sequence) -> none
        b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 0; v4 = int 1; v9 = int -1; jump b1
        b1: v5: i64 = phi b0 v4, b2 v6; v7 = int.lt v5, v1; branch v7, b2, b3
        b2: v6 = int.add.wrap v5, v4; v8 = int.add.wrap v5, v9; {round}; jump b1
        b3: v10 = none; return v10
        """);
}
