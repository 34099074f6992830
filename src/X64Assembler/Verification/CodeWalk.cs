using System.Collections.Frozen;
using Iced.Intel;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Goes through all functions of a piece of machine code.</summary>
internal sealed class CodeWalk
{
    private readonly Dictionary<int, int> _functions = [];      // by the first instruction
    private readonly List<FunctionWalk> _walks = [];
    private readonly HashSet<int> _changing = [];               // functions that change lists
    private readonly VerificationReport _report = new();
    private FastStringOutput? _text;

    internal CodeWalk(MachineCode code, CallingConvention convention, FrozenDictionary<long, RuntimeFunction?> outside)
    {
        (Code, Convention, Outside) = (code, convention, outside);
        CallerSaved = [.. convention.AllocationOrder.Where(register => !convention.CalleeSaved.Contains(register))];
        Map = new CodeMap(code);
    }

    internal MachineCode Code { get; }

    internal CallingConvention Convention { get; }

    internal CodeMap Map { get; }

    internal X64Register[] CallerSaved { get; }

    /// <summary>What is outside and may be called, by its address: functions of the runtime, and of floats, which are none.</summary>
    internal FrozenDictionary<long, RuntimeFunction?> Outside { get; }

    internal IReadOnlyList<FunctionWalk> Walks => _walks;

    internal VerificationReport Report => _report;

    /// <summary>The number of the function that begins at an offset; −1 for none.</summary>
    internal int FunctionAt(ulong offset) => _functions.GetValueOrDefault(Map.NumberAt(offset), -1);

    /// <summary>Whether a function may move lists or change their length.</summary>
    internal bool ChangesLists(int function) => _changing.Contains(function);

    internal VerificationReport Run()
    {
        var entries = Code.Functions.Select(function => Map.NumberAt((ulong)function.Offset)).ToList();
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index] < 0 || (index == 0 ? entries[0] != 0 : entries[index] <= entries[index - 1]))
            {
                _report.Add(new CodeViolation(ViolationKind.Target, Code.Functions[index].Offset, "", SourceLocation.None, "the function does not begin at an instruction"));
                return _report;
            }
            _functions[entries[index]] = index;
        }
        for (var index = 0; index < entries.Count; index++)
        {
            var limit = index + 1 < entries.Count ? entries[index + 1] : Map.Count;
            var blocks = Map.BlocksOf(entries[index], limit, (at, reason) => _report.Add(Violation(ViolationKind.Target, at, reason)));
            _walks.Add(new FunctionWalk(this, index, blocks));
        }
        CheckUnreached();
        if (_report.Violations.Count > 0)
            return _report;                     // there is no telling what runs
        Walk();
        foreach (var walk in _walks)
        {
            foreach (var violation in walk.Violations)
                _report.Add(violation);
        }
        new SequenceInference(this).Run();
        foreach (var walk in _walks)
            new ProofChecker(this, walk).Run();
        new PromiseChecker(this).Run();
        _report.Instructions = Map.Count;
        _report.Sort();
        return _report;
    }

    internal CodeViolation Violation(ViolationKind kind, int at, string reason)
    {
        ref readonly var instruction = ref Map[at];
        _text ??= new FastStringOutput();
        _text.Clear();
        new FastFormatter().Format(instruction, _text);
        var offset = (int)instruction.IP;
        var origin = Code.Origins.LastOrDefault(origin => origin.Offset <= offset);
        return new CodeViolation(kind, offset, _text.ToString(), origin.Origin, reason);
    }

    private void CheckUnreached()
    {
        for (var number = 0; number < Map.Count; number++)
        {
            if (!Map.IsReached(number) && !AllowedInstructions.IsPadding(Map[number]))
                _report.Add(Violation(ViolationKind.Instruction, number, "nothing leads to it, and it is no padding"));
        }
    }

    /// <summary>Until it is known which functions change lists, since calls of them do.</summary>
    private void Walk()
    {
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var walk in _walks)
            {
                walk.Run();
                if (walk.ChangesLists)
                    isChanged |= _changing.Add(walk.Index);
            }
            isChanged &= Code.Functions.Length > 1;
        }
        while (isChanged);
    }
}
