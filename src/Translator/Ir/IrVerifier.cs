using System.Diagnostics.CodeAnalysis;
using Pyc.Translation.Analyses;

namespace Pyc.Translation.Ir;

/// <summary>Checks what every pass and the back end rely on; the exception names the rule that is broken.</summary>
/// <remarks>
/// Blocks that the entry does not reach are allowed between passes; in them only the form is checked, since anything dominates them.
/// Cost: linear, and one <see cref="DominatorTree"/>.
/// </remarks>
public sealed partial class IrVerifier
{
    private readonly Function _function;
    private readonly string? _stage;
    private readonly HashSet<Block> _blocks;
    private readonly int[] _places;     // by value: its place in its block, from 1; 0 for a value in no block

    private IrVerifier(Function function, string? stage)
    {
        _function = function;
        _stage = stage;
        _blocks = [.. function.Blocks];
        _places = new int[function.ValueCount];
    }

    /// <summary>Checks a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="stage">The pass or stage that just ran, for the message.</param>
    /// <exception cref="InternalCompilerException">A rule is broken.</exception>
    public static void Verify(Function function, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        new IrVerifier(function, stage).VerifyFunction();
    }

    private void VerifyFunction()
    {
        if (_function.Blocks.Count == 0)
            Fail("The function has no entry.");
        if (_function.Entry.Predecessors.Count > 0)
            Fail($"The entry {_function.Entry} has a predecessor.");
        foreach (var block in _function.Blocks)
            NumberValues(block);
        foreach (var block in _function.Blocks)
        {
            VerifyEdges(block);
            VerifyOrder(block);
            foreach (var value in block)
            {
                VerifyShape(value);
                VerifyUses(value);
            }
        }
        VerifyParameters();
        VerifyDominance();
    }

    private void NumberValues(Block block)
    {
        var place = 0;
        Value? previous = null;
        foreach (var value in block)
        {
            if (value.Block != block || value.Previous != previous)
                Fail($"The list of values of {block} is broken at v{value.Id}.");
            if (value.Id >= _places.Length || _places[value.Id] != 0)
                Fail($"The number of v{value.Id} in {block} is taken or out of range.");
            _places[value.Id] = ++place;
            previous = value;
        }
        if (block.Last != previous)
            Fail($"The list of values of {block} does not end where it says.");
    }

    private void VerifyEdges(Block block)
    {
        if (block.Terminator is not { } terminator)
        {
            Fail($"{block} has no terminator.");
            return;
        }
        if (block.Successors.Count != terminator.Info.Successors)
            Fail($"{block} has {block.Successors.Count} successors; its {terminator.Info.Name} goes to {terminator.Info.Successors}.");
        foreach (var successor in block.Successors.Distinct())
        {
            if (!_blocks.Contains(successor))
                Fail($"{block} goes to {successor}, which is not in the function.");
            if (successor.Predecessors.Count(block.Equals) != block.Successors.Count(successor.Equals))
                Fail($"{block} goes to {successor}, which does not list it as often among its predecessors.");
        }
        foreach (var predecessor in block.Predecessors)
        {
            if (!predecessor.Successors.Contains(block))
                Fail($"{block} lists {predecessor} as a predecessor, which does not go there.");
        }
    }

    private void VerifyOrder(Block block)
    {
        var pinned = true;
        Value? call = null;
        foreach (var value in block)
        {
            if (value.Op == Op.Call)
                call = value;
            if (value.Op is Op.CallWord or Op.CallShape && call is not null && value.Operands.Count > 0 && value.Operands[0] is { Op: Op.Call } other &&
                other.Block == block && other != call)
            {
                Fail($"{Describe(value)} reads a call behind which there is another.");
            }
            if (value.Has(Effects.Pinned) && !pinned)
                Fail($"{Describe(value)} does not stand at the head of {block}.");
            if (value.Has(Effects.Terminator) && value != block.Last)
                Fail($"{Describe(value)} does not stand at the end of {block}.");
            if (value.Op == Op.Parameter && block != _function.Entry)
                Fail($"{Describe(value)} is a parameter outside the entry.");
            pinned &= value.Has(Effects.Pinned);
        }
    }

