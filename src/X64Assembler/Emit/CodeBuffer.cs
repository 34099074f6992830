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
    private readonly List<CodeOrigin> _origins = [];            // of each instruction, without its offset
    private readonly List<(int Index, CodeTarget Target)> _placed = [];
    private readonly List<(int Index, CodeTarget Target)> _jumps = [];
    private readonly List<(int Start, int End)> _hot = [];      // what runs often, one stretch for each function
    private readonly ConstantPool _constants = new();
    private string? _comment = "";      // what Origin is, once it is asked for
    private CodeTarget? _atNext;
    private ulong _lastId;

    /// <summary>The value that the next instructions are made for.</summary>
    internal Value? Origin
    {
        get;
        set => (field, _comment) = (value, value is null ? "" : null);
    }

    /// <summary>The value that stands for the place in Python of instructions that are made for none: what they prepare, or what leaves.</summary>
    internal Value? Nearby { get; set; }

    /// <summary>Adds an instruction made for <see cref="Origin"/>.</summary>
    internal void Add(Instruction instruction) =>
        Add(instruction, Origin, _comment ??= Origin!.ToString()); // without one the comment is empty

    /// <summary>Adds an instruction that the compiler needs for itself.</summary>
    internal void Add(Instruction instruction, string comment) => Add(instruction, null, comment);

    private void Add(Instruction instruction, Value? value, string comment)
    {
        if (_atNext is not null)
        {
            instruction.IP = IdOf(_atNext);
            _atNext = null;
        }
        _instructions.Add(instruction);
        var place = value ?? Nearby;
        _origins.Add(new CodeOrigin(0, place?.Origin ?? SourceLocation.None, comment) { ValueId = value?.Id ?? -1, Block = place?.Block?.Id ?? -1 });
    }

    internal void Jump(Code code, CodeTarget target)
    {
        target.IsUsed = true;
        if (code != Code.Call_rel32_64)
            _jumps.Add((_instructions.Count, target));
        Add(Instruction.CreateBranch(code, IdOf(target)));
    }

    /// <summary>Lets the next instruction be where a target is.</summary>
    internal void Place(CodeTarget target)
    {
        // Jumps go to both already, and an instruction has one name: so it is with a branch both of whose ways lead to one exit, which needs no
        // instruction and is a block all the same.
        if (_atNext is not null && target.Id != 0)
            Add(Instruction.Create(Code.Nopd));
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

    /// <summary>The number of instructions so far.</summary>
    internal int Count => _instructions.Count;

    /// <summary>Says that what has been added from an instruction on runs often.</summary>
    internal void AddHot(int start) => _hot.Add((start, _instructions.Count));

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
        var entries = functions.Select(function => _placed.Find(place => place.Target == function.Entry).Index).ToList();
        var (bytes, offsets) = EncodeAll(unit, _instructions);
        var paddings = CodeAlignment.Paddings(offsets, FindLoops(), entries);
        var places = Enumerable.Range(0, _instructions.Count).ToArray();    // of each instruction among those that are encoded
        int EndOfCode() => (int)(_constants.IsEmpty ? offsets[^1] : offsets[places[count]]);

        var beforeConstants = _constants.IsEmpty ? 0 : -(EndOfCode() + paddings.Sum(padding => padding.Bytes)) & (ConstantPool.Alignment - 1);
        if (paddings.Count > 0 || beforeConstants > 0)
        {
            (bytes, offsets) = EncodeAll(unit, Padded([.. paddings, (count, beforeConstants)], places));
            var missing = _constants.IsEmpty ? 0 : -EndOfCode() & (ConstantPool.Alignment - 1);
            if (missing > 0)
            {
                // A jump over what stands before a loop has become longer. None does by what stands before the constants: the code refers to them by
                // 32 bits always.
                beforeConstants = (beforeConstants + missing) & (ConstantPool.Alignment - 1);
                (bytes, offsets) = EncodeAll(unit, Padded([.. paddings, (count, beforeConstants)], places));
            }
        }
        var length = EndOfCode() - beforeConstants;
        int OffsetOf(int index) => (int)offsets[places[index]];

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
            Sequences = [.. unit.Functions[0].Source.ParameterTypes.Select(type => type.Sequence)],
            Origins = [.. OriginsOf(offsets, places.AsSpan(0, count))],
            Labels = [.. _placed.Where(place => place.Target.IsUsed)
                .Select(place => new CodeLabel(OffsetOf(place.Index), place.Target.Name))],
            Functions = [.. functions.Select((function, index) => new CodeFunction(
                function.Entry.Name, OffsetOf(entries[index]), function.FrameSize, function.SpillSlots)
            {
                ParameterTypes = [.. unit.Functions[index].Source.Parameters.Select(parameter => parameter.Type)],
            })],
        };
    }

    /// <summary>The first and the last instruction of each loop without loops in it: where code that runs often jumps back to, and from.</summary>
    private List<(int First, int Last)> FindLoops()
    {
        var indexes = new Dictionary<CodeTarget, int>();
        foreach (var (index, target) in _placed)
            indexes[target] = index;
        var lasts = new SortedDictionary<int, int>();               // by the first
        foreach (var (index, target) in _jumps)
        {
            if (indexes[target] <= index && _hot.Exists(range => range.Start <= indexes[target] && index < range.End))
                lasts[indexes[target]] = index;
        }
        var loops = new List<(int First, int Last)>();
        foreach (var (first, last) in lasts)
        {
            while (loops.Count > 0 && loops[^1].Last >= first)
                loops.RemoveAt(loops.Count - 1);                    // this one is in it
            loops.Add((first, last));
        }
        return loops;
    }

    /// <summary>The instructions with something before some of them; tells where each of them is then.</summary>
    private List<Instruction> Padded(List<(int Index, int Bytes)> paddings, int[] places)
    {
        var padded = new List<Instruction>(_instructions.Count + 8 * paddings.Count);
        var next = 0;
        for (var index = 0; index < _instructions.Count; index++)
        {
            for (; next < paddings.Count && paddings[next].Index == index; next++)
                padded.AddRange(CodeAlignment.Nothing(paddings[next].Bytes));
            places[index] = padded.Count;
            padded.Add(_instructions[index]);
        }
        return padded;
    }

    /// <summary>What each instruction of the code is for, those between included.</summary>
    private CodeOrigin[] OriginsOf(uint[] offsets, ReadOnlySpan<int> places)
    {
        var origins = new CodeOrigin[places[^1] + 1];
        for (var index = 0; index < origins.Length; index++)
            origins[index] = new CodeOrigin((int)offsets[index], SourceLocation.None, "align");
        for (var index = 0; index < places.Length; index++)
            origins[places[index]] = _origins[index] with { Offset = origins[places[index]].Offset };
        return origins;
    }

    /// <summary>Encodes instructions; tells where each begins, and where they end.</summary>
    private static (List<byte> Bytes, uint[] Offsets) EncodeAll(MachineUnit unit, List<Instruction> instructions)
    {
        var writer = new ByteWriter();
        var block = new InstructionBlock(writer, instructions, rip: 0);
        if (!BlockEncoder.TryEncode(64, block, out var error, out var result, BlockEncoderOptions.ReturnNewInstructionOffsets))
            throw new InternalCompilerException($"Encoding failed: {error}", string.Join('\n', unit.Functions.Select(function => function.Source)), "encoding");
        return (writer.Bytes, [.. result.NewInstructionOffsets, (uint)writer.Bytes.Count]);
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
