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
}

/// <summary>Collects instructions with their origins, then encodes them.</summary>
internal sealed class CodeBuffer
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<(SourceLocation Origin, string Comment)> _origins = [];
    private readonly List<(int Index, CodeTarget Target)> _placed = [];
    private readonly HashSet<CodeTarget> _jumpedTo = [];
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
            _placed.Add((_instructions.Count, _atNext));
            instruction.IP = IdOf(_atNext);
            _atNext = null;
        }
        _instructions.Add(instruction);
        _origins.Add((origin, comment));
    }

    internal void Jump(Code code, CodeTarget target)
    {
        _jumpedTo.Add(target);
        Add(Instruction.CreateBranch(code, IdOf(target)));
    }

    /// <summary>Lets the next instruction be where a target is.</summary>
    /// <exception cref="InternalCompilerException">
    /// Another target is at the same place: jumps should go there at once.
    /// </exception>
    internal void Place(CodeTarget target)
    {
        if (_atNext is not null)
            throw new InternalCompilerException($"{_atNext.Name} and {target.Name} are at the same place.", stage: "encoding");
        _atNext = target;
    }

    /// <summary>Encodes everything, with the shortest jumps.</summary>
    internal MachineCode Encode(MachineFunction function, int frameSize, int spillSlots)
    {
        var writer = new ByteWriter();
        var block = new InstructionBlock(writer, _instructions, rip: 0);
        if (!BlockEncoder.TryEncode(64, block, out var error, out var result, BlockEncoderOptions.ReturnNewInstructionOffsets))
            throw new InternalCompilerException($"Encoding failed: {error}", function.Source.ToString(), "encoding");

        var offsets = result.NewInstructionOffsets;
        return new MachineCode
        {
            Name = function.Source.Name,
            Bytes = [.. writer.Bytes],
            CodeLength = writer.Bytes.Count,
            Exits = [.. function.Exits.Select(reason => new MachineExit(reason, null, []))],
            FrameWords = 0,
            HasLoops = function.Blocks.Exists(block => block.LoopDepth > 0),
            HasCalls = false,
            Origins = [.. _origins.Select((origin, index) => new CodeOrigin((int)offsets[index], origin.Origin, origin.Comment))],
            Labels = [.. _placed.Where(place => _jumpedTo.Contains(place.Target))
                .Select(place => new CodeLabel((int)offsets[place.Index], place.Target.Name))],
            FrameSize = frameSize,
            SpillSlots = spillSlots,
        };
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
