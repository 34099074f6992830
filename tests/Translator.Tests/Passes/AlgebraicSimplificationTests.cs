using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Each rule, after dead code is removed; x is v0 and y is v1, b is v2 and c is v3.</summary>
public sealed class AlgebraicSimplificationTests
{
    private const string Head = "function f(v0: i64, v1: i64, v2: bool, v3: bool) ->";

    // What a rule makes and what it frees stands in a different order from what one would write: dead code goes first.
    private sealed class AndDeadCode : IPass
    {
        public string Name => "algebraic-simplification";

        public bool Run(Function function)
        {
            var changed = new AlgebraicSimplification().Run(function);
            return new DeadCodeElimination().Run(function) | changed;
        }
    }

    // Adding and subtracting.
    [TestCase("v4 = int 0; v5 = int.add v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 0; v5 = int.add v4, v0; return v5", "return v0")]
    [TestCase("v4 = int 5; v5 = int.add v4, v0; return v5", "v4 = int 5; v5 = int.add v0, v4; return v5")]
    [TestCase("v4 = int 5; v5 = int.add v0, v4; v6 = int 7; v7 = int.add v5, v6; return v7", "v8 = int 12; v9 = int.add v0, v8; return v9")]
    [TestCase("v4 = int 5; v5 = int.sub v0, v4; return v5", "v6 = int -5; v7 = int.add v0, v6; return v7")]
    [TestCase("v4 = int 5; v5 = int.sub v0, v4; v6 = int 7; v7 = int.add v5, v6; return v7", "v8 = int 2; v9 = int.add v0, v8; return v9")]
    [TestCase("v4 = int 5; v5 = int.sub v0, v4; v6 = int 5; v7 = int.add v5, v6; return v7", "return v0")]
    [TestCase("v4 = int 5; v5 = int.sub v4, v0; v6 = int 7; v7 = int.add v5, v6; return v7", "v8 = int 12; v9 = int.sub v8, v0; return v9")]
    [TestCase("v4 = int 5; v5 = int.add v0, v4; v6 = int 7; v7 = int.sub v6, v5; return v7", "v8 = int 2; v9 = int.sub v8, v0; return v9")]
    [TestCase("v4 = int 5; v5 = int.sub v4, v0; v6 = int 7; v7 = int.sub v6, v5; return v7", "v8 = int 2; v9 = int.add v0, v8; return v9")]
    [TestCase("v4 = int 0; v5 = int.sub v4, v0; return v5", "v6 = int.neg v0; return v6")]
    [TestCase("v4 = int.sub v0, v0; return v4", "v5 = int 0; return v5")]
    [TestCase("v4 = int.neg v1; v5 = int.add v0, v4; return v5", "v6 = int.sub v0, v1; return v6")]
    [TestCase("v4 = int.neg v0; v5 = int.add v4, v1; return v5", "v6 = int.sub v1, v0; return v6")]
    [TestCase("v4 = int.neg v1; v5 = int.sub v0, v4; return v5", "v6 = int.add v0, v1; return v6")]
    [TestCase("v4 = int.neg v0; v5 = int.neg v4; return v5", "return v0")]
    [TestCase("v4 = int.sub v0, v1; v5 = int.neg v4; return v5", "v6 = int.sub v1, v0; return v6")]
    [TestCase("v4 = int.add v0, v1; v5 = int.sub v4, v0; return v5", "return v1")]
    [TestCase("v4 = int.add v0, v1; v5 = int.sub v4, v1; return v5", "return v0")]
    [TestCase("v4 = int.not v0; v5 = int.not v4; return v5", "return v0")]
    // Multiplying.
    [TestCase("v4 = int 0; v5 = int.mul v0, v4; return v5", "v4 = int 0; return v4")]
    [TestCase("v4 = int 1; v5 = int.mul v4, v0; return v5", "return v0")]
    [TestCase("v4 = int -1; v5 = int.mul v0, v4; return v5", "v6 = int.neg v0; return v6")]
    [TestCase("v4 = int 2; v5 = int.mul v0, v4; return v5", "v6 = int.add v0, v0; return v6")]
    [TestCase("v4 = int 3; v5 = int.mul v0, v4; v6 = int 5; v7 = int.mul v5, v6; return v7", "v8 = int 15; v9 = int.mul v0, v8; return v9")]
    [TestCase("v4 = int.add v0, v0; v6 = int 5; v7 = int.mul v4, v6; return v7", "v8 = int 10; v9 = int.mul v0, v8; return v9")]
    [TestCase("v4 = int.neg v0; v5 = int.neg v1; v6 = int.mul v4, v5; return v6", "v7 = int.mul v0, v1; return v7")]
    [TestCase("v4 = int.neg v0; v5 = int 3; v6 = int.mul v4, v5; return v6", "v7 = int -3; v8 = int.mul v0, v7; return v8")]
    // Shifting.
    [TestCase("v4 = int 0; v5 = int.shl v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 1; v5 = int.shl v0, v4; return v5", "v6 = int.add v0, v0; return v6")]
    [TestCase("v4 = int 62; v5 = int.shl v0, v4; return v5", "v6 = int 4611686018427387904; v7 = int.mul v0, v6; return v7")]
    [TestCase("v4 = int 0; v5 = int.shr v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 3; v5 = int.shr v0, v4; v6 = int 62; v7 = int.shr v5, v6; return v7", "v8 = int 65; v9 = int.shr v0, v8; return v9")]
    // Choosing.
    [TestCase("v4 = bool true; v5: i64 = select v4, v0, v1; return v5", "return v0")]
    [TestCase("v4 = bool false; v5: i64 = select v4, v0, v1; return v5", "return v1")]
    [TestCase("v4: i64 = select v2, v0, v0; return v4", "return v0")]
    [TestCase("v4 = bool.not v2; v5: i64 = select v4, v0, v1; return v5", "v6: i64 = select v2, v1, v0; return v6")]
    [TestCase("v4 = int 1; v5 = int 0; v6: i64 = select v2, v4, v5; return v6", "v7 = int.from_bool v2; return v7")]
    [TestCase("v4 = int 0; v5 = int 1; v6: i64 = select v2, v4, v5; return v6", "v7 = bool.not v2; v8 = int.from_bool v7; return v8")]
    [TestCase("v4 = int 7; v5 = int 6; v6: i64 = select v2, v4, v5; return v6", "v7 = int.from_bool v2; v8 = int 6; v9 = int.add.wrap v7, v8; return v9")]
    [TestCase("v4 = int 1; v5 = int.add.wrap v0, v4; v6: i64 = select v2, v5, v0; return v6", "v7 = int.from_bool v2; v8 = int.add.wrap v0, v7; return v8")]
    [TestCase("v4 = int.from_bool v3; v5 = int 0; v6: i64 = select v2, v4, v5; return v6", "v7 = bool.and v2, v3; v8 = int.from_bool v7; return v8")]
    [TestCase("v4 = int.lt v0, v1; v5: i64 = select v4, v0, v1; return v5", "v6 = int.min v0, v1; return v6")]
    [TestCase("v4 = int.le v0, v1; v5: i64 = select v4, v1, v0; return v5", "v6 = int.max v1, v0; return v6")]
    [TestCase("v4 = int.gt v0, v1; v5: i64 = select v4, v0, v1; return v5", "v6 = int.max v0, v1; return v6")]
    [TestCase("v4 = int.ge v0, v1; v5: i64 = select v4, v1, v0; return v5", "v6 = int.min v1, v0; return v6")]
    [TestCase("v4 = int.eq v0, v1; v5: i64 = select v4, v0, v1; return v5", "return v1")]
    [TestCase("v4 = int.ne v0, v1; v5: i64 = select v4, v0, v1; return v5", "return v0")]
    // Dividing.
    [TestCase("v4 = int 1; v5 = int.div v0, v4; return v5", "return v0")]
    [TestCase("v4 = int -1; v5 = int.div v0, v4; return v5", "v6 = int.neg v0; return v6")]
    [TestCase("v4 = int 8; v5 = int.div v0, v4; return v5", "v6 = int 3; v7 = int.shr v0, v6; return v7")]
    [TestCase("v4 = int 3; v5 = int.div v0, v4; v6 = int 5; v7 = int.div v5, v6; return v7", "v8 = int 15; v9 = int.div v0, v8; return v9")]
    [TestCase("check.nonzero v0 else division_by_zero; v4 = int.div v0, v0; return v4", "check.nonzero v0 else division_by_zero; v5 = int 1; return v5")]
    [TestCase("check.nonzero v0 else division_by_zero; v4 = int 0; v5 = int.div v4, v0; return v5",
        "check.nonzero v0 else division_by_zero; v4 = int 0; return v4")]
    [TestCase("v4 = int 1; v5 = int.mod v0, v4; return v5", "v6 = int 0; return v6")]
    [TestCase("v4 = int -1; v5 = int.mod v0, v4; return v5", "v6 = int 0; return v6")]
    [TestCase("v4 = int 8; v5 = int.mod v0, v4; return v5", "v6 = int 7; v7 = int.and v0, v6; return v7")]
    [TestCase("check.nonzero v0 else modulo_by_zero; v4 = int.mod v0, v0; return v4", "check.nonzero v0 else modulo_by_zero; v5 = int 0; return v5")]
    // Powers.
    [TestCase("v4 = int 0; v5 = int.pow v0, v4; return v5", "v6 = int 1; return v6")]
    [TestCase("v4 = int 1; v5 = int.pow v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 2; v5 = int.pow v0, v4; return v5", "v6 = int.mul v0, v0; return v6")]
    [TestCase("v4 = int 3; v5 = int.pow v0, v4; return v5", "v6 = int.mul v0, v0; v7 = int.mul v0, v6; return v7")]
    [TestCase("v4 = int 10; v5 = int.pow v0, v4; return v5",
        "v6 = int.mul v0, v0; v7 = int.mul v6, v6; v8 = int.mul v7, v7; v9 = int.mul v6, v8; return v9")]
    [TestCase("check.nonneg v0 else negative_power; v4 = int 2; v5 = int.pow v4, v0; return v5",
        "check.nonneg v0 else negative_power; v6 = int 1; v7 = int.shl v6, v0; return v7")]
    [TestCase("check.nonneg v0 else negative_power; v4 = int 1; v5 = int.pow v4, v0; return v5",
        "check.nonneg v0 else negative_power; v4 = int 1; return v4")]
    [TestCase("check.nonneg v0 else negative_power; v4 = int 0; v5 = int.pow v4, v0; return v5",
        "check.nonneg v0 else negative_power; v6 = int 0; v7 = int.eq v0, v6; v8 = int.from_bool v7; return v8")]
    // Bits.
    [TestCase("v4 = int.and v0, v0; return v4", "return v0")]
    [TestCase("v4 = int 0; v5 = int.and v4, v0; return v5", "v4 = int 0; return v4")]
    [TestCase("v4 = int -1; v5 = int.and v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 12; v5 = int.and v0, v4; v6 = int 10; v7 = int.and v5, v6; return v7", "v8 = int 8; v9 = int.and v0, v8; return v9")]
    [TestCase("v4 = int.not v0; v5 = int.and v0, v4; return v5", "v6 = int 0; return v6")]
    [TestCase("v4 = int.or v0, v0; return v4", "return v0")]
    [TestCase("v4 = int 0; v5 = int.or v0, v4; return v5", "return v0")]
    [TestCase("v4 = int -1; v5 = int.or v0, v4; return v5", "v4 = int -1; return v4")]
    [TestCase("v4 = int.not v0; v5 = int.or v4, v0; return v5", "v6 = int -1; return v6")]
    [TestCase("v4 = int.xor v0, v0; return v4", "v5 = int 0; return v5")]
    [TestCase("v4 = int 0; v5 = int.xor v0, v4; return v5", "return v0")]
    [TestCase("v4 = int -1; v5 = int.xor v0, v4; return v5", "v6 = int.not v0; return v6")]
    [TestCase("v4 = int 12; v5 = int.xor v0, v4; v6 = int 10; v7 = int.xor v5, v6; return v7", "v8 = int 6; v9 = int.xor v0, v8; return v9")]
    // Checks.
    [TestCase("v4 = int 7; v5 = int.or v0, v4; check.nonzero v5 else division_by_zero; return v5", "v4 = int 7; v5 = int.or v0, v4; return v5")]
    [TestCase("v4 = int 7; v5 = int.and v0, v4; check.nonneg v5 else negative_shift; return v5", "v4 = int 7; v5 = int.and v0, v4; return v5")]
    [TestCase("v4 = int 7; v5 = int.mod v0, v4; check.nonneg v5 else negative_shift; return v5", "v4 = int 7; v5 = int.mod v0, v4; return v5")]
    [TestCase("v4 = int.from_bool v2; check.nonneg v4 else negative_shift; return v4", "v4 = int.from_bool v2; return v4")]
    [TestCase("v4 = int.mul v0, v0; check.nonneg v4 else negative_shift; return v4", "v4 = int.mul v0, v0; return v4")]
    public void An_int_is_rewritten(string before, string after) =>
        IrAssert.Rewrites(new AndDeadCode(), $"{Head} i64 b0: {before}", $"{Head} i64 b0: {after}");

