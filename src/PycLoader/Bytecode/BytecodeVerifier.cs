using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Neutral code that nobody has looked at yet.</summary>
/// <param name="Code">The code object.</param>
/// <param name="Instructions">Its instructions.</param>
/// <param name="Constants">Its constants.</param>
/// <param name="Slots">Its slots.</param>
/// <param name="Regions">What protects which instructions.</param>
internal sealed record UnverifiedBytecode(
    CodeObject Code, ImmutableArray<Instruction> Instructions, ImmutableArray<Constant> Constants, SlotTable Slots,
    ImmutableArray<ExceptionRegion> Regions);

/// <summary>
/// Proves of neutral code what <see cref="Bytecode"/> promises: arguments and targets in range, one depth of the stack at every
/// instruction, whichever way leads there, never negative, regions in order, no way off the end.
/// </summary>
/// <remarks>
/// It knows the code only by <see cref="BytecodeOpInfo"/>, nothing of the decoder, so that a mistake there is found here. The
/// stack may be deeper than <c>co_stacksize</c>; its depth is bounded by the decoder, at 2²⁰ values.
/// </remarks>
internal sealed class BytecodeVerifier
{
    private const int Unreached = -1;
    private const int DeepestStack = (1 << 20) + 16;

    private readonly UnverifiedBytecode _bytecode;
    private readonly int[] _depths;
    private readonly int[] _regionOf;
    private readonly HashSet<int> _savedSlots = [];
    private readonly Stack<int> _pending = new();
    private int _maximum;

    private BytecodeVerifier(UnverifiedBytecode bytecode)
    {
        _bytecode = bytecode;
        _depths = new int[bytecode.Instructions.Length];
        _regionOf = new int[bytecode.Instructions.Length];
        foreach (var instruction in bytecode.Instructions)
        {
            if (instruction.Op == BytecodeOp.SaveLocal)
                _savedSlots.Add(instruction.Argument);
        }
        Array.Fill(_depths, Unreached);
        Array.Fill(_regionOf, Unreached);
    }

    /// <summary>Verifies neutral code.</summary>
    /// <exception cref="PycFormatException">It is not what it has to be.</exception>
    internal static Bytecode Verify(UnverifiedBytecode bytecode)
    {
        var verifier = new BytecodeVerifier(bytecode);
        if (bytecode.Instructions.IsEmpty)
            throw CodeFault.In(bytecode.Code, "co_code", 0, "there are no instructions.");

        verifier.CheckRegions();
        for (var index = 0; index < bytecode.Instructions.Length; index++)
            verifier.CheckInstruction(index);
        verifier.Flow();

        return new Bytecode
        {
            Code = bytecode.Code,
            Instructions = bytecode.Instructions,
            Constants = bytecode.Constants,
            SlotNames = bytecode.Slots.Names,
            Regions = bytecode.Regions,
            StackDepths = ImmutableArray.Create(verifier._depths),
            MaximumDepth = verifier._maximum,
        };
    }

    private void CheckRegions()
    {
        var count = _bytecode.Instructions.Length;
        var end = 0;
        for (var region = 0; region < _bytecode.Regions.Length; region++)
        {
            var (start, regionEnd, handler, depth) = _bytecode.Regions[region];
            if (start < end || regionEnd <= start || regionEnd > count || (uint)handler >= (uint)count || depth < 0)
                throw Fault(Math.Clamp(start, 0, count - 1), "an exception region is out of order or leaves the code.");

            _regionOf.AsSpan(start..regionEnd).Fill(region);
            end = regionEnd;
        }
    }

    private void CheckInstruction(int index)
    {
        var instruction = _bytecode.Instructions[index];
        if (!Enum.IsDefined(instruction.Op))
            throw Fault(index, $"operation {(int)instruction.Op} does not exist.");

        ref readonly var info = ref BytecodeOpInfo.Of(instruction.Op);
        if (!IsValid(info, instruction.Argument))
            throw Fault(index, $"{instruction.Op} cannot have the argument {instruction.Argument}.");
        if (info.Jumps ? (uint)instruction.Target >= (uint)_depths.Length : instruction.Target != -1)
            throw Fault(index, $"{instruction.Op} cannot have the target {instruction.Target}.");
        if (!info.Ends && index == _depths.Length - 1)
            throw Fault(index, "the code runs off its end.");
    }

