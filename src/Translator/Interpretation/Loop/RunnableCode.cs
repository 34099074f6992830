using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A decoded code object in the form that the loop runs, with what it has looked up so far.</summary>
/// <remarks>Step and instruction have the same index.</remarks>
internal sealed class RunnableCode
{
    private const int LongestFreeList = 64;
    private const ushort NoHandler = 0;

    private readonly ushort[] _regionOf;        // 0: no region, else its number from 1; empty where there are none, or too many
    private readonly PyValue[] _constants;
    private Frame? _freeFrames;
    private int _freeCount;
    private PyNamespace? _globals;
    private PythonRuntime? _runtime;
    private PyCell?[] _globalCells = [];
    private PyCell?[] _builtinCells = [];
    private FoundMethod[] _methods = [];        // by name
    private RunnableCode? _atLimit;

    private RunnableCode(Bytecode bytecode, Step[] steps)
    {
        Bytecode = bytecode;
        Steps = steps;
        _constants = new PyValue[bytecode.Constants.Length];
        _regionOf = IndexRegions(bytecode);
        var code = bytecode.Code;
        SlotCount = bytecode.SlotNames.Length;
        FrameSize = SlotCount + bytecode.MaximumDepth;
        FirstFreeSlot = SlotCount - code.FreeNames.Length;
        HasSlotsOnly = code.Flags.HasFlag(CodeFlags.Optimized);
        TakesOnlyPositional = code.KeywordOnlyCount == 0 && (code.Flags & (CodeFlags.VarArgs | CodeFlags.VarKeywords)) == 0;
    }

    /// <summary>The instructions as they were decoded.</summary>
    public Bytecode Bytecode { get; }

    /// <summary>A step for each instruction.</summary>
    public Step[] Steps { get; }

    /// <summary>Number of locals, cells and free variables.</summary>
    public int SlotCount { get; }

    /// <summary>Slots and stack.</summary>
    public int FrameSize { get; }

    /// <summary>The first slot of a free variable.</summary>
    public int FirstFreeSlot { get; }

    /// <summary>Whether all its locals are in slots: a function, not a class body or module.</summary>
    public bool HasSlotsOnly { get; }

    /// <summary>Whether it has neither keyword-only parameters nor <c>*args</c> nor <c>**kwargs</c>.</summary>
    public bool TakesOnlyPositional { get; }

    /// <summary>The constants that were loaded before; nothing for the others.</summary>
    public PyValue[] Constants => _constants;

    /// <summary>Decodes and prepares a code object.</summary>
    public static RunnableCode Prepare(CodeObject code)
    {
        var bytecode = BytecodeDecoder.Decode(code);
        return new RunnableCode(bytecode, StepBuilder.Build(bytecode));
    }

    /// <summary>The same code for a frame at the recursion limit, where a comparison is one call too many.</summary>
    public RunnableCode AtRecursionLimit =>
        _atLimit ??= new RunnableCode(Bytecode, StepBuilder.Build(Bytecode, countsComparisons: true));

    /// <summary>The value of a constant that is loaded for the first time.</summary>
    public PyValue LoadConstant(PythonRuntime runtime, int index) =>
        _constants[index] = ConstantValues.Of(runtime, Bytecode.Constants[index]);

    /// <summary>The region that protects an instruction, if one does.</summary>
    public bool TryGetRegion(int index, out ExceptionRegion region)
    {
        region = default;
        var regions = Bytecode.Regions;
        if (regions.IsEmpty)
            return false;
        if (_regionOf.Length > 0)
        {
            if (_regionOf[index] == NoHandler)
                return false;
            region = regions[_regionOf[index] - 1];
            return true;
        }
        var (low, high) = (0, regions.Length - 1);          // sorted, and they do not overlap
        while (low <= high)
        {
            var middle = (low + high) / 2;
            region = regions[middle];
            if (index < region.Start)
                high = middle - 1;
            else if (index >= region.End)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    /// <summary>The value of a global or builtin; nothing where it is neither.</summary>
    public PyValue LoadGlobal(PythonRuntime runtime, PyNamespace globals, int name)
    {
        if (!ReferenceEquals(globals, _globals) || !ReferenceEquals(runtime, _runtime))
            ForgetCells(runtime, globals);
        var value = (_globalCells[name] ??= globals.CellOf(Bytecode.Code.Names[name])).Value;
        return value.IsUnbound ? (_builtinCells[name] ??= runtime.Builtins.CellOf(Bytecode.Code.Names[name])).Value : value;
    }

    /// <summary>The value of an attribute.</summary>
    /// <exception cref="PythonError">There is none: AttributeError.</exception>
    public PyValue LoadAttribute(PythonRuntime runtime, PyValue value, int name)
    {
        return FindMethod(runtime, value, name) is { } method
            ? new PyMethod(method, value)
            : Attributes.Get(runtime, value, Bytecode.Code.Names[name]);
    }

    /// <summary>The method of an object whose class is one of Python's own and has nothing but methods; null for any other attribute.</summary>
    public PyBuiltinFunction? FindMethod(PythonRuntime runtime, PyValue value, int name)
    {
        if (value.Object is not { Type: var type } target)
            return null;
        if ((uint)name < (uint)_methods.Length && ReferenceEquals(_methods[name].Type, type))
            return _methods[name].Function;
        if (!Attributes.HasMethodsOnly(type)
            || !target.TryGetAttribute(runtime, Bytecode.Code.Names[name], out var attribute)
            || attribute.Object is not PyMethod { Function: PyBuiltinFunction function } method || !method.Self.IsSame(value))
        {
            return null;
        }
        if (_methods.Length == 0)
            _methods = new FoundMethod[Bytecode.Code.Names.Length];
        _methods[name] = new FoundMethod(type, function);
        return function;
    }

    /// <summary>A frame with nothing in it.</summary>
    public Frame TakeFrame(PythonRuntime runtime, PyCode code)
    {
        if (_freeFrames is { } free)
        {
            _freeFrames = free.Caller;
            _freeCount--;
            free.Caller = null;
            return free;
        }
        runtime.CheckFrame(FrameSize);
        return new Frame(code, this);
    }

    /// <summary>Takes a frame back that nothing refers to any longer.</summary>
    public void ReturnFrame(Frame frame)
    {
        if (_freeCount >= LongestFreeList || FrameSize > Frame.LargestKept)
            return;
        frame.Clear();
        frame.Caller = _freeFrames;
        _freeFrames = frame;
        _freeCount++;
    }

    private void ForgetCells(PythonRuntime runtime, PyNamespace globals)
    {
        _runtime = runtime;
        _globals = globals;
        _globalCells = new PyCell?[Bytecode.Code.Names.Length];
        _builtinCells = new PyCell?[Bytecode.Code.Names.Length];
    }

    private static ushort[] IndexRegions(Bytecode bytecode)
    {
        if (bytecode.Regions.IsEmpty || bytecode.Regions.Length >= ushort.MaxValue)
            return [];
        var regionOf = new ushort[bytecode.Instructions.Length];
        for (var i = 0; i < bytecode.Regions.Length; i++)
            regionOf.AsSpan(bytecode.Regions[i].Start..bytecode.Regions[i].End).Fill((ushort)(i + 1));
        return regionOf;
    }

    /// <summary>A method that was found in one of Python's own classes, which nobody changes.</summary>
    private readonly record struct FoundMethod(PyType? Type, PyBuiltinFunction Function);
}