    private void VerifyShape(Value value)
    {
        ref readonly var info = ref value.Info;
        var block = value.Block!;   // NumberValues has seen it there
        var inputs = value.Operands.Count;
        if ((info.MayExit || value.Op == Op.FrameState) && value.State is not null)
            inputs--;
        if (info.Arity >= 0 && inputs != info.Arity)
            Fail($"{Describe(value)} has {value.Operands.Count} operands; {info.Name} takes {info.Arity}.");
        if (value.Op == Op.Phi && inputs != block.Predecessors.Count)
            Fail($"{Describe(value)} has {inputs} operands; {block} has {block.Predecessors.Count} predecessors.");
        if (value.Op == Op.FrameState ? value.Frame?.OperandCount != inputs : value.Frame is not null)
            Fail($"{Describe(value)} has {inputs} operands; its frame takes {value.Frame?.OperandCount ?? 0}.");
        var hasType = value.Op switch
        {
            Op.Phi => IsOfPython(value.Type) || value.Type == IrType.Address || VectorSupport.IsVector(value.Type),
            Op.Select => value.Type is IrType.Int64 or IrType.Bool or IrType.UInt64 or IrType.Float64,
            Op.Parameter or Op.CallWord or Op.LoadTable => IsOfPython(value.Type),
            Op.FixedField or Op.LoadField or Op.LoadElement or Op.RuntimeCall => true,   // what they read or call gives it
            Op.Lanewise or Op.VectorLoad or Op.Broadcast or Op.Lane => true,              // VerifyVector compares it
            _ => value.Type == info.ResultType,
        };
        if (!hasType)
            Fail($"{Describe(value)} has the type {IrPrinter.NameOf(value.Type)}.");
        if (value.Op == Op.LoadTable ? value.Table?.Type != value.Type : value.Table is not null)
            Fail($"{Describe(value)} reads {(value.Table is { } table ? $"a table of {IrPrinter.NameOf(table.Type)}" : "no table")}.");
        if (value.Op == Op.Return)
            VerifyReturn(value);
        if (value.Op is Op.Call or Op.CallWord or Op.CallShape)
            VerifyCall(value, inputs);
        if (value.Op is Op.FixedField or Op.LoadField or Op.StoreCount or Op.LoadElement or Op.StoreElement or Op.RuntimeCall)
            VerifyMemory(value);
        else if (IsOfVectors(value.Op))
            VerifyVector(value);
        else
            VerifyOperandTypes(value, inputs);

        if ((value.Has(Effects.Check) || value.Op is Op.Exit or Op.Call) != (value.Reason != ExitReason.None))
            Fail($"{Describe(value)} {(value.Reason == ExitReason.None ? "has no reason to exit" : "has a reason but does not exit")}.");
        var mayHaveImmediate = IsOfVectors(value.Op) || value.Op is Op.IntConstant or Op.UIntConstant or Op.FloatConstant or Op.Parameter or Op.Return or Op.CallWord ||
            value.Op is Op.FixedField or Op.LoadField or Op.LoadElement or Op.StoreElement or Op.RuntimeCall || info.IsFloatCall || (value.Op == Op.BoolConstant && value.Immediate == 1);
        if (value.Immediate != 0 && !mayHaveImmediate)
            Fail($"{Describe(value)} has the immediate {value.Immediate}.");
        if (info.IsFloatCall && !FloatFunctionInfo.Exists(value.Immediate, info.Arity))
            Fail($"{Describe(value)} calls no function of {info.Arity} floats.");
        if (value.Op == Op.Phi)
            VerifyParallelEdges(value);
    }

    private void VerifyReturn(Value value)
    {
        if (value.Immediate < 0 || value.Immediate >= _function.Results.Length)
            Fail($"{Describe(value)} returns result {value.Immediate} of {_function.Results.Length}.");
        else if (!value.Operands.Select(operand => operand.Type).SequenceEqual(_function.Results[(int)value.Immediate].Types))
            Fail($"{Describe(value)} does not return the words of result {value.Immediate}.");
    }

    private void VerifyCall(Value value, int inputs)
    {
        if (value.Op != Op.Call)
        {
            var call = value.Operands[0];
            if (call.Op != Op.Call || call.Block != value.Block)
                Fail($"{Describe(value)} reads no call before it in its block.");
            else if (value.Op == Op.CallWord && !call.Callee!.Results.Any(result => value.Immediate < result.Types.Length && result.Types[(int)value.Immediate] == value.Type))
                Fail($"{Describe(value)} reads a word that {call.Callee!.Name} does not return.");
            return;
        }
        if (value.Callee is not { } callee)
            Fail($"{Describe(value)} calls nothing.");
        else if (!value.Operands.Take(inputs).Select(operand => operand.Type).SequenceEqual(callee.Parameters.Select(parameter => parameter.Type)))
            Fail($"{Describe(value)} does not pass the parameters of {callee.Name}.");
    }

    private void VerifyMemory(Value value)
    {
        var number = value.Immediate;
        var isKnown = value.Op switch
        {
            Op.FixedField or Op.LoadField => Enum.IsDefined((SequenceField)number),
            Op.LoadElement or Op.StoreElement => Enum.IsDefined((ElementKind)number) && ElementKinds.TypeOf((ElementKind)number) != IrType.Void,
            Op.RuntimeCall => Enum.IsDefined((RuntimeFunction)number),
            _ => true,
        };
        if (!isKnown)
            Fail($"{Describe(value)} is of no kind that there is: {number}.");
        (IrType[] Operands, IrType Result) shape = value.Op switch
        {
            Op.FixedField or Op.LoadField => ([IrType.Sequence], SequenceLayout.TypeOf((SequenceField)number)),
            Op.StoreCount => ([IrType.Sequence, IrType.Int64], IrType.Void),
            Op.LoadElement => ([IrType.Address, IrType.Int64], ElementKinds.TypeOf((ElementKind)number)),
            Op.StoreElement => ([IrType.Address, IrType.Int64, ElementKinds.TypeOf((ElementKind)number)], IrType.Void),
            _ => ([.. RuntimeFunctionInfo.Of((RuntimeFunction)number).Parameters], RuntimeFunctionInfo.Of((RuntimeFunction)number).Result),
        };
        VerifyTypes(value, shape.Operands, shape.Result);
    }