    [TestCase("v4 = int 0; v5 = int.add.wrap v0, v4; return v5", "return v0")]
    [TestCase("v4 = int 9223372036854775807; v5 = int.add.wrap v0, v4; v6 = int 1; v7 = int.add.wrap v5, v6; return v7",
        "v8 = int -9223372036854775808; v9 = int.add.wrap v0, v8; return v9")]
    [TestCase("v4 = int -9223372036854775808; v5 = int.sub.wrap v0, v4; return v5",
        "v6 = int -9223372036854775808; v7 = int.add.wrap v0, v6; return v7")]
    [TestCase("v4 = int 8; v5 = int.mul.wrap v0, v4; return v5", "v6 = int 3; v7 = int.shl.wrap v0, v6; return v7")]
    [TestCase("v4 = int -9223372036854775808; v5 = int.mul.wrap v0, v4; return v5", "v6 = int 63; v7 = int.shl.wrap v0, v6; return v7")]
    [TestCase("v4 = int 64; v5 = int.shl.wrap v0, v4; return v5", "v6 = int 0; return v6")]
    [TestCase("v4 = int 40; v5 = int.shl.wrap v0, v4; v6 = int.shl.wrap v5, v4; return v6", "v7 = int 0; return v7")]
    [TestCase("v4 = int -1; v5 = int.div.wrap v0, v4; return v5", "v6 = int.neg.wrap v0; return v6")]
    [TestCase("v4 = int 16; v5 = int.div.wrap v0, v4; return v5", "v6 = int 4; v7 = int.shr v0, v6; return v7")]
    [TestCase("v4 = int 3; v5 = int.pow.wrap v0, v4; return v5", "v6 = int.mul.wrap v0, v0; v7 = int.mul.wrap v0, v6; return v7")]
    public void A_wrapping_int_is_rewritten(string before, string after) =>
        IrAssert.Rewrites(new AndDeadCode(), $"{Head} i64 b0: {before}", $"{Head} i64 b0: {after}");

