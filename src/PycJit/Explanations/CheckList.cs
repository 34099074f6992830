using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Explanations;

/// <summary>Gathers the checks and calls of optimised IR by their places in Python.</summary>
/// <param name="codes">The code of the module.</param>
/// <param name="entry">The function that is called from outside: its checks come first.</param>
/// <param name="builtins">Where functions of Python's own are called from.</param>
internal sealed class CheckList(CodeIndex codes, CodeObject entry, PreludeCalls builtins)
{
    private readonly Dictionary<(SourceLocation Where, ExitReason Reason), Entry> _entries = [];
    private readonly HashSet<(Value? State, ExitReason Reason)> _exits = [];
    private readonly List<RemainingCall> _calls = [];
    private readonly HashSet<RemainingCall> _knownCalls = [];

    /// <summary>The checks, in the order of their lines.</summary>
    public ImmutableArray<RemainingCheck> Checks =>
    [
        .. _entries.Select(pair => Describe(pair.Key.Where, pair.Key.Reason, pair.Value))
            .OrderBy(check => check.Where.Code == entry ? 0 : 1).ThenBy(check => check.Where.Line).ThenBy(check => check.Where.Index),
    ];

    /// <summary>The calls.</summary>
    public ImmutableArray<RemainingCall> Calls => [.. _calls];

    /// <summary>Number of exits that are those of calls: something that was called has left.</summary>
    public int ExitsOfCalls { get; private set; }

    /// <summary>The places of checks in IR, with their reasons.</summary>
    /// <remarks>A check of code that was put in the place of a call of Python's own is one at the call.</remarks>
    public IEnumerable<(SourceLocation Where, ExitReason Reason)> PlacesIn(Function function) =>
        function.Blocks.SelectMany(block => block).Where(value => MayExit(value) && value.Op is not (Op.Call or Op.Exit)).Select(value => (PlaceOf(value), value.ExitsFor));

    /// <summary>Adds those of a function.</summary>
    public void Add(Function function)
    {
        var forest = LoopForest.Of(function);
        var ranges = new Lazy<IntegerRanges>(() => IntegerRanges.Of(function));
        foreach (var block in function.ReversePostOrder)
        {
            var loop = LoopOf(block, forest, function.Remarks);
            var frequency = loop is not var (header, known) ? CheckFrequency.Once : known.Rests.Contains(header) ? CheckFrequency.InRest : CheckFrequency.EachRound;
            foreach (var value in block)
            {
                AddCall(value, loop is not null);
                if (!MayExit(value))
                    continue;
                var isNew = _exits.Add((value.State, value.ExitsFor));
                if (value.Op == Op.Call)
                    ExitsOfCalls += isNew ? 1 : 0;
                else
                    Add(value, frequency, isNew, ranges);
            }
        }
    }

    private void Add(Value value, CheckFrequency frequency, bool isNew, Lazy<IntegerRanges> ranges)
    {
        var key = (PlaceOf(value), value.ExitsFor);
        if (!_entries.TryGetValue(key, out var entry))
            _entries[key] = entry = new Entry(value, ranges);
        // The one that is made most often is the one to speak of.
        if (frequency > entry.Frequency)
            (entry.Value, entry.Ranges, entry.Frequency) = (value, ranges, frequency);
        entry.Exits += isNew ? 1 : 0;
    }

    private void AddCall(Value value, bool isInLoop)
    {
        (CallKind Kind, string Name)? call = value.Op switch
        {
            Op.Call => (CallKind.Python, OperationNames.Of(value.Callee!)),                       // a call has one
            Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3 => (CallKind.Mathematics, FloatFunctionInfo.Of(value).Name),
            Op.FloatPow => (CallKind.Mathematics, "pow"),
            Op.FloatRemainder => (CallKind.Mathematics, "fmod"),
            Op.RuntimeCall => (CallKind.Lists, RuntimeFunctionInfo.Of((RuntimeFunction)value.Immediate).Name),
            _ => null,
        };
        if (call is var (kind, name) && new RemainingCall(kind, name, PlaceOf(value), isInLoop) is var remaining && _knownCalls.Add(remaining))
            _calls.Add(remaining);
    }

    // Code of Python's own functions is where they are called: by the value itself where they stand in the place of the call.
    private SourceLocation PlaceOf(Value value)
    {
        for (var where = value.Origin; ; where = where.InlinedAt.Place)
        {
            if (codes.Find(where) is var (bytecode, _))
                return WithLine(where, bytecode);
            if (where.InlinedAt is null)
                return builtins.PlaceOf(value.Block!.Function) ?? value.Origin with { InlinedAt = null };    // it is in a block
        }
    }

    // What the compiler has added to the code has no line: it belongs to what stands before it, or to the function.
    private static SourceLocation WithLine(SourceLocation where, Bytecode bytecode)
    {
        where = where with { InlinedAt = null };
        for (var index = where.Index; where.Line == 0 && index >= 0; index--)
            where = where with { Position = new SourcePosition(bytecode.Instructions[index].Position.Line) };
        return where.Line > 0 ? where : where with { Position = new SourcePosition(bytecode.Code.FirstLine) };
    }

    // A quotient overflows by -1 alone: by another constant there is no way out. A poll checks nothing that Python would.
    private static bool MayExit(Value value) =>
        value.Info.MayExit && value.Op != Op.Poll && !(value.Op == Op.IntFloorDiv && value.Operands[1] is { Op: Op.IntConstant, Immediate: not -1 });

    private static (Block Header, SourceLoop Loop)? LoopOf(Block block, LoopForest forest, RemarkCollection? remarks)
    {
        for (var loop = forest.LoopOf(block); loop is not null; loop = loop.Parent)
        {
            if (remarks?.LoopOf(loop, forest) is { } known)
                return (loop.Header, known);
        }
        return null;
    }

    private RemainingCheck Describe(SourceLocation where, ExitReason reason, Entry entry)
    {
        var code = codes.Find(where);
        var instruction = code?.Bytecode.Instructions[where.Index];
        var kind = CheckReasons.KindOf(reason, instruction?.Op);
        var expression = instruction?.Op == BytecodeOp.ForIterator ? "the next item" : code?.Text.Of(where.Index) ?? ExpressionText.Unknown;
        return new RemainingCheck
        {
            Kind = kind,
            Reason = reason,
            Where = where,
            Opcode = instruction?.Opcode ?? "",
            Offset = instruction?.Offset ?? -1,
            Expression = expression,
            Why = new CheckReasons(entry.Value, where, code, expression, entry.Ranges.Value).Why(kind),
            Frequency = entry.Frequency,
            IsUnconditional = entry.Value.Op == Op.Exit,
            Exits = entry.Exits,
        };
    }

    private sealed class Entry(Value value, Lazy<IntegerRanges> ranges)
    {
        public Value Value { get; set; } = value;

        public Lazy<IntegerRanges> Ranges { get; set; } = ranges;

        public CheckFrequency Frequency { get; set; }

        public int Exits { get; set; }
    }
}
