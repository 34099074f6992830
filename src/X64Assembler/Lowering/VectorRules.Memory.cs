using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <content>Lowering of what loads and stores vectors, and of loads that are a part of what uses them.</content>
internal sealed partial class VectorRules
{
    private const int MostBetween = 64;     // values between a load and its use that are looked at
    private const long EvenWords = 0x88;    // of 4 words of 32 bits each, 0 and 2 of the first, then of the second
    private const long LowHalvesOfWords = 0x0d0c_0908_0504_0100;    // by byte of the result, from the lowest: the number of the byte that it is
    private const long LowBytesOfWords = 0x0c08_0400;

    private VirtualRegister Load(Value load)
    {
        var (place, sources) = memory.PlaceOf(load);
        var loaded = Make(MachineOp.VectorLoad, immediate: null, place, sources);
        return place.Kind == ElementKind.Bool ? Make(MachineOp.VectorIntSub, Constant(0), loaded) : loaded;     // 1 becomes a mask
    }

    private void Store(Value store)
    {
        var (place, sources) = memory.PlaceOf(store);
        var stored = selector.Use(store.Operands[2]);
        var bytes = ElementKinds.SizeOf(place.Kind);
        if (place.Kind == ElementKind.Bool)
            stored = Make(MachineOp.VectorShiftRightUnsignedBy, 63, stored);
        if (place.Kind == ElementKind.Float32)
            stored = Make(MachineOp.VectorFloatNarrow, stored);
        else if (bytes < sizeof(long) && !IsWide)                       // 8 lanes are narrowed by what stores them
            stored = Narrow(stored, bytes);
        Add(MachineOp.VectorStore, result: null, [.. sources, stored], place: place);
    }

    /// <summary>The low bytes of 4 lanes side by side: halves of lanes first, then of these the bytes.</summary>
    private VirtualRegister Narrow(VirtualRegister vector, int bytes)
    {
        var words = Make(MachineOp.VectorJoinWords, EvenWords, vector, Make(MachineOp.VectorPart, 1, vector));
        return bytes == sizeof(int) ? words : Make(MachineOp.VectorShuffleBytes, bytes == sizeof(short) ? LowHalvesOfWords : LowBytesOfWords, words);
    }

    private VirtualRegister Unary(MachineOp op, Value operand, long? immediate = null)
    {
        if (!IsFolded(operand))
            return Make(op, immediate, selector.Use(operand));
        var (place, sources) = memory.PlaceOf(operand);
        return Make(op, immediate, place, sources);
    }

    private VirtualRegister Binary(MachineOp op, Value left, Value right, long? immediate)
    {
        var register = selector.Use(left);
        if (!IsFolded(right))
            return Make(op, immediate, register, selector.Use(right));
        var (place, sources) = memory.PlaceOf(right);
        return Make(op, immediate, place, [.. sources, register]);
    }

    private bool IsFolded(Value load) => load.Users is [{ Op: Op.Lanewise } user] && FoldedOperandOf(user) == load;

    /// <summary>The operand of a lanewise operation that is read from memory by its instruction, if any.</summary>
    private Value? FoldedOperandOf(Value user)
    {
        if (DirectOf(user) is null)
            return null;
        var (first, last) = (user.Operands[0], user.Operands[^1]);
        if (CanFold(last, user))
            return last;
        return (OpInfo.Of(user.ScalarOp).Effects & Effects.Commutative) != 0 && CanFold(first, user) ? first : null;
    }

    private static bool CanFold(Value load, Value user)
    {
        if (load is not { Op: Op.VectorLoad, Users.Count: 1 } || load.Block != user.Block || ElementKinds.SizeOf((ElementKind)load.Immediate) < sizeof(long))
            return false;
        var between = load.Next;
        for (var count = 0; count < MostBetween && between is not null; count++, between = between.Next)
        {
            if (between == user)
                return true;
            if (between.Has(Effects.Writes) || between.Op == Op.Call)
                return false;
        }
        return false;
    }
}
