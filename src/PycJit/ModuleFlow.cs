using Pyc.Loader;
using Pyc.Translation.Analyses;

namespace Pyc;

/// <summary>The control flow of a module's top level: what runs in every import that succeeds, and what can only run behind what.</summary>
/// <remarks>A way that ends in an exception is no import and counts for nothing.</remarks>
internal sealed class ModuleFlow
{
    /// <summary>
    /// Top levels of more blocks are not analysed, and nothing is certain in them: finding dominators takes quadratic time on graphs
    /// that no compiler makes. The largest of a standard library has some hundred.
    /// </summary>
    private const int MaximumBlocks = 20_000;

    private readonly Bytecode _module;
    private readonly int[] _blockOf;                        // of an instruction
    private readonly bool[] _isJoin;                        // of an instruction: jumped to, or the start of a handler
    private readonly bool[] _isProtected;                   // of an instruction: its exceptions go to a handler
    private readonly Dominance _dominance;                  // of blocks
    private readonly int _end;                              // a block of its own, where every import that succeeds comes to

    /// <summary>Analyses a module's top level.</summary>
    public ModuleFlow(Bytecode module)
    {
        _module = module;
        _isJoin = new bool[module.Instructions.Length];
        _isProtected = new bool[module.Instructions.Length];
        _blockOf = NumberBlocks(out _end);
        _dominance = new Dominance(0, Successors());
    }

    /// <summary>Whether control can come to an instruction from elsewhere than the one before it.</summary>
    public bool IsJoin(int index) => _isJoin[index];

    /// <summary>Whether it stands in a try or with statement.</summary>
    public bool IsProtected(int index) => _isProtected[index];

    /// <summary>Whether no import succeeds without running this instruction.</summary>
    public bool AlwaysRuns(int index) => _dominance.Dominates(_blockOf[index], _end);

    /// <summary>Whether the second instruction can only run behind the first.</summary>
    public bool OnlyBehind(int first, int second) =>
        _blockOf[first] == _blockOf[second] ? first < second : _dominance.Dominates(_blockOf[first], _blockOf[second]);

    private int[] NumberBlocks(out int count)
    {
        var instructions = _module.Instructions;
        var starts = new bool[instructions.Length + 1];
        foreach (var region in _module.Regions)
        {
            starts[region.Start] = starts[region.End] = true;
            _isJoin[region.Handler] = true;
            _isProtected.AsSpan(region.Start, region.End - region.Start).Fill(true);
        }
        for (var i = 0; i < instructions.Length; i++)
        {
            if (instructions[i].Target >= 0)
                _isJoin[instructions[i].Target] = true;
            if (BytecodeOpInfo.Of(instructions[i].Op) is { Jumps: true } or { Ends: true })
                starts[i + 1] = true;
        }
        var blockOf = new int[instructions.Length];
        count = 0;
        for (var i = 0; i < instructions.Length; i++)
            blockOf[i] = i > 0 && (starts[i] || _isJoin[i]) ? ++count : count;
        count++;
        return blockOf;
    }

    private List<int>[] Successors()
    {
        var successors = Enumerable.Range(0, _end + 1).Select(_ => new List<int>(2)).ToArray();
        if (_end > MaximumBlocks)
            return successors;
        for (var i = 0; i < _module.Instructions.Length; i++)
        {
            var (op, target) = (_module.Instructions[i].Op, _module.Instructions[i].Target);
            if (target >= 0)
                successors[_blockOf[i]].Add(_blockOf[target]);
            if (op == BytecodeOp.Return)
                successors[_blockOf[i]].Add(_end);
            if (i + 1 < _blockOf.Length && _blockOf[i + 1] != _blockOf[i] && !BytecodeOpInfo.Of(op).Ends)
                successors[_blockOf[i]].Add(_blockOf[i + 1]);
        }
        foreach (var region in _module.Regions)
        {
            for (var block = _blockOf[region.Start]; block <= _blockOf[region.End - 1]; block++)
                successors[block].Add(_blockOf[region.Handler]);
        }
        return successors;
    }
}
