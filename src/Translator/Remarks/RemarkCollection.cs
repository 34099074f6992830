using System.Collections;
using Pyc.Translation.Analyses;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation;

/// <summary>What passes say of one function; there is one only where it is asked for (<see cref="Passes.PipelineOptions.CollectRemarks"/>).</summary>
/// <remarks>
/// Loops are known by the blocks that head them, and those of one place in Python count as one loop: versions for other types, copies that passes make, and what is left behind such a copy.
/// Collecting makes no value and no block, so the code is the same with it and without.
/// </remarks>
public sealed class RemarkCollection : IReadOnlyCollection<Remark>
{
    private const int MostAround = 32;   // of the loops around a value, that it counts for

    private readonly List<Remark> _remarks = [];
    private readonly HashSet<Remark> _known = [];
    private readonly List<SourceLoop> _loops = [];
    private readonly Dictionary<(SourceLocation Where, SourceLocation Within), SourceLoop> _byPlace = [];
    private readonly Dictionary<Block, SourceLoop> _byHeader = [];
    private readonly Dictionary<(string File, string Function, int Index), SourceLoop> _byOrigin = [];
    private readonly HashSet<Block> _ofOperations = [];   // headers of loops that are one operation of Python's

    /// <summary>A collection for a function as it was built.</summary>
    internal RemarkCollection(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var forest = LoopForest.Of(function);
        var values = forest.Loops.ToDictionary(loop => loop, _ => new List<Value>());
        foreach (var block in function.ReversePostOrder)
        {
            var loop = forest.LoopOf(block);
            for (var around = 0; around < MostAround && loop is not null; around++, loop = loop.Parent)
                values[loop].AddRange(block.Where(HasPlace));
        }
        foreach (var loop in forest.Loops)   // an outer one first: what belongs to one inside says so last
            Add(loop.Header, values[loop], function.Name);
    }

    private RemarkCollection()
    {
    }

    /// <summary>Number of remarks.</summary>
    public int Count => All.Count();

    /// <summary>The loops.</summary>
    internal IReadOnlyList<SourceLoop> Loops => _loops;

    // What is said of a loop is what became of it in the end, however many copies of it were looked at.
    private IEnumerable<Remark> All => _remarks.Concat(_loops.SelectMany(loop => loop.Remarks).Distinct());

    /// <summary>The remarks: those of single places in the order in which they were made, then those of loops.</summary>
    public IEnumerator<Remark> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place that a remark names: for code of Python's own functions, of which nobody has the source, that of the call.</summary>
    internal static SourceLocation InModule(SourceLocation where)
    {
        while (where is { Code: { } code, InlinedAt: { } site } && PreludeFunctions.Owns(code))
            where = site.Place;
        return where with { InlinedAt = null };
    }

    /// <summary>Adds a remark, unless the same one is there.</summary>
    internal void Add(RemarkKind kind, SourceLocation where, string text)
    {
        var remark = new Remark(kind, InModule(where), text);
        if (_known.Add(remark))
            _remarks.Add(remark);
    }

    /// <summary>Takes back what was said of a place, which has changed since.</summary>
    internal void Withdraw(RemarkKind kind, SourceLocation where)
    {
        where = InModule(where);
        _remarks.RemoveAll(remark => remark.Kind == kind && remark.Where == where);
        _known.RemoveWhere(remark => remark.Kind == kind && remark.Where == where);
    }

