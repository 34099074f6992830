using Iced.Intel;

namespace Pyc.X64;

/// <summary>
/// Goes through one function of machine code until it is known what each register and each word of the stack is at each place: in rounds, each of which takes it that what is
/// not known to change where ways meet does not, until a round finds nothing to the contrary. The last one says what is wrong, and notes what is still to be shown.
/// </summary>
/// <remarks>
/// A round goes through the blocks in reverse post-order. Variables that differ where ways meet, the ways back of loops included, become phis and stay such, so there
/// are as many rounds as loops are deep, and a few more.
/// </remarks>
internal sealed partial class FunctionWalk
{
    private readonly CodeWalk _code;
    private readonly CodeFunction _function;
    private readonly List<FlowBlock> _blocks;
    private readonly List<int>?[] _phis;            // by block: the variables that are phis there
    private readonly HashSet<(int Block, int Variable)> _isPhi = [];
    private readonly MachineState[] _starts;
    private readonly MachineState[] _ends;
    private readonly List<CodeViolation> _violations = [];
    private readonly List<MemoryAccess> _accesses = [];
    private readonly List<Division> _divisions = [];
    private readonly List<SequenceUse> _sequenceUses = [];
    private readonly List<CallSite> _calls = [];
    private readonly List<ReturnSite> _returns = [];
    private readonly Dictionary<MachineNode, RuntimeCallSite> _runtimeCalls = [];
    private readonly int[] _counts = new int[Enum.GetValues<AccessClass>().Length];
    private readonly Dictionary<(int From, int To), MachineNode> _statusOnEdge = [];
    private readonly List<(int At, X64Register Register, MachineNode? Value)> _restores = [];
    private readonly HashSet<(int At, MachineNode Value)> _added = [];
    private MachineState _initial = new();
    private MachineState _state = new();
    private FlowBlock _block;
    private int _at;

    internal FunctionWalk(CodeWalk code, int index, List<FlowBlock> blocks)
    {
        _code = code;
        Index = index;
        _function = code.Code.Functions[index];
        _blocks = blocks;
        _block = blocks[0];
        _phis = new List<int>?[blocks.Count];
        _starts = new MachineState[blocks.Count];
        _ends = new MachineState[blocks.Count];
        Facts = new FactTable(this);
    }

    internal int Index { get; }

    internal NodeTable Nodes { get; } = new();

    internal FactTable Facts { get; }

    internal IReadOnlyList<FlowBlock> Blocks => _blocks;

    internal IReadOnlyList<CodeViolation> Violations => _violations;

    internal IReadOnlyList<MemoryAccess> ElementAccesses => _accesses;

    internal IReadOnlyList<Division> Divisions => _divisions;

    internal IReadOnlyList<SequenceUse> SequenceUses => _sequenceUses;

    internal IReadOnlyList<CallSite> Calls => _calls;

    internal IReadOnlyList<ReturnSite> Returns => _returns;

    internal ReadOnlySpan<int> Counts => _counts;

    /// <summary>Whether it calls what may move or change lists, or does so itself.</summary>
    internal bool ChangesLists { get; private set; }

    /// <summary>Whether there is a way back in it.</summary>
    internal bool HasLoops => _blocks.Exists(block => block.Predecessors.Exists(from => from.Index >= block.Index));

    /// <summary>Whether it calls functions that are not of the unit.</summary>
    internal bool CallsOutside { get; private set; }

    /// <summary>Whether, on each way to a block, it was looked how much stack is left.</summary>
    internal bool HasLookedAtStack(FlowBlock block) => Facts.StackChecks.Exists(scope => scope.Dominates(block));

    /// <summary>Notes that an argument is given to who takes a sequence; tells whether that was news.</summary>
    internal bool AddPassed(CallSite call, MachineNode argument) => AddUse(call.At, call.Block, argument);

    /// <summary>Notes that a value becomes an element of a list of lists; tells whether that was news.</summary>
    internal bool AddStored(MemoryAccess access, MachineNode word) => AddUse(access.At, access.Block, word);

    private bool AddUse(int at, FlowBlock block, MachineNode value)
    {
        if (!_added.Add((at, value)))
            return false;
        _sequenceUses.Add(new SequenceUse(at, block, value));
        return true;
    }

    internal RuntimeCallSite? RuntimeCallOf(MachineNode result) => _runtimeCalls.GetValueOrDefault(result);

    internal MachineState StartOf(FlowBlock block) => _starts[block.Index];

    internal MachineState EndOf(FlowBlock block) => _ends[block.Index];

    /// <summary>What a phi is on each way to its block; where the function begins, there is no block before.</summary>
    internal IEnumerable<(MachineNode? Value, FlowBlock? From)> OperandsOf(MachineNode phi)
    {
        var block = _blocks[phi.Block];
        if (block.Index == 0)
            yield return (_initial[(int)phi.Number], null);
        foreach (var from in block.Predecessors)
            yield return (OnEdge(from, block)[(int)phi.Number], from);
    }

