using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Analyses;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Builds a function and all that it calls: one for each combination of arguments that some call passes.</summary>
/// <remarks>
/// What a function returns is found out by building it. Until it is known, code behind its calls counts as never reached; whoever calls it is
/// built again when more is known, until nothing changes. What a function is known to return only grows and is limited, so that ends.
/// </remarks>
internal sealed class UnitBuilder
{
    // Functions whose arguments grow with each call, such as a tuple that is passed on with one item more, have no end of them.
    private const int MostSpecialisations = 256;

    // What is built again counts again.
    private const long MostBuilt = 4 * IrBuilder.MaximumSize;

    // Each time more is known of some list; a function has few of them.
    private const int MostRestarts = 200;

    private readonly Dictionary<string, Specialisation> _specialisations = [];
    private readonly Dictionary<CodeObject, CodeFlow> _flows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _names = [];
    private readonly Stack<Specialisation> _pending = new();
    private readonly HashSet<Specialisation> _isPending = [];
    private readonly Function _placeholders = new("placeholders", IrType.Void);
    private readonly Dictionary<IrType, Value> _valueOf = [];
    private readonly Dictionary<PyObject, IntConstant> _largeIntegers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Function, CodeObject Code, int Index), SequenceVariable> _sites = [];
    private readonly HashSet<(string Function, int Slot)> _argumentsInMemory = [];
    private Specialisation? _entry;
    private long _spent;

    /// <summary>A builder of one unit.</summary>
    public UnitBuilder(ModuleScope scope, IntegerMode integers)
    {
        Scope = scope;
        Integers = integers;
        MayStartAgain = scope.HasLong;
    }

    /// <summary>The module that the functions belong to.</summary>
    public ModuleScope Scope { get; }

    /// <summary>What becomes of integers beyond 64 bits.</summary>
    public IntegerMode Integers { get; }

    /// <summary>What variables hold; null where nobody asks.</summary>
    public VariableNotes? Variables { get; init; }

    /// <summary>Numbers of constants and objects, the same in all functions of the unit.</summary>
    public OperandKeys Keys { get; } = new();

    /// <summary>Builds the function that is called from outside.</summary>
    /// <param name="known">The function, where it is known.</param>
    /// <param name="bytecode">Its instructions.</param>
    /// <param name="types">A type for each argument: for positional parameters, then for those by name, or for what *args takes.</param>
    /// <returns>Its IR; the others are reached through its calls.</returns>
    /// <exception cref="UnsupportedBytecodeException">It, or what it calls, does what native code cannot do.</exception>
    public Function Build(PyFunction? known, Bytecode bytecode, IReadOnlyList<ParameterType> types)
    {
        for (var restarts = 0; ; restarts++)
        {
            try
            {
                return BuildOnce(known, bytecode, types);
            }
            catch (UnitRestartException) when (restarts < MostRestarts)
            {
                _specialisations.Clear();
                Variables?.Clear();
                _names.Clear();
                _pending.Clear();
                _isPending.Clear();
                (_entry, WritesLent, MayStartAgain) = (null, false, Scope.HasLong);
            }
            catch (UnitRestartException)
            {
                throw IrBuilder.UnsupportedFunction(
                    bytecode.Code, DiagnosticDescriptors.KindsOfLists, "it makes more kinds of lists than can be told apart", "Split the function.");
            }
        }
    }

    private Function BuildOnce(PyFunction? known, Bytecode bytecode, IReadOnlyList<ParameterType> types)
    {
        var arguments = Bind(known, bytecode, types);
        var entry = _entry = Find(new Callee(known, Made: null, FlowOf(bytecode)), arguments)!;       // it is the first
        while (entry.Refusal is null && _pending.TryPop(out var next))
        {
            _isPending.Remove(next);
            Build(next);
        }
        if (entry.Refusal is not null)
            throw entry.Refusal;
        foreach (var built in _specialisations.Values)
        {
            built.Function.SetResults([.. built.Results.Select(ShapeOf)]);
            foreach (var (call, callee) in built.Calls)
                call.Callee = callee.Function;
        }
        // A recursion that the interpreter takes over beyond its limit starts again as well.
        var graph = CallGraph.Of(entry.Function);
        entry.Function.ParameterTypes = [.. types];
        entry.Function.MayRestart = WritesLent && (MayStartAgain || graph.Functions.Any(graph.IsRecursive));
        return entry.Function;
    }

    /// <summary>Whether a sequence that is passed from outside is written.</summary>
    public bool WritesLent { get; set; }

    /// <summary>Whether code may leave so that the whole call starts again.</summary>
    public bool MayStartAgain { get; set; }

    /// <summary>What is known of the list that a place in a function makes in memory; null where it needs none.</summary>
    public SequenceVariable? FindSite((string Function, CodeObject Code, int Index) site) => _sites.GetValueOrDefault(site);

    /// <summary>Notes that a function needs a list that is passed to it in memory.</summary>
    public void PutInMemory(string function, int slot) => _argumentsInMemory.Add((function, slot));

    /// <summary>Whether it does.</summary>
    public bool NeedsInMemory(string function, int slot) => _argumentsInMemory.Contains((function, slot));

    /// <summary>The same where it certainly lies in memory.</summary>
    public SequenceVariable SiteFor((string Function, CodeObject Code, int Index) site)
    {
        if (!_sites.TryGetValue(site, out var variable))
            _sites[site] = variable = new SequenceVariable();
        return variable;
    }

    /// <summary>What a parameter is that a call leaves out; null where it must be passed.</summary>
    public Operand? DefaultOf(PyFunction function, int slot)
    {
        var code = function.Code.Code;
        if (slot >= code.ArgumentCount)
        {
            return function.KeywordDefaults is { } named && named.TryGetValue(code.LocalNames[slot], out var value) ? OperandOf(value) : null;
        }
        var index = function.Defaults.Length - code.ArgumentCount + slot;
        return index >= 0 ? OperandOf(function.Defaults[index]) : null;
    }

    private Operand[] Bind(PyFunction? known, Bytecode bytecode, IReadOnlyList<ParameterType> types)
    {
        var code = bytecode.Code;
        var takesRest = code.Flags.HasFlag(CodeFlags.VarArgs);
        var named = code.ArgumentCount + code.KeywordOnlyCount;
        var given = Math.Min(types.Count, takesRest ? code.ArgumentCount : named);
        // Of **kwargs it is said later that they are not compiled.
        if (types.Count > given && !takesRest && !code.Flags.HasFlag(CodeFlags.VarKeywords))
            throw Misfit();
        var arguments = new Operand[code.ParameterCount];
        for (var slot = 0; slot < arguments.Length; slot++)
        {
            if (slot < given)
                arguments[slot] = Placeholder(types[slot]);
            else if (slot < named)
                arguments[slot] = (known is null ? null : DefaultOf(known, slot)) ?? throw (takesRest && slot >= code.ArgumentCount ? Unnamed(slot) : Misfit());
            else if (slot == named && takesRest)
                arguments[slot] = Operand.Tuple([.. types.Skip(given).Select(Placeholder)]);
            else
                arguments[slot] = Operand.None;                 // **keywords, with which it is not built
        }
        return arguments;

        Exception Unnamed(int slot) => IrBuilder.UnsupportedFunction(
            code, DiagnosticDescriptors.RequiredKeyword,
            $"{code.LocalNames[slot]} has no default, and arguments of native code have no names", $"Give {code.LocalNames[slot]} a default.");

        Exception Misfit() =>
            new ArgumentException($"{code.Name} has {code.ParameterCount} parameters, {types.Count} types were given.", nameof(types));
    }

    /// <summary>The function for a combination of arguments.</summary>
    /// <returns>The function, built or to be built; null where there are too many in the unit.</returns>
    public Specialisation? Find(Callee callee, Operand[] arguments)
    {
        var key = Keys.KeyOf(callee, arguments);
        if (_specialisations.TryGetValue(key, out var known))
            return known;
        if (_specialisations.Count == MostSpecialisations)
            return null;
        var made = new Specialisation(NameFor(callee.Code.QualifiedName), key, callee, arguments);
        _specialisations.Add(key, made);
        Enqueue(made);
        return made;
    }

    /// <summary>Whether a function is the one that is called from outside.</summary>
    public bool IsEntry(Specialisation built) => built == _entry;

    /// <summary>An operand of a type, whose value stands for all of it.</summary>
    public Operand Placeholder(ParameterType type) => type.Sequence is null
        ? Operand.Of(ValueOf(type.Type))
        : Operand.Sequence(ValueOf(type.Type), new SequenceVariable(type.Sequence));

    /// <summary>The same operand with values that stand for all of their types.</summary>
    public Operand PlaceholderOf(Operand operand) => operand.Replace(value => ValueOf(value.Type));

    /// <summary>The constant that a large integer of the module stands for: the same one each time, as versions are told apart by it.</summary>
    public IntConstant ConstantOf(PyInteger integer)
    {
        if (!_largeIntegers.TryGetValue(integer, out var constant))
            _largeIntegers[integer] = constant = new IntConstant(integer.Value);
        return constant;
    }

    /// <summary>A value of Python's as an operand: a number as a constant, all else as the object that it is.</summary>
    public Operand OperandOf(PyValue value) => value switch
    {
        { IsInt: true } => Operand.Of(new IntConstant(value.Int)),
        { IsBool: true } => Operand.Of(value.Bool ? BoolConstant.True : BoolConstant.False),
        { IsFloat: true } => Operand.Of(new FloatConstant(value.Float)),
        { IsNone: true } => Operand.None,
        { Object: PyInteger integer } when integer.Type != PyTypes.Bool => Operand.Of(ConstantOf(integer)),
        { Object: { } known } => Operand.Object(known),
        _ => throw new InternalCompilerException("A value is no object.", stage: "building the IR"),
    };

    /// <summary>Counts the size of a function that was built.</summary>
    public void Spend(long size) => _spent += size;

    /// <summary>Whether a function of a size may be built besides those that were.</summary>
    public bool HasRoomFor(long size) => _spent + size <= MostBuilt;

    /// <summary>What is known of a code object's flow.</summary>
    public CodeFlow FlowOf(Bytecode bytecode)
    {
        if (!_flows.TryGetValue(bytecode.Code, out var flow))
            _flows[bytecode.Code] = flow = new CodeFlow(bytecode);
        return flow;
    }

    /// <summary>What is known of the flow of one of <see cref="PreludeFunctions"/>.</summary>
    public CodeFlow PreludeFlow(string name)
    {
        var bytecode = PreludeFunctions.Get(name);
        if (!_flows.TryGetValue(bytecode.Code, out var flow))
            _flows[bytecode.Code] = flow = new CodeFlow(bytecode, isPrelude: true);
        return flow;
    }

    /// <summary>What is known of the flow of a code object that code of the unit makes functions of.</summary>
    public CodeFlow FlowOf(CodeObject code) => _flows.TryGetValue(code, out var flow) ? flow : FlowOf(BytecodeDecoder.Decode(code));

    private Value ValueOf(IrType type)
    {
        if (!_valueOf.TryGetValue(type, out var value))
            _valueOf[type] = value = _placeholders.NewValue(Op.Parameter, [], SourceLocation.None, type);
        return value;
    }

    private void Build(Specialisation next)
    {
        var (results, writes) = (next.Results.Count, next.Writes);
        next.Calls.Clear();
        Variables?.Forget(next);
        try
        {
            next.Function = IrBuilder.Build(this, next);
        }
        catch (UnsupportedBytecodeException refusal)
        {
            next.Refusal = refusal;
        }
        if (next.Refusal is null && next.Results.Count == results && next.Writes == writes)
            return;
        foreach (var caller in next.Callers.Where(caller => caller.Refusal is null))
            Enqueue(caller);
    }

    private void Enqueue(Specialisation next)
    {
        if (_isPending.Add(next))
            _pending.Push(next);
    }

    private string NameFor(string name)
    {
        var count = _names[name] = _names.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name}.{count}";
    }

    private ResultShape ShapeOf(Operand result)
    {
        var shape = new FrameShapeBuilder(emitInt: null);
        shape.Add(0, result);
        return new ResultShape([.. shape.Values.Select(value => value.Type)], shape.ToShape(0, 0) with { Globals = Scope.Globals });
    }
}
