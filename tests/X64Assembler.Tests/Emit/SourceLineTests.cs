using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

[TestFixture]
public sealed class SourceLineTests
{
    [Test]
    public void A_listing_ties_code_to_lines_of_Python()
    {
        var code = Compile(firstLine: 2, secondLine: 3);
        Assert.That(MachineCodeListing.Write(code, "f, SystemV"), Is.EqualTo("""
            ; f, SystemV
                mov   rax, rsi              ; v1 = int.mul v0, v0  f.py:2
                imul  rax, rsi
                jo    exit1
                imul  rax, rax              ; v2 = int.mul v1, v1  f.py:3
                jo    exit1
                ret                         ; return v2
            exit1:
                mov   dword ptr [rdi], 1    ; exit overflow
                ret

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Exits_for_one_reason_are_one()
    {
        var function = Make(firstLine: 2, secondLine: 3);
        using var native = new NativeFunction(Compile(function), function);
        Assert.Multiple(() =>
        {
            Assert.That(native.Code.Exits.Select(exit => exit.Reason), Is.EqualTo(new[] { ExitReason.Overflow }));
            Assert.That(native.Call(1L << 32).Exit, Is.EqualTo(ExitReason.Overflow), "in line 2");
            Assert.That(native.Call(1L << 20).Exit, Is.EqualTo(ExitReason.Overflow), "in line 3");
        });
    }

    private static MachineCode Compile(int firstLine, int secondLine) => Compile(Make(firstLine, secondLine));

    private static MachineCode Compile(Function function) =>
        NativeCompiler.Compile(function, TestOptions.Baseline with { Convention = CallingConvention.SystemV });

    private static Function Make(int firstLine, int secondLine)
    {
        var function = new Function("f", IrType.Int64);
        var block = function.NewBlock();
        SourceLocation At(int line) => new("/srv/rules/f.py", new SourcePosition(line), "f", index: -1);
        var parameter = block.Append(function.NewValue(Op.Parameter, [], At(1), IrType.Int64));
        var square = block.Append(function.NewValue(Op.IntMul, [parameter, parameter], At(firstLine)));
        var fourth = block.Append(function.NewValue(Op.IntMul, [square, square], At(secondLine)));
        block.Append(function.NewValue(Op.Return, [fourth], At(secondLine)));
        return function;
    }
}
