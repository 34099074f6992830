using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Finds out what each sequence is of: what flows into one place has one type.</summary>
/// <remarks>
/// It starts from what the caller passes and what the runtime makes, and from what is used as a sequence. What is stored into a list of lists, given to a
/// function or returned by it is the same as what comes out. B. Steensgaard, "Points-to Analysis in Almost Linear Time", POPL 1996, has the method.
/// </remarks>
internal sealed class SequenceInference(CodeWalk code)
{
    private readonly Dictionary<(int Function, int Index), SequenceVariable> _parameters = [];
    private readonly Dictionary<(int Function, long Word), SequenceVariable> _results = [];
    private readonly HashSet<(FunctionWalk Walk, MachineNode Node)> _visited = [];

    internal void Run()
    {
        var types = code.Code.Functions[0].ParameterTypes;
        for (var index = 0; index < types.Length; index++)
        {
            if (types[index] == IrType.Sequence && code.Code.Sequences.Length > index && code.Code.Sequences[index] is { } type)
                Parameter(0, index).Is(type);
        }
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var walk in code.Walks)
                isChanged |= Visit(walk);
        }
        while (isChanged);
    }

    private bool Visit(FunctionWalk walk)
    {
        var isChanged = false;
        foreach (var use in walk.SequenceUses)
            isChanged |= Is(walk, use.Value);
        foreach (var (_, _, header, _) in walk.Facts.Counts)
            header.Sequence?.MarkList();
        foreach (var call in walk.Calls)
        {
            for (var index = 0; index < call.Arguments.Length; index++)
            {
                if (call.Arguments[index] is not { } argument || !_parameters.TryGetValue((call.Callee, index), out var parameter))
                    continue;
                isChanged |= Is(walk, argument);
                isChanged |= SequenceVariable.Unify(parameter, argument.Sequence!);     // Is has set it
                isChanged |= walk.AddPassed(call, argument);
            }
        }
        foreach (var access in walk.ElementAccesses)
        {
            if (access is not { IsWrite: true, Word: { } word } || HeaderOf(walk, access.Data)?.Sequence is not { } sequence || sequence.Find().Kind != ElementKind.Sequence)
                continue;
            isChanged |= Is(walk, word);
            isChanged |= SequenceVariable.Unify(sequence.Items, word.Sequence!);
            isChanged |= walk.AddStored(access, word);
        }
        foreach (var site in walk.Returns)
        {
            for (var word = 0; word < site.Words.Length; word++)
            {
                if (site.Words[word] is not { } value || !_results.TryGetValue((walk.Index, word), out var result) || !IsSequenceWord(walk, value))
                    continue;
                isChanged |= Is(walk, value);
                isChanged |= SequenceVariable.Unify(result, value.Sequence!);
            }
        }
        return isChanged;
    }

    // Of a function with several kinds of results, a word may be a number as well.
    private bool IsSequenceWord(FunctionWalk walk, MachineNode value) => ProofChecker.CanBeSequence(code, walk, value);

    /// <summary>What a value is as a sequence; tells whether that was news.</summary>
    private bool Is(FunctionWalk walk, MachineNode value)
    {
        if (!_visited.Add((walk, value)))
            return false;
        var isChanged = value.Sequence is null;
        var variable = value.Sequence ??= new SequenceVariable();
        switch (value.Kind)
        {
            case NodeKind.Parameter:
                SequenceVariable.Unify(variable, Parameter(walk.Index, (int)value.Number));
                break;
            case NodeKind.Result when walk.RuntimeCallOf(value) is { } call:
                if (call is { Function: RuntimeFunction.NewList, Arguments: [{ IsConstant: true } kind, ..] })
                    variable.Has((ElementKind)(byte)kind.Number, Math.Max(1, new RecordLayout(kind.Number >> 8).Count));
                variable.MarkList();
                break;
            case NodeKind.Result:
                var callee = walk.Calls.FirstOrDefault(call => (long)code.Map[call.At].IP == value.Number)?.Callee ?? -1;
                if (callee >= 0)
                    SequenceVariable.Unify(variable, Result(callee, value.A!.Number));      // a result has a word
                break;
            case NodeKind.Element:
                if (HeaderOf(walk, value.A!) is { } container)                              // an element has a data pointer
                {
                    Is(walk, container);
                    SequenceVariable.Unify(variable, container.Sequence!.Items);
                }
                break;
            case NodeKind.Phi:
                foreach (var (operand, _) in walk.OperandsOf(value))
                {
                    if (operand is null || operand is { IsConstant: true })
                        continue;
                    Is(walk, operand);
                    SequenceVariable.Unify(variable, operand.Sequence!);
                }
                break;
            case NodeKind.Select:
                Is(walk, value.B!);
                Is(walk, value.C!);
                SequenceVariable.Unify(variable, value.B!.Sequence!);
                SequenceVariable.Unify(variable, value.C!.Sequence!);
                break;
        }
        return isChanged;
    }

    private SequenceVariable Parameter(int function, int index)
    {
        if (!_parameters.TryGetValue((function, index), out var variable))
            _parameters[(function, index)] = variable = new SequenceVariable();
        return variable;
    }

    private SequenceVariable Result(int function, long word)
    {
        if (!_results.TryGetValue((function, word), out var variable))
            _results[(function, word)] = variable = new SequenceVariable();
        return variable;
    }

    /// <summary>The header whose elements an address is of; null where it may be several.</summary>
    internal static MachineNode? HeaderOf(FunctionWalk walk, MachineNode data)
    {
        var seen = new HashSet<MachineNode>();
        var pending = new Stack<MachineNode?>([data]);
        MachineNode? header = null;
        while (pending.TryPop(out var node))
        {
            if (node is { Kind: NodeKind.Field, Number: SequenceLayout.Data, A: { } found } && (header is null || header == found))
            {
                header = found;
            }
            else if (node is { Kind: NodeKind.Phi })
            {
                if (!seen.Add(node))
                    continue;
                foreach (var (operand, _) in walk.OperandsOf(node))
                    pending.Push(operand);
            }
            else
            {
                return null;
            }
        }
        return header;
    }
}
