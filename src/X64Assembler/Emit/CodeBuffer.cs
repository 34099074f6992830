using System.Collections.Immutable;
using Iced.Intel;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>A place that jumps go to.</summary>
/// <param name="name">What listings call it.</param>
internal sealed class CodeTarget(string name)
{
    internal string Name { get; set; } = name;

    /// <summary>What stands for its address until the code is encoded; 0 until the target is asked for.</summary>
    internal ulong Id { get; set; }

    /// <summary>Whether anything refers to it.</summary>
    internal bool IsUsed { get; set; }
}

/// <summary>Collects instructions with their origins, then encodes them with their constants behind them.</summary>
internal sealed class CodeBuffer
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<(SourceLocation Origin, string Comment)> _origins = [];
    private readonly List<(int Index, CodeTarget Target)> _placed = [];
    private readonly ConstantPool _constants = new();
    private CodeTarget? _atNext;
    private ulong _lastId;

    /// <summary>The value that the next instructions are made for.</summary>
    internal Value? Origin { get; set; }

    /// <summary>Adds an instruction made for <see cref="Origin"/>.</summary>
    internal void Add(Instruction instruction) =>
        Add(instruction, Origin?.Origin ?? SourceLocation.None, Origin?.ToString() ?? "");

    /// <summary>Adds an instruction that the compiler needs for itself.</summary>
    internal void Add(Instruction instruction, string comment) => Add(instruction, SourceLocation.None, comment);

    private void Add(Instruction instruction, SourceLocation origin, string comment)
    {
        if (_atNext is not null)
        {
            instruction.IP = IdOf(_atNext);
            _atNext = null;
        }
        _instructions.Add(instruction);
        _origins.Add((origin, comment));
    }

    internal void Jump(Code code, CodeTarget target)
    {
        target.IsUsed = true;
        Add(Instruction.CreateBranch(code, IdOf(target)));
    }

    /// <summary>Lets the next instruction be where a target is.</summary>
    /// <exception cref="InternalCompilerException">
    /// Another target is at the same place: jumps should go there at once. Only where a function begins nothing can jump to the other one yet.
    /// </exception>
    internal void Place(CodeTarget target)
    {
        if (_atNext is not null && target.Id != 0)
            throw new InternalCompilerException($"{_atNext.Name} and {target.Name} are at the same place.", stage: "encoding");
        if (_atNext is not null)
            target.Id = IdOf(_atNext);
        _atNext ??= target;
        _placed.Add((_instructions.Count, target));
    }

    /// <summary>The operand for a constant that stands behind the code.</summary>
    /// <param name="bits">Its 64 bits.</param>
    /// <param name="isWide">Whether the instruction reads 16 bytes: the 64 bits twice.</param>
    internal MemoryOperand Constant(long bits, bool isWide = false)
    {
        var target = _constants.PlaceOf(bits, isWide);
        target.IsUsed = true;
        return new MemoryOperand(Register.RIP, (long)IdOf(target));
    }

    /// <summary>The operand for the first word of a table that stands behind the code.</summary>
    internal MemoryOperand Table(ConstantTable table)
    {
        var target = _constants.PlaceOf(table);
        target.IsUsed = true;
        return new MemoryOperand(Register.RIP, (long)IdOf(target));
    }

    /// <summary>Encodes everything, with the shortest jumps.</summary>
    /// <param name="unit">What the code is of.</param>
    /// <param name="functions">Where each function begins, and what it takes of the stack.</param>
    internal MachineCode Encode(MachineUnit unit, IReadOnlyList<(CodeTarget Entry, int FrameSize, int SpillSlots)> functions)
    {
        var count = _instructions.Count;
        foreach (var (data, target) in _constants.Data())
        {
            var placed = data;
            if (target is not null)
            {
                placed.IP = IdOf(target);
                _placed.Add((_instructions.Count, target));
            }
            _instructions.Add(placed);
        }
        var (bytes, offsets) = EncodeAll(unit);
        var length = _constants.IsEmpty ? bytes.Count : (int)offsets[count];
        var padding = -length & (ConstantPool.Alignment - 1);
        if (!_constants.IsEmpty && padding > 0)
        {
            // Nothing before the constants changes its length by what stands between: the code refers to them by 32 bits always.
            _instructions.Insert(count, Instruction.CreateDeclareByte(Enumerable.Repeat((byte)0xCC, padding).ToArray()));
            (bytes, offsets) = EncodeAll(unit);
        }
        int OffsetOf(int index) => (int)offsets[index < count || padding == 0 ? index : index + 1];

        return new MachineCode
        {
            Name = unit.Functions[0].Source.Name,
            Bytes = [.. bytes],
            CodeLength = length,
            Exits = [.. unit.Exits.All],
            FrameWords = unit.FrameWords,
            CallerFrameWords = unit.Exits.CallerFrameWords,
            HasLoops = unit.HasLoops,
            HasCalls = unit.HasCalls,
            HasRuntimeCalls = unit.HasRuntimeCalls,
            Origins = [.. _origins.Select((origin, index) => new CodeOrigin((int)offsets[index], origin.Origin, origin.Comment))],
            Labels = [.. _placed.Where(place => place.Target.IsUsed)
                .Select(place => new CodeLabel(OffsetOf(place.Index), place.Target.Name))],
            Functions = [.. functions.Select(function => new CodeFunction(
                function.Entry.Name, OffsetOf(_placed.Find(place => place.Target == function.Entry).Index), function.FrameSize, function.SpillSlots))],
        };
    }

    private (List<byte> Bytes, uint[] Offsets) EncodeAll(MachineUnit unit)
    {
        var writer = new ByteWriter();
        var block = new InstructionBlock(writer, _instructions, rip: 0);
        if (!BlockEncoder.TryEncode(64, block, out var error, out var result, BlockEncoderOptions.ReturnNewInstructionOffsets))
            throw new InternalCompilerException($"Encoding failed: {error}", string.Join('\n', unit.Functions.Select(function => function.Source)), "encoding");
        return (writer.Bytes, result.NewInstructionOffsets);
    }

    private ulong IdOf(CodeTarget target)
    {
        if (target.Id == 0)
            target.Id = ++_lastId;
        return target.Id;
    }

    private sealed class ByteWriter : CodeWriter
    {
        internal List<byte> Bytes { get; } = [];

        public override void WriteByte(byte value) => Bytes.Add(value);
    }
}
