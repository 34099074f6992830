using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Carries an element from one round of a loop to the next, where the next would read what this one has read or written.</summary>
/// <remarks>
/// <para>
/// <c>xs[i] += xs[i - 1]</c> reads what it has just written: through memory that takes several times as long as the addition. The load becomes a phi of what is known at the ends
/// of the rounds, and before the first. Partial redundancy elimination of loads: R. Bodík, R. Gupta, M. L. Soffa, "Load-reuse analysis: design and evaluation" (1999). What is not known before
/// the first round is read there (<see cref="FirstRead"/>), if that saves a way through memory.
/// </para>
/// <para>
/// Behind what makes main loops: a phi says less of an element than its index does. Needs <see cref="MemoryVersions"/>, and that what is equal is one value. May put a block on the edge
/// into a loop. Cost: linear, and for each load a look at some that read or write by the same address.
/// </para>
/// </remarks>
public sealed class CarriedLoads : IPass
{
    private const int MostAccesses = 48;   // by one address, that are looked at
    private const int MostEach = 3;        // loads of one loop: each takes a register

    /// <inheritdoc/>
    public string Name => "carried-loads";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var dominators = DominatorTree.Of(function);
        var loops = LoopForest.Of(function, dominators);
        if (loops.Loops.Count == 0)
            return false;
        var found = new List<Carried>();
        foreach (var carried in new Search(function, loops, dominators).Loads())
        {
            if (found.Count(other => other.Header == carried.Header) < MostEach)
                found.Add(carried);
        }
        var phis = new Dictionary<Value, Value>();   // by load that one stands for
        var reads = new Dictionary<Block, Block>();
        foreach (var carried in found)
        {
            function.Remarks?.Add(RemarkKind.Carried, carried.Load.Origin, "the element is kept in a register from the round before, which has read or written it.");
            Carry(carried, phis, reads);
        }
        return found.Count > 0;
    }

    private static void Carry(Carried carried, Dictionary<Value, Value> phis, Dictionary<Block, Block> reads)
    {
        var (load, header) = (carried.Load, carried.Header);
        var first = carried.First >= 0 ? FirstRead.Insert(carried, reads) : null;
        var phi = header.Function.NewValue(Op.Phi, [], load.Origin, load.Type);
        phis[load] = phi;
        for (var edge = 0; edge < header.Predecessors.Count; edge++)
        {
            var predecessor = header.Predecessors[edge];
            // A block that reads for the first round stands behind the one that led to the header before.
            var known = carried.Values[edge < carried.Values.Count ? edge : IndexOf(header, predecessor.Predecessors[0])];
            phi.AddOperand(known is not null ? phis.GetValueOrDefault(known, known)
                : first!.Block == predecessor ? first                                                 // the one edge of which nothing is known
                : predecessor.Terminator!.MakeConstant(Rewriting.ConstantOf(load.Type), 0));          // the loop is left at once
        }
        header.First!.InsertBefore(phi);   // it has phis
        load.ReplaceBy(phi);
    }

    private static int IndexOf(Block block, Block predecessor) => Enumerable.Range(0, block.Predecessors.Count).First(edge => block.Predecessors[edge] == predecessor);

    /// <summary>A load that becomes a phi.</summary>
    /// <param name="Load">The load.</param>
    /// <param name="Header">The header of the loop.</param>
    /// <param name="Values">What is known at the end of each predecessor of the header; the load itself where it goes on being that.</param>
    /// <param name="First">The one of them at whose end nothing is known, where the loop begins; −1 for none.</param>
    /// <param name="Index">The phi that the index is.</param>
    /// <param name="Offset">What is added to that.</param>
    internal sealed record Carried(Value Load, Block Header, IReadOnlyList<Value?> Values, int First, Value Index, long Offset);

    private sealed class Search(Function function, LoopForest loops, DominatorTree dominators)
    {
        private readonly MemoryVersions _versions = MemoryVersions.Of(function);

        public IEnumerable<Carried> Loads()
        {
            var before = _versions.BeforeEach(function);
            var headers = loops.Loops.Where(loop => !loop.IsIrreducible).Select(loop => loop.Header).ToHashSet();
            foreach (var load in function.ReversePostOrder.Where(block => loops.LoopOf(block) is not null).SelectMany(block => block).Where(value => value.Op == Op.LoadElement))
            {
                if (ElementPlace.Of(load.Operands[1]) is { Base: { Op: Op.Phi } phi } place && headers.Contains(phi.Block!) && Find(load, phi, place.Offset, before) is { } carried)   // a phi is in a block
                    yield return carried;
            }
        }

        private Carried? Find(Value load, Value phi, long offset, MemoryVersion[] before)
        {
            var (header, address) = (phi.Block!, load.Operands[0]);
            if (dominators.ImmediateDominator(header) is not { } outside || !dominators.Dominates(address.Block!, outside) || !dominators.Dominates(header, load.Block!))
                return null;   // what has operands is in a block
            if (before[load.Id].Of(load) != _versions.At(header).Of(load) || address.Users.Count > MostAccesses)
                return null;
            var values = new Value?[header.Predecessors.Count];
            var (first, savesTime) = (-1, false);
            for (var edge = 0; edge < values.Length; edge++)
            {
                var end = header.Predecessors[edge];
                if (!dominators.IsReachable(end))
                    return null;
                var access = FindAccess(load, ElementPlace.Of(phi.Operands[edge]).Plus(offset), end, before);
                values[edge] = access?.Op == Op.StoreElement ? access.Operands[2] : access;
                savesTime |= access is { Op: Op.StoreElement } || access == load;
                if (access is not null)
                    continue;
                if (first >= 0 || dominators.Dominates(header, end))
                    return null;
                first = edge;
            }
            var carried = new Carried(load, header, values, first, phi, offset);
            return first < 0 || (savesTime && FirstRead.CanInsert(carried)) ? carried : null;
        }

        // What reads or writes an element, and nothing is written to it from there to the end of a block.
        private Value? FindAccess(Value load, ElementPlace place, Block end, MemoryVersion[] before)
        {
            foreach (var access in load.Operands[0].Users)
            {
                var isStore = access.Op == Op.StoreElement && access.Immediate != (long)ElementKind.Float32;   // which rounds
                if ((access.Op != Op.LoadElement && !isStore) || access.Immediate != load.Immediate || access.Operands[0] != load.Operands[0] || ElementPlace.Of(access.Operands[1]) != place)
                    continue;
                if (dominators.Dominates(access.Block!, end) && before[access.Id].After(access).Of(load) == _versions.AtEnd(end).Of(load))   // a user is in a block
                    return access;
            }
            return null;
        }
    }
}