    [TestCase("v4 = int.eq v0, v0; return v4", "v5 = bool true; return v5")]
    [TestCase("v4 = int.lt v0, v0; return v4", "v5 = bool false; return v5")]
    [TestCase("v4 = int.ge v0, v0; return v4", "v5 = bool true; return v5")]
    [TestCase("v4 = int 3; v5 = int.lt v4, v0; return v5", "v4 = int 3; v5 = int.gt v0, v4; return v5")]
    [TestCase("v4 = int 3; v5 = int.ge v4, v0; return v5", "v4 = int 3; v5 = int.le v0, v4; return v5")]
    [TestCase("v4 = int.from_bool v2; v5 = int 1; v6 = int.eq v4, v5; return v6", "return v2")]
    [TestCase("v4 = int.from_bool v2; v5 = int 0; v6 = int.eq v4, v5; return v6", "v7 = bool.not v2; return v7")]
    [TestCase("v4 = int.from_bool v2; v5 = int 0; v6 = int.gt v4, v5; return v6", "return v2")]
    [TestCase("v4 = int.from_bool v2; v5 = int 2; v6 = int.lt v4, v5; return v6", "v7 = bool true; return v7")]
    [TestCase("v4 = int.from_bool v2; v5 = int 7; v6 = int.eq v4, v5; return v6", "v7 = bool false; return v7")]
    [TestCase("v4 = int.sub v0, v1; v5 = int 0; v6 = int.ne v4, v5; return v6", "v7 = int.ne v0, v1; return v7")]
    [TestCase("v4 = int.neg v0; v5 = int 0; v6 = int.eq v4, v5; return v6", "v5 = int 0; v7 = int.eq v0, v5; return v7")]
    [TestCase("v4 = int.lt v0, v1; v5 = bool.not v4; return v5", "v6 = int.ge v0, v1; return v6")]
    [TestCase("v4 = int.eq v0, v1; v5 = bool.not v4; return v5", "v6 = int.ne v0, v1; return v6")]
    [TestCase("v4 = bool.not v2; v5 = bool.not v4; return v5", "return v2")]
    [TestCase("v4 = bool true; v5 = bool.and v4, v2; return v5", "return v2")]
    [TestCase("v4 = bool false; v5 = bool.and v2, v4; return v5", "v4 = bool false; return v4")]
    [TestCase("v4 = bool.and v2, v2; return v4", "return v2")]
    [TestCase("v4 = bool true; v5 = bool.or v2, v4; return v5", "v4 = bool true; return v4")]
    [TestCase("v4 = bool false; v5 = bool.or v2, v4; return v5", "return v2")]
    [TestCase("v4 = bool true; v5 = bool.xor v2, v4; return v5", "v6 = bool.not v2; return v6")]
    [TestCase("v4 = bool.xor v2, v2; return v4", "v5 = bool false; return v5")]
    [TestCase("v4 = bool.not v2; v5 = bool.or v2, v4; return v5", "v6 = bool true; return v6")]
    [TestCase("v4 = bool.not v2; v5 = bool.and v4, v2; return v5", "v6 = bool false; return v6")]
    public void A_bool_is_rewritten(string before, string after) =>
        IrAssert.Rewrites(new AndDeadCode(), $"{Head} bool b0: {before}", $"{Head} bool b0: {after}");

