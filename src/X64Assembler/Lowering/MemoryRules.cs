using System.Diagnostics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of what reads and writes sequences, and of calls of the runtime.</summary>
/// <remarks>
/// An address is [register + index · size + displacement]: what an index has added to it modulo 2⁶⁴ goes into the displacement, since
/// addresses are computed modulo 2⁶⁴ as well. A sum that is nothing but an index is not computed then.
/// </remarks>
internal sealed class MemoryRules(InstructionSelector selector, MachineBuilder builder, Func<RuntimeFunction, nint>? addresses)
{
    /// <summary>Whether a value is the sum of an index and a constant that is part of addresses and nothing else.</summary>
    internal static bool IsPartOfAddresses(Value value)
    {
        if (value.Op != Op.IntAddWrap || value.Users.Count == 0)
            return false;
        foreach (var user in value.Users)
        {
            if (!IsAccess(user.Op) || user.Operands[1] != value)
                return false;
            if (user.Operands.Count > 2 && user.Operands[2] == value)
                return false;
            if (FoldIndex(value, KindOf(user)).Index == value)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Whether something reads a sum besides addresses, exits and the next round: it is the index itself then, and what it is the sum of may end
    /// there and hand on its register. A sum that only the next round reads is better made late: <see cref="LateIncrements"/>.
    /// </summary>
    private static bool IsComputedBefore(Value sum) => sum.Users.Any(user =>
        user.Op is not (Op.Phi or Op.FrameState) && (!IsAccess(user.Op) || user.Operands[1] != sum));

    private static bool IsAccess(Op op) => op is Op.LoadElement or Op.StoreElement or Op.VectorLoad or Op.VectorStore or Op.VectorStoreMasked;

    internal void Lower(Value value)
    {
        switch (value.Op)
        {
            case Op.StoreCount:
                var count = new MemoryReference(ElementKind.Int64, HasIndex: false, SequenceLayout.Count);
                Store(count, [selector.Use(value.Operands[0])], value.Operands[1]);
                break;
            case Op.FixedField or Op.LoadField or Op.LoadElement:
                var (place, sources) = PlaceOf(value);
                selector.Define(value, builder.Load(place, sources));
                break;
            case Op.StoreElement:
                (place, sources) = PlaceOf(value);
                Store(place, sources, value.Operands[2]);
                break;
            case Op.RuntimeCall:
                Call(value);
                break;
            default:
                throw new UnreachableException($"No rule lowers {value.Op}.");
        }
    }

    private static ElementKind KindOf(Value access) => (ElementKind)access.Immediate;

    /// <summary>What is left of an index, if anything, when constants that are added to it are in the displacement.</summary>
    private static (Value? Index, int Displacement) FoldIndex(Value index, ElementKind kind)
    {
        if (InstructionSelector.IsConstant(index, out var number))
            return ToDisplacement(number, kind) is { } whole ? (null, whole) : (index, 0);
        if (index.Op != Op.IntAddWrap)
            return (index, 0);
        var (left, right) = (index.Operands[0], index.Operands[1]);
        if (InstructionSelector.IsConstant(left, out _))
            (left, right) = (right, left);
        return InstructionSelector.IsConstant(right, out number) && !InstructionSelector.IsConstant(left, out _) && ToDisplacement(number, kind) is { } part
            ? (left, part)
            : (index, 0);
    }

    private static int? ToDisplacement(long number, ElementKind kind) =>
        (Int128)number * ElementKinds.SizeOf(kind) is var bytes && bytes >= int.MinValue && bytes <= int.MaxValue ? (int)bytes : null;

    /// <summary>The place that is read or written, the first element of it or a field of a header, and the sources of its address.</summary>
    internal (MemoryReference Place, VirtualRegister[] Sources) PlaceOf(Value access)
    {
        if (access.Op is Op.FixedField or Op.LoadField)
        {
            var offset = SequenceLayout.OffsetOf((SequenceField)access.Immediate);
            return (new MemoryReference(ElementKind.Int64, HasIndex: false, offset), [selector.Use(access.Operands[0])]);
        }
        var (index, displacement) = access.Operands[1] is { Op: Op.IntAddWrap } sum && IsComputedBefore(sum)
            ? (sum, 0)
            : FoldIndex(access.Operands[1], KindOf(access));
        var address = selector.Use(access.Operands[0]);
        return (new MemoryReference(KindOf(access), index is not null, displacement), index is null ? [address] : [address, selector.Use(index)]);
    }

    private void Store(MemoryReference place, VirtualRegister[] sources, Value stored)
    {
        if (InstructionSelector.IsConstant(stored, out var number))
        {
            if (place.Kind == ElementKind.Float32)
                number = BitConverter.SingleToInt32Bits((float)BitConverter.Int64BitsToDouble(number));
            // Of a narrow kind no bits count but those that are stored.
            if (ElementKinds.SizeOf(place.Kind) < sizeof(long))
                number = (int)number;
            if (MachineBuilder.FitsImmediate(number))
                builder.Store(place, sources, number);
            else
                builder.Store(place, [.. sources, builder.Constant(number)]);   // the bits of a float too: no xmm register need hold them
            return;
        }
        var register = selector.Use(stored);
        if (place.Kind == ElementKind.Float32)
            register = builder.Unary(MachineOp.FloatNarrow, register);
        builder.Store(place, [.. sources, register]);
    }

    private void Call(Value call)
    {
        var function = RuntimeFunctionInfo.Of((RuntimeFunction)call.Immediate);
        var address = addresses?.Invoke((RuntimeFunction)call.Immediate) ?? 0;
        if (address == 0)
            throw selector.Broken($"{call} calls a function of the runtime that {nameof(NativeCompilerOptions.RuntimeFunctions)} has no address of.");
        var convention = builder.Function.Convention;
        List<VirtualRegister> sources = [];
        List<ArgumentMove> moves = [];
        for (var place = 0; place < call.Operands.Count; place++)
        {
            var to = place < convention.Arguments.Length
                ? Location.Of(convention.Arguments[place])
                : new Location(LocationKind.OutgoingArgument, place - convention.Arguments.Length);
            if (InstructionSelector.IsConstant(call.Operands[place], out var number))
            {
                moves.Add(new ArgumentMove(to, Source: -1, number));
                continue;
            }
            moves.Add(new ArgumentMove(to, sources.Count, Constant: 0));
            sources.Add(selector.Use(call.Operands[place]));
        }
        builder.CallRuntime(address, sources, moves);
        if (function.Result != IrType.Void && call.Users.Count > 0)
            selector.Define(call, builder.MoveFromFixed(convention.Result));
    }
}