    private bool IsValid(in BytecodeOpInfo info, int argument)
    {
        var slots = _bytecode.Slots;
        return argument >= 0 && info.Op switch
        {
            BytecodeOp.CopyFreeVariables => argument == slots.FreeCount,
            BytecodeOp.BuildSlice => argument is 2 or 3,
            BytecodeOp.Raise => argument <= 3,
            BytecodeOp.CallPairs => argument < 1 << 18,
            BytecodeOp.BuildInterpolation => argument >> 2 <= (int)TextConversion.Ascii,
            BytecodeOp.SetFunctionAttribute => argument <= info.Highest && int.IsPow2(argument),
            BytecodeOp.TypeBinary => argument is >= (int)TypeOperation.TypeVariableWithBound && argument <= info.Highest,
            BytecodeOp.Swap or BytecodeOp.RotateDown or BytecodeOp.RotateUp => argument >= 2,
            _ => info.Operand switch
            {
                OperandKind.None => argument == 0,
                OperandKind.Constant => argument < _bytecode.Constants.Length,
                OperandKind.Name => argument < _bytecode.Code.Names.Length,
                OperandKind.NameAndFlag => argument >> 1 < _bytecode.Code.Names.Length,
                // A comprehension that has saved a cell's slot uses it for a local of its own.
                OperandKind.Local => slots.Contains(argument) && (!slots.IsCell(argument) || _savedSlots.Contains(argument)),
                OperandKind.Slot => slots.Contains(argument),
                OperandKind.Cell => slots.IsCell(argument),
                OperandKind.Place => argument >= 1,
                OperandKind.Flag => argument <= 1,
                OperandKind.Member => argument <= info.Highest,
                _ => true,
            },
        };
    }

    private void Flow()
    {
        Reach(0, 0, 0);
        while (_pending.TryPop(out var index))
        {
            var instruction = _bytecode.Instructions[index];
            ref readonly var info = ref BytecodeOpInfo.Of(instruction.Op);
            var depth = _depths[index];
            if (info.NeedsWith(instruction.Argument) > depth)
                throw Fault(index, $"{instruction.Op} needs more than the {depth} values on the stack.");

            var left = depth - (int)info.PopsWith(instruction.Argument);
            if (info.Jumps)
                Reach(instruction.Target, left + info.JumpPushes, index);
            if (!info.Ends)
                Reach(index + 1, left + info.PushesWith(instruction.Argument), index);
            if (_regionOf[index] != Unreached)
            {
                var region = _bytecode.Regions[_regionOf[index]];
                if (region.Depth > depth)
                    throw Fault(index, $"its handler keeps {region.Depth} values, but only {depth} are on the stack.");
                Reach(region.Handler, region.Depth + 1L, index);
            }
        }

        var unreached = Array.IndexOf(_depths, Unreached);
        if (unreached >= 0)
            throw Fault(unreached, "nothing leads here.");
    }

    private void Reach(int index, long depth, int from)
    {
        if (depth > DeepestStack)
            throw Fault(from, $"the stack is deeper than {DeepestStack} values.");
        if (_depths[index] == Unreached)
        {
            _depths[index] = (int)depth;
            _maximum = Math.Max(_maximum, (int)depth);
            _pending.Push(index);
        }
        else if (_depths[index] != depth)
        {
            throw Fault(from, $"the stack holds {depth} values on this way to offset {_bytecode.Instructions[index].Offset}, "
                + $"and {_depths[index]} on another one.");
        }
    }

    private PycFormatException Fault(int index, string problem)
    {
        var instruction = _bytecode.Instructions[index];
        return InstructionFault.At(_bytecode.Code, instruction.Position, instruction.Offset, instruction.Opcode, problem);
    }
}
