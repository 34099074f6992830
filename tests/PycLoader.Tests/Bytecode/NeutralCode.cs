using System.Collections.Immutable;

namespace Pyc.Loader.Tests;

/// <summary>Code objects for tests of the decoder: assembled by hand, or found in fixtures.</summary>
internal static class NeutralCode
{
    /// <summary>Assembles opcodes by name; an opcode without argument has 0. Inline caches are added.</summary>
    internal static CodeObject Assemble(PythonVersion version, params (string Name, int Argument)[] instructions)
    {
        var table = OpcodeTable.For(version);
        var numbers = table.Rows.ToDictionary(row => row.Name);
        var bytes = new List<byte>();
        foreach (var (name, argument) in instructions)
        {
            var row = numbers[name];
            var size = table.Encoding.SizeOf(row.Number);
            bytes.Add(row.Number);
            if (size > 1)
                bytes.Add((byte)argument);
            if (size > 2)
                bytes.Add((byte)(argument >> 8));
            bytes.AddRange(new byte[2 * row.Caches]);
        }
        return Make(version, [.. bytes]);
    }

    /// <summary>A method C.f(a, b) of hand.py with these bytes; the local c, a cell d and a free variable e.</summary>
    internal static CodeObject Make(
        PythonVersion version, ImmutableArray<byte> code, ImmutableArray<byte> exceptions = default) => new()
        {
            Version = version,
            ArgumentCount = 2,
            PositionalOnlyCount = 0,
            KeywordOnlyCount = 0,
            StackSize = 10,
            Flags = CodeFlags.Optimized,
            Code = code,
            Constants = [SingletonConstant.None, new IntConstant(7)],
            Names = ["g", "h"],
            LocalNames = ["a", "b", "c"],
            CellNames = ["d"],
            FreeNames = ["e"],
            LocalSlots =
            [
                new("a", LocalKinds.Local), new("b", LocalKinds.Local), new("c", LocalKinds.Local), new("d", LocalKinds.Cell),
                new("e", LocalKinds.Free),
            ],
            FileName = "hand.py",
            Name = "f",
            QualifiedName = "C.f",
            FirstLine = 3,
            LineTable = [],
            ExceptionTable = exceptions.IsDefault ? [] : exceptions,
        };

    /// <summary>The function with this name in a fixture.</summary>
    internal static CodeObject Find(string relative, string name) =>
        Fixtures.CodeObjects(relative).First(code => code.Name == name);

    /// <summary>
    /// The instructions with resolved arguments, but without positions and CPython's names: what versions can share.
    /// </summary>
    internal static string Shape(Bytecode bytecode) => string.Join('\n', bytecode.Instructions.Select(instruction =>
        instruction.Op + " " + BytecodeOpInfo.Of(instruction.Op).Operand switch
        {
            OperandKind.Constant => bytecode.Constants[instruction.Argument].ToString(),
            _ => BytecodePrinter.Operand(bytecode, instruction),
        }));
}
