using Pyc.Loader;

namespace Pyc.Fuzz.Code;

/// <summary>The instructions of a code object, to be changed and written again: jumps and exception tables follow what they point to.</summary>
public sealed class InstructionList(PythonVersion version)
{
    private const int MostRounds = 8;

    /// <summary>The version.</summary>
    public PythonVersion Version { get; } = version;

    /// <summary>Its opcodes.</summary>
    public OpcodeNames Names { get; } = OpcodeNames.For(version);

    /// <summary>The instructions; EXTENDED_ARG is part of the one behind it.</summary>
    public List<CodeInstruction> Items { get; } = [];

    /// <summary>The entries of the exception table.</summary>
    public List<ProtectedRange> Ranges { get; } = [];

    /// <summary>Reads instructions; bytes that are none are kept as they are.</summary>
    /// <param name="version">The version.</param>
    /// <param name="code">The bytes of the instructions.</param>
    /// <param name="exceptions">The exception table; empty before 3.11.</param>
    /// <param name="depthAt">The depth of the stack by offset; null where it is not known.</param>
    public static InstructionList Read(
        PythonVersion version, ReadOnlySpan<byte> code, ReadOnlySpan<byte> exceptions, IReadOnlyDictionary<int, int>? depthAt = null)
    {
        var list = new InstructionList(version);
        var encoding = list.Names.Table.Encoding;
        var at = new Dictionary<int, CodeInstruction>();
        var jumps = new List<(CodeInstruction Jump, int Target)>();
        var (start, prefix) = (0, 0);
        for (var offset = 0; offset < code.Length;)
        {
            var opcode = code[offset];
            var size = Math.Min(encoding.SizeOf(opcode), code.Length - offset);
            var low = size == 3 ? code[offset + 1] | code[offset + 2] << 8 : size == 2 ? code[offset + 1] : 0;
            var argument = prefix | low;
            var row = list.Names.Table[opcode];
            var next = offset + size;
            if (opcode == encoding.ExtendedArg && next < code.Length)
            {
                prefix = unchecked(argument << encoding.ArgumentBits);
                offset = next;
                continue;
            }
            var instruction = new CodeInstruction(opcode, argument);
            if (depthAt is not null && depthAt.TryGetValue(offset, out var depth))
                instruction.Depth = depth;
            next = Math.Min(code.Length, next + 2 * (row?.Caches ?? 0));
            if (row is { Jump: not JumpKind.None and var kind })
            {
                var distance = (long)argument * encoding.JumpUnit;
                jumps.Add((instruction, (int)Math.Clamp(kind switch { JumpKind.Absolute => distance, JumpKind.Forward => next + distance, _ => next - distance }, -1, int.MaxValue)));
            }
            list.Items.Add(instruction);
            at[start] = instruction;
            at.TryAdd(offset, instruction);
            (start, prefix, offset) = (next, 0, next);
        }
        foreach (var (jump, target) in jumps)
            jump.Target = at.GetValueOrDefault(target);
        list.ReadRanges(exceptions, at);
        return list;
    }

    /// <summary>The bytes of the instructions, and those of the exception table.</summary>
    public (byte[] Code, byte[] Exceptions) Write()
    {
        var encoding = Names.Table.Encoding;
        var starts = new Dictionary<CodeInstruction, int>(Items.Count, ReferenceEqualityComparer.Instance);
        var arguments = new int[Items.Count];
        for (var i = 0; i < Items.Count; i++)
            arguments[i] = Items[i].Argument;
        var length = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            length = 0;
            for (var i = 0; i < Items.Count; i++)
            {
                starts[Items[i]] = length;
                length += SizeOf(Items[i], arguments[i]);
            }
            if (!ResolveJumps(starts, arguments))
                break;
        }
        var bytes = new List<byte>(length);
        for (var i = 0; i < Items.Count; i++)
            Write(bytes, Items[i], arguments[i]);
        return ([.. bytes], WriteRanges(starts, bytes.Count));