    [TestCase("v4 = int -9223372036854775808; v5 = int.sub v0, v4; return v5")]
    [TestCase("v4 = int 9223372036854775807; v5 = int.add v0, v4; v6 = int 1; v7 = int.add v5, v6; return v7")]
    [TestCase("v4 = int 63; v5 = int.shl v0, v4; return v5")]
    [TestCase("v4 = int 65; v5 = int.pow v0, v4; return v5")]
    [TestCase("v4 = int -8; v5 = int.div v0, v4; return v5")]
    [TestCase("v4 = int.sub v0, v1; check.nonneg v4 else negative_shift; check.nonzero v4 else division_by_zero; return v4")]
    [TestCase("v4 = int.and v0, v1; check.nonneg v4 else negative_shift; return v4")]
    public void What_no_rule_fits_stays(string body) =>
        IrAssert.Keeps(new AlgebraicSimplification(), $"{Head} i64 b0: {body}");

    [TestCase("int.lt", long.MinValue)]
    [TestCase("int.gt", long.MaxValue)]
    public void A_comparison_keeps_alive_the_overflow_of_what_it_compares(string comparison, long end) => IrAssert.Keeps(
        Pipeline.Standard.Stages[0].Passes[1],
        $"{Head} bool b0: v4 = int.mul v0, v1; v5 = int {end}; v6 = {comparison} v4, v5; return v6");