    /// <summary>The loop in Python that a loop is, or is a copy of; <see langword="null"/> where it is part of one operation.</summary>
    internal SourceLoop? LoopOf(Loop loop, LoopForest forest)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(forest);
        if (_ofOperations.Contains(loop.Header))
            return null;
        if (_byHeader.TryGetValue(loop.Header, out var known))
            return known;
        // A header in which nothing was left has gone: the blocks behind it tell which loop they were in.
        foreach (var block in loop.Header.Function.ReversePostOrder.Where(block => forest.LoopOf(block) == loop))
        {
            if (block.Terminator is { } end && _byOrigin.TryGetValue((end.Origin.File, end.Origin.Function, end.Origin.Index), out known))
                return _byHeader[loop.Header] = known;
        }
        return Add(loop.Header, loop.Header.Where(HasPlace), loop.Header.Function.Name);
    }

    /// <summary>Takes note that a block heads a copy of a loop.</summary>
    internal void NoteCopy(Block original, Block copy)
    {
        if (_byHeader.TryGetValue(original, out var loop))
            _byHeader[copy] = loop;
        if (_ofOperations.Contains(original))
            _ofOperations.Add(copy);
    }

    /// <summary>Takes note that a loop does what a copy before it has left.</summary>
    internal void NoteRest(Block header)
    {
        if (_byHeader.TryGetValue(header, out var loop))
            loop.Rests.Add(header);
    }

    /// <summary>Takes note of why a loop is left as it is. Of what was left by a copy nothing is said.</summary>
    internal void NoteRefusal(RemarkKind kind, Loop loop, LoopForest forest, in LoopRefusal refusal)
    {
        if (LoopOf(loop, forest) is not { } known || known.Rests.Contains(loop.Header))
            return;
        if (kind == RemarkKind.NotInLanes)
            known.WhyNoLanes ??= refusal.ToRemark(kind, known.Where);
        else
            known.WhyNoMain ??= refusal.ToRemark(kind, known.Where);
    }

    /// <summary>Takes note that a loop is an operation of Python's, such as a power.</summary>
    internal void NoteOperation(Block header) => _ofOperations.Add(header);

    /// <summary>Takes note of a loop that a pass has made of something else.</summary>
    internal void NoteLoop(Block header, SourceLocation where)
    {
        _byHeader[header] = AddLoop(InModule(where), SourceLocation.None);
    }

    /// <summary>Takes over what is known of a function whose body has been copied into this one.</summary>
    /// <remarks>Code of functions of Python's own is where they are called: nobody has their source.</remarks>
    /// <param name="others">What is known.</param>
    /// <param name="copies">By block of that function, the copy.</param>
    /// <param name="call">The call; <see langword="null"/> for a copy of the function itself.</param>
    internal void Take(RemarkCollection others, IReadOnlyDictionary<Block, Block> copies, Value? call)
    {
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(copies);
        foreach (var remark in others._remarks)
            Add(remark.Kind, PlaceFor(remark.Where, call), remark.Text);
        var mine = others._loops.ToDictionary(loop => loop, loop =>
        {
            var where = PlaceFor(loop.Where, call);
            var within = where == loop.Where ? loop.Within : loop.Where;
            var same = Find(where, within) ?? AddLoop(where, within);
            same.Take(loop, copies);
            return same;
        });
        foreach (var (header, loop) in others._byHeader)
        {
            if (copies.TryGetValue(header, out var copy))
                _byHeader[copy] = mine[loop];
        }
        foreach (var (origin, loop) in others._byOrigin)
            _byOrigin[origin] = mine[loop];
        foreach (var header in others._ofOperations)
        {
            if (copies.TryGetValue(header, out var copy))
                _ofOperations.Add(copy);
        }
    }

    /// <summary>The same for a copy of the function.</summary>
    internal RemarkCollection CopyFor(IReadOnlyDictionary<Block, Block> copies)
    {
        var copy = new RemarkCollection();
        copy.Take(this, copies, call: null);
        return copy;
    }

    private SourceLoop Add(Block header, IEnumerable<Value> values, string function)
    {
        // A generator is part of the loop that goes through it: the loop is where that is.
        var places = values.Select(value => value.Origin).GroupBy(origin => (origin.File, origin.Function)).ToList();
        var own = places.Find(group => function == group.Key.Function || function.StartsWith(group.Key.Function + ".", StringComparison.Ordinal)) ?? places.FirstOrDefault();
        var where = own is null ? SourceLocation.None : PlaceOf(own) with { InlinedAt = null };
        var loop = Find(where, SourceLocation.None) ?? AddLoop(where, SourceLocation.None);
        _byHeader[header] = loop;
        foreach (var origin in places.SelectMany(group => group))
            _byOrigin[(origin.File, origin.Function, origin.Index)] = loop;
        return loop;
    }

    // Its first line, and on that its first instruction: where it begins, whichever of its blocks comes first.
    private static SourceLocation PlaceOf(IEnumerable<SourceLocation> origins) =>
        origins.OrderBy(origin => origin.Line == 0 ? int.MaxValue : origin.Line).ThenBy(origin => origin.Index).First();

    private static SourceLocation PlaceFor(SourceLocation where, Value? call) =>
        call is not null && call.Origin.Line > 0 && where.Code is { } code && PreludeFunctions.Owns(code) ? InModule(call.Origin) : where;

    private SourceLoop? Find(SourceLocation where, SourceLocation within) => where.Index < 0 ? null : _byPlace.GetValueOrDefault((where, within));

    private SourceLoop AddLoop(SourceLocation where, SourceLocation within)
    {
        var loop = new SourceLoop(where, within);
        _loops.Add(loop);
        if (where.Index >= 0)
            _byPlace[(where, within)] = loop;
        return loop;
    }

    private static bool HasPlace(Value value) => value.Origin.Index >= 0 && value.Op is not (Op.Phi or Op.FrameState) && !value.IsAnyConstant();
}
