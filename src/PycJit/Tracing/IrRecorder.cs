using System.Collections.Immutable;
using System.Diagnostics;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Tracing;

/// <summary>Takes a snapshot of the functions of a unit behind each pass.</summary>
/// <remarks>Equal lines and blocks are one object in all snapshots: a pass changes little, and there may be hundreds of snapshots.</remarks>
internal sealed class IrRecorder
{
    // Of all snapshots together: some seconds to print, and some hundred megabytes at worst. What people write comes to a few millions.
    private const long MostCharacters = 200_000_000;

    private readonly TraceCodes _codes;
    private readonly Dictionary<Function, IrFunctionSnapshot> _current = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Function, List<Function>> _callees = new(ReferenceEqualityComparer.Instance);      // as of then
    private readonly Dictionary<Function, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly UniqueNames _uniqueNames = new();
    private readonly Dictionary<(Function, string), int> _rounds = [];
    private readonly Dictionary<IrTraceLine, IrTraceLine> _lines = [];
    private readonly Dictionary<IrBlockSnapshot, IrBlockSnapshot> _blocks = [];
    private readonly List<IrSnapshot> _snapshots = [];
    private readonly Function _entry;
    private readonly long _mostCharacters;
    private long _characters;               // printed, not kept: what is equal is kept once
    private (Function Function, string Pass)? _leftOut;

    /// <summary>Takes the first snapshot, of the functions as they were built.</summary>
    /// <param name="entry">The function that is called from outside.</param>
    /// <param name="codes">Numbers of code objects.</param>
    /// <param name="mostCharacters">How much text all snapshots may have before the rest of them is left out.</param>
    public IrRecorder(Function entry, TraceCodes codes, long mostCharacters = MostCharacters)
    {
        (_codes, _entry, _mostCharacters) = (codes, entry, mostCharacters);
        var functions = CallGraph.Of(entry).Functions;
        foreach (var function in functions)
            _names[function] = _uniqueNames.Add(function.Name);
        foreach (var function in functions)
            _current[function] = SnapshotOf(function);
        Add("built", "", 0);
    }

    /// <summary>How many snapshots were not taken.</summary>
    public int LeftOut { get; private set; }

    /// <summary>How long taking them took.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The name of a function in all snapshots.</summary>
    public string NameOf(Function function) => _names[function];

    /// <summary>Takes a snapshot behind a pass.</summary>
    public void Note(string pass, Function function)
    {
        var start = Stopwatch.GetTimestamp();
        _rounds[(function, pass)] = _rounds.GetValueOrDefault((function, pass)) + 1;
        if (_characters > _mostCharacters)
        {
            LeftOut++;
            _leftOut = (function, pass);
        }
        else
        {
            Take(pass, function);
        }
        Elapsed += Stopwatch.GetElapsedTime(start);
    }

    /// <summary>All snapshots, once the passes have run.</summary>
    public ImmutableArray<IrSnapshot> ToSnapshots()
    {
        if (_leftOut is var (last, pass))
        {
            foreach (var function in CallGraph.Of(_entry).Functions.Where(function => function != last))
                _current[function] = SnapshotOf(function);
            Take(pass, last);
            LeftOut--;
            _leftOut = null;
        }
        return [.. _snapshots];
    }

    private void Take(string pass, Function function)
    {
        _current[function] = SnapshotOf(function);
        Add(pass, _names[function], _rounds[(function, pass)]);
    }

    private void Add(string pass, string function, int round)
    {
        ImmutableArray<IrFunctionSnapshot> functions = [.. Reachable().Select(part => _current[part])];
        _characters += functions.Length;
        _snapshots.Add(new IrSnapshot(pass, function, round, functions));
    }

    /// <summary>The functions that are still called, in the order of <see cref="CallGraph.Functions"/>; only what has changed has been looked through for it.</summary>
    private List<Function> Reachable()
    {
        var functions = new List<Function> { _entry };
        var known = new HashSet<Function>(ReferenceEqualityComparer.Instance) { _entry };
        for (var i = 0; i < functions.Count; i++)
            functions.AddRange(_callees[functions[i]].Where(known.Add));
        return functions;
    }

    private IrFunctionSnapshot SnapshotOf(Function function)
    {
        _callees[function] = [.. function.Blocks.SelectMany(block => block).Select(value => value.Callee).OfType<Function>().Distinct()];
        var loops = LoopForest.Of(function);
        var likelihood = BlockLikelihood.Of(function, loops);
        ImmutableArray<IrTraceLine> parameters = [.. function.Parameters.Select(LineOf)];
        ImmutableArray<IrBlockSnapshot> blocks = [.. function.Blocks.Select(block => SnapshotOf(block, loops, likelihood))];
        // IR that was built of Python says of which code.
        return new IrFunctionSnapshot(_names[function], _codes.NumberOf(function.Code!), IrPrinter.HeadOf(function), parameters, blocks);
    }

    private IrBlockSnapshot SnapshotOf(Block block, LoopForest loops, BlockLikelihood likelihood)
    {
        var loop = loops.LoopOf(block);
        var successors = ImmutableArray.CreateBuilder<IrSuccessor>(block.Successors.Count);
        for (var i = 0; i < block.Successors.Count; i++)
            successors.Add(new IrSuccessor(block.Successors[i].Id, likelihood.Of(block, i), IsHeadAround(loop, block.Successors[i])));
        ImmutableArray<IrTraceLine> lines = [.. block.Where(value => value.Op != Op.Parameter).Select(LineOf)];
        return Interned(_blocks, new IrBlockSnapshot(
            block.Id, IrPrinter.HeadOf(block).Text, loop?.Depth ?? 0, loop?.Header.Id ?? -1, loop?.Header == block, likelihood.IsCold(block),
            successors.MoveToImmutable(), lines));
    }

    private static bool IsHeadAround(Loop? loop, Block block)
    {
        while (loop is not null && loop.Header != block)
            loop = loop.Parent;
        return loop is not null;
    }

    private IrTraceLine LineOf(Value value)
    {
        var line = IrPrinter.LineOf(value);
        _characters += line.Text.Length;
        return Interned(_lines, new IrTraceLine(value.Id, line.Kind, line.Text, _codes.OriginOf(value.Origin)));
    }

    private static T Interned<T>(Dictionary<T, T> known, T made)
        where T : class
    {
        if (known.TryGetValue(made, out var same))
            return same;
        known.Add(made, made);
        return made;
    }
}
