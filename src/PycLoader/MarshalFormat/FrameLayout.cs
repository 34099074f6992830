using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>The variables of a code object, sorted into the lists that CPython shows of them.</summary>
/// <param name="Locals"><c>co_varnames</c>.</param>
/// <param name="Cells"><c>co_cellvars</c>.</param>
/// <param name="Frees"><c>co_freevars</c>.</param>
/// <param name="Slots">The slots from 3.11 on; empty before.</param>
/// <param name="WrongSlot">The first slot whose kind is no kind, or that is out of order; −1 when all are right.</param>
internal sealed record FrameLayout(
    ImmutableArray<string> Locals,
    ImmutableArray<string> Cells,
    ImmutableArray<string> Frees,
    ImmutableArray<LocalSlot> Slots,
    int WrongSlot = -1)
{
    /// <summary>Sorts the slots of 3.11 on: locals, then cells that are no locals, then free variables.</summary>
    /// <param name="names">A name for each slot.</param>
    /// <param name="kinds">As many kinds.</param>
    internal static FrameLayout From(ImmutableArray<string> names, ImmutableArray<byte> kinds)
    {
        var locals = ImmutableArray.CreateBuilder<string>();
        var cells = ImmutableArray.CreateBuilder<string>();
        var frees = ImmutableArray.CreateBuilder<string>();
        var slots = ImmutableArray.CreateBuilder<LocalSlot>(names.Length);
        var lastRank = 0;
        for (var i = 0; i < names.Length; i++)
        {
            var kind = (LocalKinds)kinds[i];
            var rank = Rank(kind);
            if (rank < lastRank)
                return new([], [], [], [], i);
            lastRank = rank;
            slots.Add(new LocalSlot(names[i], kind));
            if ((kind & LocalKinds.Local) != 0)
                locals.Add(names[i]);
            if ((kind & LocalKinds.Cell) != 0)
                cells.Add(names[i]);
            if ((kind & LocalKinds.Free) != 0)
                frees.Add(names[i]);
        }
        return new(locals.DrainToImmutable(), cells.DrainToImmutable(), frees.DrainToImmutable(), slots.MoveToImmutable());
    }

    /// <summary>Place of a kind in the order of slots; −1 for a kind that says nothing or contradicts itself.</summary>
    private static int Rank(LocalKinds kind) => (kind & (LocalKinds.Local | LocalKinds.Cell | LocalKinds.Free)) switch
    {
        LocalKinds.Local or LocalKinds.Local | LocalKinds.Cell => 0,
        LocalKinds.Cell => 1,
        LocalKinds.Free => 2,
        _ => -1,
    };
}