    private void VerifyTypes(Value value, IrType[] operands, IrType result)
    {
        if (value.Type != result)
            Fail($"{Describe(value)} has the type {IrPrinter.NameOf(value.Type)}, not {IrPrinter.NameOf(result)}.");
        var given = value.Operands.Select(operand => operand.Type).ToList();
        if (!given.SequenceEqual(operands))
            Fail($"{Describe(value)} takes {NamesOf(operands)}, not {NamesOf(given)}.");

        static string NamesOf(IEnumerable<IrType> types) => $"({string.Join(", ", types.Select(IrPrinter.NameOf))})";
    }

    private void VerifyOperandTypes(Value value, int inputs)
    {
        // The type that all operands have; none where it is any that Python knows.
        IrType? expected = value.Op switch
        {
            Op.Phi => value.Type,
            Op.FrameState or Op.Return or Op.Call => null,
            _ => value.Info.OperandType,
        };
        for (var i = 0; i < inputs; i++)
        {
            var operand = value.Operands[i];
            if (value.Op == Op.Select)
                expected = i == 0 ? IrType.Bool : value.Type;
            if (expected is { } type ? operand.Type != type : !IsOfPython(operand.Type))
            {
                Fail($"{Describe(value)} needs {(expected is { } needed ? IrPrinter.NameOf(needed) : "a value")}; " +
                    $"v{operand.Id} is {IrPrinter.NameOf(operand.Type)}.");
            }
        }
    }

    private static bool IsOfPython(IrType type) =>
        type is IrType.Int64 or IrType.Bool or IrType.None or IrType.UInt64 or IrType.Float64 or IrType.Sequence;

    // Which of two edges from one block is which is not recorded: the phi must not care.
    private void VerifyParallelEdges(Value phi)
    {
        var seen = new Dictionary<Block, Value>();
        for (var i = 0; i < phi.Operands.Count; i++)
        {
            var predecessor = phi.Block!.Predecessors[i];   // VerifyShape has compared the numbers
            if (!seen.TryAdd(predecessor, phi.Operands[i]) && seen[predecessor] != phi.Operands[i])
                Fail($"{Describe(phi)} has different operands for two edges from {predecessor}.");
        }
    }

    private void VerifyUses(Value value)
    {
        foreach (var operand in value.Operands.Distinct())
        {
            if (!IsPlaced(operand))
                Fail($"{Describe(value)} uses v{operand.Id}, which is in no block of the function.");
        }
        // What is entered as a use on one side must be one on the other: equal in number, and each user has the value.
        foreach (var user in value.Users)
        {
            if (!IsPlaced(user))
                Fail($"{Describe(value)} is used by v{user.Id}, which is in no block of the function.");
            if (!user.Operands.Contains(value))
                Fail($"{Describe(value)} lists v{user.Id} as a user, which does not have it as an operand.");
        }
    }

    private void VerifyParameters()
    {
        var index = 0;
        foreach (var parameter in _function.Parameters)
        {
            if (parameter.Immediate != index++)
                Fail($"{Describe(parameter)} does not stand at the place of its number.");
        }
    }

    private void VerifyDominance()
    {
        var dominators = DominatorTree.Of(_function);
        var uses = new int[_places.Length];
        foreach (var block in _function.Blocks)
        {
            foreach (var value in block)
            {
                for (var i = 0; i < value.Operands.Count; i++)
                {
                    var operand = value.Operands[i];
                    uses[operand.Id]++;
                    var from = value.Op == Op.Phi ? block.Predecessors[i] : block;
                    if (dominators.IsReachable(from) && dominators.IsReachable(block) && !IsDefinedBefore(operand, value, from, dominators))
                        Fail($"{Describe(value)} uses v{operand.Id}, which is not defined on every path there.");
                }
            }
        }
        foreach (var value in _function.Blocks.SelectMany(block => block))
        {
            if (uses[value.Id] != value.Users.Count)
                Fail($"{Describe(value)} lists {value.Users.Count} uses; there are {uses[value.Id]}.");
        }
    }

    private bool IsDefinedBefore(Value operand, Value user, Block from, DominatorTree dominators)
    {
        var defined = operand.Block!;   // VerifyUses has seen it placed
        if (user.Op == Op.Phi || defined != from)
            return dominators.Dominates(defined, from);
        return _places[operand.Id] < _places[user.Id];
    }

    private bool IsPlaced(Value value) => value.Block?.Function == _function && value.Id < _places.Length && _places[value.Id] > 0;

    private static string Describe(Value value) => value.Type == IrType.Void ? $"'{value}'" : $"v{value.Id} ({value.Info.Name})";

    [DoesNotReturn]
    private void Fail(string problem) => throw new InternalCompilerException(problem, _function.ToString(), _stage);
}
