using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Operands that instructions take from memory themselves.</summary>
[TestFixture]
public sealed class PlaceOperandTests
{
    private const string Ints = "v3: i64 = load i64 v2, v1; ";
    private const string Floats = "v3: f64 = load f64 v2, v1; v9 = float.from_int v1; ";

    [TestCase(Ints + "v4 = int.and v1, v3", "and   rax, [rsi + rdx*8]")]
    [TestCase(Ints + "v4 = int.or v3, v1", "or    rax, [rsi + rdx*8]")]
    [TestCase(Ints + "v4 = int.xor v1, v3", "xor   rax, [rsi + rdx*8]")]
    [TestCase(Ints + "v4 = int.add.wrap v3, v1", "add   rax, [rsi + rdx*8]")]
    [TestCase(Ints + "v4 = int.sub.wrap v1, v3", "sub   rax, [rsi + rdx*8]")]
    [TestCase(Ints + "v4 = int.mul.wrap v1, v3", "imul  rax, [rsi + rdx*8]")]
    [TestCase("v3: i64 = field count v0; v4 = int.xor v1, v3", "xor   rax, [rsi + 8]")]
    [TestCase(Ints + "v5 = int.lt v3, v1; v4 = int.from_bool v5", "cmp   rdx, [rsi + rdx*8]")]
    [TestCase(Ints + "v5 = int.ge v1, v3; v4 = int.from_bool v5", "cmp   rdx, [rsi + rdx*8]")]
    [TestCase(Ints + "v6 = int 7; v5 = int.lt v3, v6; v4 = int.from_bool v5", "cmp   qword ptr [rsi + rdx*8], 7")]
    [TestCase(Ints + "v6 = int 0; v5 = int.eq v3, v6; v4 = int.from_bool v5", "cmp   qword ptr [rsi + rdx*8], 0")]
    public void An_integer_in_memory_is_an_operand(string statements, string instruction) => Check(statements, instruction);

    [TestCase(Ints + "v8 = float.from_int v3", "cvtsi2sd xmm0, qword ptr [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.add v9, v3", "addsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.add v3, v9", "addsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.sub v9, v3", "subsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.mul v3, v9", "mulsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.div v9, v3", "divsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.min v9, v3", "minsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v8 = float.max v9, v3", "maxsd xmm0, [rsi + rdx*8]")]
    public void A_float_in_memory_is_an_operand(string statements, string instruction) => Check(statements, instruction, "f64", "v8");

    [TestCase(Floats + "v4 = float.lt v3, v9", "ucomisd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v4 = float.le v3, v9", "ucomisd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v4 = float.eq v9, v3", "cmpeqsd xmm0, [rsi + rdx*8]")]
    [TestCase(Floats + "v4 = float.ne v9, v3", "cmpneqsd xmm0, [rsi + rdx*8]")]
    public void A_float_in_memory_is_compared(string statements, string instruction) => Check(statements, instruction, "bool");

    [TestCase(Ints + "store i64 v2, v1, v1; v4 = int.xor v1, v3", TestName = "What is written before it is used is loaded before")]
    [TestCase(Ints + "v5 = int.xor v1, v3; v4 = int.xor v5, v3", TestName = "What is used twice is loaded once")]
    [TestCase("v3: i64 = load i32 v2, v1; v4 = int.xor v1, v3", TestName = "A narrow element is no operand")]
    public void Stays_a_load(string statements) => Check(statements, " [rsi", isOperand: false);

    private static void Check(string statements, string instruction, string type = "i64", string result = "v4", bool isOperand = true)
    {
        var function = IrParser.Parse(
            $"function f(v0: sequence, v1: i64) -> {type} b0: v2: address = field.fixed data v0; {statements}; return {result}");
        var listing = MachineCodeListing.Write(NativeCompiler.Compile(function, TestOptions.Baseline with { Convention = CallingConvention.SystemV }));
        if (isOperand)
            Assert.That(listing, Does.Contain(instruction));
        else
            Assert.That(listing, Does.Match(@"mov(sxd)? +r\w+, \[rsi \+ rdx").And.Not.Match(@"xor .*\[rsi"));

        using var memory = new TestMemory();
        foreach (var name in TestOptions.Names)
        {
            // The allocation is checked for each convention: which registers a value happens to get depends on it.
            foreach (var convention in new[] { CallingConvention.SystemV, CallingConvention.Win64 })
                _ = NativeCompiler.Compile(function, TestOptions.Named(name) with { Convention = convention });
            using var native = NativeFunction.Compile(function, TestOptions.Named(name));
            for (var index = -8L; index < 8; index++)
                MemoryTests.Check(native, function, memory, [memory[1], index], new Random((int)index), $"{statements}, {index}, {name}");
        }
    }
}