    internal void Run()
    {
        _initial = Initial();
        bool isChanged;
        do
        {
            _violations.Clear();
            _accesses.Clear();
            _divisions.Clear();
            _sequenceUses.Clear();
            _calls.Clear();
            _returns.Clear();
            _statusOnEdge.Clear();
            _restores.Clear();
            Array.Clear(_counts);
            Facts.Clear();
            isChanged = false;
            foreach (var block in _blocks)
                isChanged |= Visit(block);
            foreach (var block in _blocks)
            {
                foreach (var from in block.Predecessors.Where(from => from.Index >= block.Index))
                    isChanged |= Join(block, _starts[block.Index], OnEdge(from, block), isApplied: false);
            }
        }
        while (isChanged);
        Facts.Complete();
        foreach (var (at, register, value) in _restores)
        {
            if (!IsInitial(value, register))
                _violations.Add(_code.Violation(ViolationKind.SavedRegister, at, $"{register} is not what it was"));
        }
    }

    private MachineState Initial()
    {
        var state = new MachineState();
        var convention = _code.Convention;
        foreach (var register in convention.CalleeSaved)
            state[(int)register] = Nodes.Make(NodeKind.Initial, (int)register);
        state[Register.RSP] = Nodes.Make(NodeKind.Stack);
        state[(int)convention.Arguments[0]] = Nodes.Make(NodeKind.Context);
        for (var index = 0; index < _function.ParameterTypes.Length; index++)
        {
            var place = index + 1;
            var variable = place < convention.Arguments.Length
                ? (int)convention.Arguments[place]
                : MachineState.StackWord(StackArgumentsStart + 8 * (place - convention.Arguments.Length));
            if (variable >= 0)
                state[variable] = Nodes.Make(NodeKind.Parameter, index);
        }
        state[MachineState.Moves] = state[MachineState.Lengths] = state[MachineState.Status] = Nodes.Zero;
        state[MachineState.Touched] = Nodes.Zero;
        return state;
    }

    private int StackArgumentsStart => 8 + _code.Convention.ShadowSpace;

    private int StackArguments => Math.Max(0, _function.ParameterTypes.Length + 1 - _code.Convention.Arguments.Length);

    private bool Visit(FlowBlock block)
    {
        var isChanged = false;
        MachineState? start = block.Index == 0 ? _initial.Copy() : null;
        foreach (var from in block.Predecessors.Where(from => from.Index < block.Index))
        {
            var end = OnEdge(from, block);
            if (start is null)
                start = end.Copy();
            else
                isChanged |= Join(block, start, end, isApplied: true);
        }
        if (_phis[block.Index] is { } phis)
        {
            foreach (var variable in phis)
                start![variable] = PhiOf(block, variable);
        }
        _starts[block.Index] = start!;          // the first block before, in this order, is one
        _state = start!.Copy();
        _block = block;
        for (_at = block.First; _at < block.End; _at++)
            Step(_code.Map[_at]);
        _ends[block.Index] = _state;
        return isChanged;
    }

    /// <summary>What is where when one block leads to another: the jump may have told the status.</summary>
    private MachineState OnEdge(FlowBlock from, FlowBlock to)
    {
        var end = _ends[from.Index];
        if (_statusOnEdge.TryGetValue((from.Index, to.Index), out var status))
        {
            end = end.Copy();
            end[MachineState.Status] = status;
        }
        return end;
    }

    /// <summary>Makes phis of what differs on two ways; tells whether there are any that were not known.</summary>
    private bool Join(FlowBlock block, MachineState start, MachineState other, bool isApplied)
    {
        List<(int Variable, MachineNode? Value)> differing = [];
        MachineState.Compare(start, other, (variable, a, _) => differing.Add((variable, a)));
        var isChanged = false;
        foreach (var (variable, _) in differing)
        {
            if (variable == MachineState.Touched)
            {
                // What is touched on one way alone is not touched; on ways back only more is.
                if (isApplied && start[variable] is { } one && other[variable] is { } two)
                    start[variable] = one.Number >= two.Number ? one : two;
                continue;
            }
            if (_isPhi.Add((block.Index, variable)))
            {
                (_phis[block.Index] ??= []).Add(variable);
                isChanged = true;
            }
            if (isApplied)
                start[variable] = PhiOf(block, variable);
        }
        return isChanged;
    }

    private MachineNode PhiOf(FlowBlock block, int variable) => Nodes.Make(NodeKind.Phi, variable, block: block.Index);

    /// <summary>Something that the instruction makes, of which nothing but its range is known.</summary>
    /// <param name="part">Which of what it makes.</param>
    /// <param name="least">The least that it can be.</param>
    /// <param name="most">The most.</param>
    private MachineNode Opaque(int part, long least = long.MinValue, long most = long.MaxValue) =>
        Nodes.Make(NodeKind.Opaque, ((long)_code.Map[_at].IP << 7) + part, block: _block.Index, least: least, most: most);

    private void Violate(ViolationKind kind, string reason) => _violations.Add(_code.Violation(kind, _at, reason));
}