    [TestCase("bool", "bool true", "v0", "v5 = bool.or v2, v0; return v5")]
    [TestCase("bool", "bool false", "v0", "v5 = bool.not v2; v6 = bool.and v5, v0; return v6")]
    [TestCase("bool", "v0", "bool true", "v5 = bool.not v2; v6 = bool.or v5, v0; return v6")]
    [TestCase("bool", "v0", "bool false", "v5 = bool.and v2, v0; return v5")]
    public void Choosing_a_known_bool_is_an_operation_of_bools(string type, string whenTrue, string whenFalse, string after)
    {
        var constant = whenTrue == "v0" ? whenFalse : whenTrue;
        var operands = whenTrue == "v0" ? "v0, v4" : "v4, v0";
        IrAssert.Rewrites(new AndDeadCode(),
            before: $"function f(v0: bool, v1: i64, v2: bool) -> {type} b0: v4 = {constant}; v5: {type} = select v2, {operands}; return v5",
            after: $"function f(v0: bool, v1: i64, v2: bool) -> {type} b0: {after}");
    }

    [TestCase("v0, v1", "float.min v0, v1")]
    [TestCase("v1, v0", "float.max v1, v0")]
    public void Choosing_the_less_of_floats_is_an_operation(string chosen, string after) => IrAssert.Rewrites(new AndDeadCode(),
        before: $"function f(v0: f64, v1: f64) -> f64 b0: v2 = float.lt v0, v1; v3: f64 = select v2, {chosen}; return v3",
        after: $"function f(v0: f64, v1: f64) -> f64 b0: v4 = {after}; return v4");

    // For NaN the first of them is chosen where the operation would choose the other one, and for two zeros too.
    [Test]
    public void Choosing_by_less_or_equal_is_none() => IrAssert.Keeps(new AndDeadCode(),
        "function f(v0: f64, v1: f64) -> f64 b0: v2 = float.le v0, v1; v3: f64 = select v2, v0, v1; return v3");

    [Test]
    public void What_is_rounded_already_is_not_rounded_again() => IrAssert.Rewrites(new AlgebraicSimplification(),
        before: "function f(v0: f64) -> f64 b0: v1 = float.ceil v0; v2 = float.round v1; return v2",
        after: "function f(v0: f64) -> f64 b0: v1 = float.ceil v0; return v1");

    [Test]
    public void The_conversion_to_an_int_cuts_the_fraction_itself() => IrAssert.Rewrites(new AlgebraicSimplification(),
        before: "function f(v0: f64) -> i64 b0: v3 = state 1 depth 0; v1 = float.trunc v0; v2 = int.from_float v1, v3; return v2",
        after: "function f(v0: f64) -> i64 b0: v3 = state 1 depth 0; v1 = float.trunc v0; v4 = int.from_float v0, v3; return v4");
}
