using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>One code object while it is decoded: the raw instructions, and the nodes found so far.</summary>
/// <remarks>
/// A node is a raw instruction together with the state in which it is reached: which items CPython's stack holds, and the block
/// stack. Where states differ, as in a finally body that is entered in several ways, the code is copied for each.
/// </remarks>
internal sealed class CodeGraph
{
    // Real code needs at most 6 times its size (the standard libraries of nine CPythons); what needs far more was made to need
    // it. Long code may grow less, so that a file of megabytes does not become gigabytes.
    private const int CopiesAllowed = 64;
    private const int InstructionsAllowed = 5_000;
    private const int CopiesOfLongCodeAllowed = 2;
    private const int InstructionsOfLongCodeAllowed = 2_000_000;
    private const int LongestCode = 1 << 21;

    // Compilers take an instruction of two bytes or more for each value that they put on the stack or take off it, but an instruction of ten bytes
    // may claim a million.
    private const int DeepestStack = 1 << 20;
    private const int DeepestAlways = 256;
    private const int DeepestForByte = 4;
    private const int WorkPerInstruction = 100;
    private const int WorkAllowed = 4_000_000;

    private readonly Dictionary<(int Raw, int Stack, int Blocks, Phase Phase), CodeNode> _nodes = [];
    private readonly List<CodeNode> _inOrder = [];
    private readonly Queue<CodeNode> _pending = new();
    private readonly Dictionary<int, int> _indexOfOffset = [];
    private readonly bool[] _vanishes;
    private readonly int[] _entryOf;
    private readonly List<Constant> _extraConstants = [];
    private readonly long _allowed;
    private long _emitted;

    internal CodeGraph(CodeObject code)
    {
        Code = code;
        Raw = RawDecoder.Decode(code);
        if (Raw.IsEmpty)
            throw CodeFault.In(code, "co_code", 0, "there are no instructions.");

        if (Raw.Length > LongestCode)
            throw CodeFault.In(code, "co_code", 0, $"there are {Raw.Length} instructions, {LongestCode} are accepted.");

        _allowed = Math.Min(
            CopiesAllowed * (long)Raw.Length + InstructionsAllowed,
            CopiesOfLongCodeAllowed * (long)Raw.Length + InstructionsOfLongCodeAllowed);
        Positions = PositionTable.Read(code);
        Slots = new SlotTable(code);
        Pool = new StackPool(
            WorkAllowed + (long)WorkPerInstruction * Raw.Length, (int)Math.Min(DeepestStack, DeepestAlways + (long)DeepestForByte * code.Code.Length),
            problem => CodeFault.In(code, "co_code", 0, problem));
        for (var index = 0; index < Raw.Length; index++)
            _indexOfOffset.Add(Raw[index].Offset, index);

        Table = ExceptionTable.Read(code);
        _entryOf = EntryOfEach();
        _vanishes = new bool[Raw.Length];
        for (var index = 0; index < Raw.Length; index++)
            _vanishes[index] = Vanishes(index);
        MarkTokens();
    }

    internal CodeObject Code { get; }

    internal PythonVersion Version => Code.Version;

    internal ImmutableArray<RawInstruction> Raw { get; }

    internal PositionTable Positions { get; }

    internal SlotTable Slots { get; }

    internal StackPool Pool { get; }

    internal ImmutableArray<ExceptionTableEntry> Table { get; }

    /// <summary>
    /// Every LOAD_CONST None that is the token of a normal entry to the finally or with body behind it, up to 3.7.
    /// </summary>
    internal HashSet<int> NormalTokens { get; } = [];

    internal IReadOnlyList<CodeNode> Nodes => _inOrder;

    internal IReadOnlyList<Constant> ExtraConstants => _extraConstants;

    /// <summary>Takes the next node that has no code yet.</summary>
    internal bool TryTake(out CodeNode node) => _pending.TryDequeue(out node!);