        bool ResolveJumps(Dictionary<CodeInstruction, int> starts, int[] arguments)
        {
            var changed = false;
            for (var i = 0; i < Items.Count; i++)
            {
                var item = Items[i];
                if (item.Target is null || !starts.TryGetValue(item.Target, out var target) || Names.Table[item.Opcode] is not { Jump: not JumpKind.None } row)
                    continue;
                var next = starts[item] + SizeOf(item, arguments[i]);
                var distance = row.Jump switch { JumpKind.Absolute => target, JumpKind.Forward => target - next, _ => next - target };
                if (distance < 0 && Names.Reversed(item.Opcode) is { } reversed)
                {
                    item.Opcode = reversed;
                    changed = true;
                    continue;
                }
                var argument = Math.Max(0, distance / encoding.JumpUnit);
                changed |= argument != arguments[i];
                arguments[i] = argument;
            }
            return changed;
        }
    }

    private int PrefixesOf(CodeInstruction item, int argument)
    {
        var encoding = Names.Table.Encoding;
        if (!encoding.TakesArgument(item.Opcode) && encoding.Format == CodeFormat.Classic)
            return 0;
        var needed = 0;
        for (var rest = (uint)argument >> encoding.ArgumentBits; rest != 0; rest >>= encoding.ArgumentBits)
            needed++;
        return needed + item.ExtraPrefixes;
    }

    private int SizeOf(CodeInstruction item, int argument)
    {
        var encoding = Names.Table.Encoding;
        return PrefixesOf(item, argument) * encoding.SizeOf(encoding.ExtendedArg) + encoding.SizeOf(item.Opcode)
            + 2 * (Names.Table[item.Opcode]?.Caches ?? 0);
    }

    private void Write(List<byte> bytes, CodeInstruction item, int argument)
    {
        var encoding = Names.Table.Encoding;
        for (var i = PrefixesOf(item, argument); i > 0; i--)
            WriteOne(encoding.ExtendedArg, i * encoding.ArgumentBits < 32 ? (int)((uint)argument >> i * encoding.ArgumentBits) : 0);
        WriteOne(item.Opcode, argument);
        for (var i = 2 * (Names.Table[item.Opcode]?.Caches ?? 0); i > 0; i--)
            bytes.Add(item.Cache);

        void WriteOne(byte opcode, int low)
        {
            bytes.Add(opcode);
            var size = encoding.SizeOf(opcode);
            if (size > 1)
                bytes.Add((byte)low);
            if (size > 2)
                bytes.Add((byte)(low >> 8));
        }
    }

    private void ReadRanges(ReadOnlySpan<byte> table, Dictionary<int, CodeInstruction> at)
    {
        var position = 0;
        while (TryNumber(table, out var start) && TryNumber(table, out var length) && TryNumber(table, out var handler) && TryNumber(table, out var depth))
        {
            if (at.TryGetValue(2 * start, out var first) && at.TryGetValue(2 * handler, out var target))
                Ranges.Add(new ProtectedRange(first, at.GetValueOrDefault(2 * (start + length)), target, depth));
        }

        bool TryNumber(ReadOnlySpan<byte> table, out int value)
        {
            value = 0;
            while (position < table.Length)
            {
                var next = table[position++];
                value = value << 6 | next & 0x3F;
                if ((next & 0x40) == 0)
                    return true;
            }
            return false;
        }
    }

    private byte[] WriteRanges(Dictionary<CodeInstruction, int> starts, int length)
    {
        var bytes = new List<byte>();
        foreach (var range in Ranges)
        {
            if (!starts.TryGetValue(range.Start, out var start) || !starts.TryGetValue(range.Handler, out var handler))
                continue;
            var end = range.End is not null && starts.TryGetValue(range.End, out var known) ? known : length;
            if (end <= start)
                continue;
            WriteNumber(bytes, start / 2, first: true);
            WriteNumber(bytes, (end - start) / 2);
            WriteNumber(bytes, handler / 2);
            WriteNumber(bytes, range.DepthAndPlace);
        }
        return [.. bytes];
    }

    /// <summary>Six bits a byte, the high ones first; 0x40 says that more follow, 0x80 that an entry begins.</summary>
    public static void WriteNumber(List<byte> bytes, int value, bool first = false)
    {
        var mark = first ? 0x80 : 0;
        for (var shift = 30; shift > 0; shift -= 6)
        {
            if ((uint)value >> shift == 0)
                continue;
            bytes.Add((byte)((uint)value >> shift & 0x3F | 0x40 | (uint)mark));
            mark = 0;
        }
        bytes.Add((byte)(value & 0x3F | mark));
    }
}
