using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Splits <c>co_code</c> into instructions, as <c>dis</c> lists them.</summary>
/// <remarks>
/// CPython: <c>Lib/dis.py</c>, <c>_unpack_opargs</c> and <c>findlabels</c>. EXTENDED_ARG is an instruction of its own, whose bits
/// are also in the argument of the instruction that it belongs to; inline caches are left out.
/// </remarks>
public static class RawDecoder
{
    /// <summary>Decodes the instructions of a code object.</summary>
    /// <returns>The instructions by offset. Targets lie inside the code, though perhaps not on an instruction.</returns>
    /// <exception cref="PycFormatException">
    /// An opcode is unknown, an instruction or its cache is cut off, an argument needs more than 31 bits, EXTENDED_ARG stands
    /// before nothing that could use it, or a jump leaves the code.
    /// </exception>
    public static ImmutableArray<RawInstruction> Decode(CodeObject code)
    {
        ArgumentNullException.ThrowIfNull(code);

        var table = OpcodeTable.For(code.Version);
        var encoding = table.Encoding;
        var bytes = code.Code.AsSpan();
        var instructions = ImmutableArray.CreateBuilder<RawInstruction>(bytes.Length / 2);
        long prefix = 0;                            // what EXTENDED_ARG has given so far, moved up to its place
        var prefixed = false;
        var offset = 0;

        while (offset < bytes.Length)
        {
            var row = RowAt(code, table, offset);
            var size = encoding.SizeOf(row.Number);
            var next = offset + size + 2 * row.Caches;
            if (next > bytes.Length)
                throw Fault(code, offset, $"the code ends inside {row.Name}.");

            var argument = -1;
            if (encoding.TakesArgument(row.Number))
            {
                var low = size == 3 ? bytes[offset + 1] | bytes[offset + 2] << 8 : bytes[offset + 1];
                if ((prefix | (uint)low) > int.MaxValue)
                    throw Fault(code, offset, $"the argument of {row.Name} needs more than 31 bits.");

                argument = (int)prefix | low;
            }
            else if (prefixed && encoding.Format == CodeFormat.Classic)
            {
                // CPython would read two bytes of the next instruction as the argument. Wordcode has an argument byte anyway, and
                // CPython ignores it with all its prefixes.
                throw Fault(code, offset, $"EXTENDED_ARG stands before {row.Name}, which takes no argument.");
            }

            instructions.Add(new RawInstruction(offset, row, argument, Target(code, encoding, row, offset, next, argument)));
            prefixed = row.Number == encoding.ExtendedArg;
            prefix = prefixed ? (long)argument << encoding.ArgumentBits : 0;
            offset = next;
        }

        if (prefixed)
            throw Fault(code, instructions[^1].Offset, "the code ends behind EXTENDED_ARG.");

        return instructions.DrainToImmutable();
    }

    private static OpcodeRow RowAt(CodeObject code, OpcodeTable table, int offset)
    {
        var opcode = code.Code[offset];
        if (table[opcode] is not { } row)
        {
            // PyPy 3.8 writes the magic number of CPython 3.8, and opcodes of its own from 201 on.
            var hint = code.Version == new PythonVersion(3, 8) && opcode > 200 ? " PyPy wrote the file, perhaps." : "";
            throw Fault(code, offset, $"opcode {opcode} is not one of CPython {code.Version}.{hint}");
        }
        return row.Name == "CACHE" ? throw Fault(code, offset, "an inline cache stands where an instruction must be.") : row;
    }

    private static int Target(CodeObject code, BytecodeEncoding encoding, OpcodeRow row, int offset, int next, int argument)
    {
        if (row.Jump == JumpKind.None)
            return -1;

        var distance = (long)argument * encoding.JumpUnit;
        var target = row.Jump switch
        {
            JumpKind.Absolute => distance,
            JumpKind.Forward => next + distance,
            _ => next - distance,
        };
        return target >= 0 && target < code.Code.Length
            ? (int)target
            : throw Fault(code, offset, $"{row.Name} jumps to {target}, outside the code of {code.Code.Length} bytes.");
    }

    private static PycFormatException Fault(CodeObject code, int offset, string problem) =>
        CodeFault.In(code, "co_code", offset, problem);
}