    /// <summary>The node of a raw instruction in a state; instructions without effect are passed over.</summary>
    internal CodeNode Node(int raw, AbstractStack stack, BlockStack? blocks, Phase phase = Phase.Ordinary)
    {
        if (phase == Phase.Ordinary)
        {
            while (raw < Raw.Length && _vanishes[raw])
                raw++;
            if (raw >= Raw.Length)
                throw Fault(Raw.Length - 1, "the code runs off its end.");
        }

        var key = (raw, stack.Id, blocks?.Id ?? 0, phase);
        if (_nodes.TryGetValue(key, out var node))
            return node;
        if (_nodes.Count > _allowed)
            throw TooManyCopies(raw);

        node = new CodeNode(raw, stack, blocks, phase, _nodes.Count);
        _nodes.Add(key, node);
        _inOrder.Add(node);
        _pending.Enqueue(node);
        return node;
    }

    internal void CountEmitted(int raw)
    {
        if (++_emitted > _allowed)
            throw TooManyCopies(raw);
    }

    /// <summary>Index of the instruction that a jump or a table names by its offset.</summary>
    internal int IndexOf(int offset, int from)
    {
        if (!_indexOfOffset.TryGetValue(offset, out var index))
            throw Fault(from, $"offset {offset} is not the start of an instruction.");
        if (index > 0 && Raw[index - 1].Opcode.Name == "EXTENDED_ARG")
            throw Fault(from, $"offset {offset} lies behind EXTENDED_ARG, inside an instruction.");
        return index;
    }

    /// <summary>The first instruction with an effect from here on, or −1.</summary>
    internal int Effective(int raw)
    {
        while (raw < Raw.Length && _vanishes[raw])
            raw++;
        return raw < Raw.Length ? raw : -1;
    }

    /// <summary>The entry of the exception table that covers a raw instruction, or −1.</summary>
    internal int EntryAt(int raw) => _entryOf[raw];

    /// <summary>Index of a constant that CPython's opcode carries in itself.</summary>
    internal int AddConstant(Constant constant, Func<Constant, bool> isSame)
    {
        var index = _extraConstants.FindIndex(known => isSame(known));
        if (index < 0)
        {
            index = _extraConstants.Count;
            _extraConstants.Add(constant);
        }
        return Code.Constants.Length + index;
    }

    /// <summary>The error of a raw instruction: file, line, function, offset and opcode, and what is wrong.</summary>
    internal PycFormatException Fault(int raw, string problem)
    {
        var instruction = Raw[raw];
        return InstructionFault.At(Code, Positions.At(instruction.Offset), instruction.Offset, instruction.Opcode.Name, problem);
    }

    private PycFormatException TooManyCopies(int raw) =>
        Fault(raw, $"finally bodies are nested too deeply: the code would become more than {_allowed} instructions long.");

    private int[] EntryOfEach()
    {
        var entryOf = new int[Raw.Length];
        var entry = 0;
        for (var index = 0; index < Raw.Length; index++)
        {
            var offset = Raw[index].Offset;
            while (entry < Table.Length && Table[entry].End <= offset)
                entry++;
            entryOf[index] = entry < Table.Length && Table[entry].Start <= offset ? entry : -1;
        }
        return entryOf;
    }

    private bool Vanishes(int index) => Raw[index].Opcode.Name switch
    {
        "EXTENDED_ARG" or "CACHE" or "RESUME" or "NOT_TAKEN" or "PRECALL" => true,
        "NOP" => !HasOwnLine(index),
        _ => false,
    };

    private bool HasOwnLine(int index)
    {
        var line = Positions.At(Raw[index].Offset).Line;
        return line > 0
            && (index == 0 || Positions.At(Raw[index - 1].Offset).Line != line)
            && (index + 1 == Raw.Length || Positions.At(Raw[index + 1].Offset).Line != line);
    }

    private void MarkTokens()
    {
        if (Version.IsAtLeast(3, 8))
            return;

        foreach (var raw in Raw)
        {
            if (raw.Opcode.Name is not ("SETUP_FINALLY" or "SETUP_WITH" or "SETUP_ASYNC_WITH"))
                continue;
            if (!_indexOfOffset.TryGetValue(raw.Target, out var token))
                continue;                               // an error, but only if the instruction is reached
            do
                token--;
            while (token >= 0 && Raw[token].Opcode.Name == "EXTENDED_ARG");

            if (token >= 0 && Raw[token].Opcode.Name == "LOAD_CONST" && (uint)Raw[token].Argument < (uint)Code.Constants.Length
                && Code.Constants[Raw[token].Argument] == SingletonConstant.None)
                NormalTokens.Add(token);
        }
    }
}
