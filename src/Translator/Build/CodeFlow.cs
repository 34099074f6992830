using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>What the builder must know of a code object before it starts: where blocks begin, which locals are read again, what is cold.</summary>
/// <remarks>Cost: linear, but for liveness, which is a bit for each local at each block and is left out where that is too much.</remarks>
internal sealed class CodeFlow
{
    // Bits that liveness may take; beyond, every bound local counts as alive, which is right and takes a few more moves.
    private const long MostLivenessBits = 64_000_000;

    // Loops as deep as this nobody writes.
    private const int MostRounds = 50;

    // These let code see all locals, dead ones too.
    private static readonly HashSet<string> s_namesThatSeeLocals = ["locals", "vars", "dir", "eval", "exec", "execfile"];

    private readonly Bytecode _bytecode;
    private readonly bool[] _isLeader;
    private readonly bool[] _returns;
    private readonly int[] _regionOf;
    private readonly ulong[]?[] _liveAt;          // at leaders; null: not computed
    private readonly bool _knowsLiveness;

    /// <summary>Looks through the instructions of a code object.</summary>
    /// <param name="bytecode">The instructions.</param>
    /// <param name="isPrelude">Whether it is one of <see cref="PreludeFunctions"/>.</param>
    public CodeFlow(Bytecode bytecode, bool isPrelude = false)
    {
        _bytecode = bytecode;
        IsPrelude = isPrelude;
        var count = bytecode.Instructions.Length;
        _isLeader = new bool[count];
        _returns = new bool[count];
        _regionOf = new int[count];
        _liveAt = new ulong[]?[count];
        Array.Fill(_regionOf, -1);
        for (var i = 0; i < bytecode.Regions.Length; i++)
            Array.Fill(_regionOf, i, bytecode.Regions[i].Start, bytecode.Regions[i].End - bytecode.Regions[i].Start);
        FindLeaders();
        FindReturns();
        var words = (bytecode.SlotNames.Length + 63) / 64;
        _knowsLiveness = (long)words * 64 * count <= MostLivenessBits && !bytecode.Code.Names.Any(s_namesThatSeeLocals.Contains);
        _knowsLiveness = _knowsLiveness && TryFindLiveness(words);
        HasBareRaise = bytecode.Instructions.Any(instruction => instruction is { Op: BytecodeOp.Raise, Argument: 0 });
    }

    /// <summary>Whether it is one of <see cref="PreludeFunctions"/>: its globals are Python's own, and the interpreter has no frame of it.</summary>
    public bool IsPrelude { get; }

    /// <summary>The instructions.</summary>
    public Bytecode Bytecode => _bytecode;

    /// <summary>Whether there is a <c>raise</c> without an exception.</summary>
    public bool HasBareRaise { get; }

    /// <summary>Whether control can come to an instruction from more than the one before it.</summary>
    public bool IsLeader(int index) => _isLeader[index];

    /// <summary>
    /// Whether the function can return from there without an exception: where it cannot, the code is there to raise one, and is cold.
    /// </summary>
    public bool CanReturn(int index) => _returns[index];

    /// <summary>The region that protects an instruction.</summary>
    public ExceptionRegion? RegionAt(int index) => _regionOf[index] < 0 ? null : _bytecode.Regions[_regionOf[index]];

    /// <summary>The index of the first instruction that may be run again after an instruction: of the outermost loop around it, or its own.</summary>
    public int StartOfLoopAround(int index)
    {
        // Jumps back are few; those that overlap count as one loop.
        var start = index;
        for (var i = _bytecode.Instructions.Length - 1; i >= 0; i--)
        {
            if (i >= start && _bytecode.Instructions[i].Target is >= 0 and var target && target < start)
                start = target;
        }
        return start;
    }

    /// <summary>Whether a local may be read at or behind an instruction before it is written.</summary>
    public bool IsLive(int index, int slot) => !_knowsLiveness || (_liveAt[index]![slot / 64] >> (slot % 64) & 1) != 0;

    /// <summary>Whether the instruction behind another one can be reached from it.</summary>
    public static bool FallsThrough(BytecodeOp op) =>
        op is not (BytecodeOp.Jump or BytecodeOp.Return or BytecodeOp.Raise or BytecodeOp.Reraise);

    private void FindLeaders()
    {
        for (var i = 0; i < _bytecode.Instructions.Length; i++)
        {
            var instruction = _bytecode.Instructions[i];
            if (instruction.Target < 0)
                continue;
            _isLeader[instruction.Target] = true;
            if (FallsThrough(instruction.Op) && i + 1 < _isLeader.Length)
                _isLeader[i + 1] = true;
        }
        foreach (var region in _bytecode.Regions)
            _isLeader[region.Handler] = true;
    }

    private void FindReturns()
    {
        var predecessors = new List<int>[_returns.Length];
        var pending = new Stack<int>();
        for (var i = 0; i < _returns.Length; i++)
            predecessors[i] = [];
        for (var i = 0; i < _returns.Length; i++)
        {
            var instruction = _bytecode.Instructions[i];
            if (instruction.Op == BytecodeOp.Return)
                pending.Push(i);
            if (instruction.Target >= 0)
                predecessors[instruction.Target].Add(i);
            if (FallsThrough(instruction.Op) && i + 1 < _returns.Length)
                predecessors[i + 1].Add(i);
        }
        while (pending.TryPop(out var index))
        {
            if (_returns[index])
                continue;
            _returns[index] = true;
            foreach (var predecessor in predecessors[index])
                pending.Push(predecessor);
        }
    }

    private bool TryFindLiveness(int words)
    {
        var instructions = _bytecode.Instructions;
        for (var i = 0; i < instructions.Length; i++)
            _liveAt[i] = new ulong[words];
        // Backwards over the code; what jumps bring is repeated until nothing is new, which takes a round for each depth of loops.
        var changed = true;
        var live = new ulong[words];
        for (var round = 0; changed; round++)
        {
            if (round == MostRounds)
                return false;
            changed = false;
            for (var i = instructions.Length - 1; i >= 0; i--)
            {
                Array.Clear(live);
                var instruction = instructions[i];
                if (FallsThrough(instruction.Op) && i + 1 < instructions.Length)
                    Add(live, _liveAt[i + 1]!);
                if (instruction.Target >= 0)
                    Add(live, _liveAt[instruction.Target]!);
                var slot = instruction.Argument;
                switch (instruction.Op)
                {
                    case BytecodeOp.StoreLocal:
                        live[slot / 64] &= ~(1UL << (slot % 64));
                        break;
                    case BytecodeOp.LoadLocal or BytecodeOp.DeleteLocal or BytecodeOp.SaveLocal or BytecodeOp.RestoreLocal
                        or BytecodeOp.MakeCell or BytecodeOp.LoadClosure or BytecodeOp.LoadDeref or BytecodeOp.StoreDeref
                        or BytecodeOp.DeleteDeref or BytecodeOp.LoadFromDictOrDeref:
                        live[slot / 64] |= 1UL << (slot % 64);
                        break;
                }
                // Wherever the instruction raises, the handler reads the locals as they were before it.
                if (_regionOf[i] >= 0)
                    Add(live, _liveAt[_bytecode.Regions[_regionOf[i]].Handler]!);
                if (live.AsSpan().SequenceEqual(_liveAt[i]))
                    continue;
                live.CopyTo(_liveAt[i]!, 0);
                changed = true;
            }
        }
        return true;
    }

    private static void Add(ulong[] to, ulong[] from)
    {
        for (var word = 0; word < to.Length; word++)
            to[word] |= from[word];
    }
}
