using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc;

/// <summary>A name that the top level of a module binds.</summary>
/// <param name="Name">The name.</param>
/// <param name="Code">The code of the function that is bound to it; <see langword="null"/> where it is something else.</param>
/// <param name="Line">Line of the binding.</param>
/// <param name="Obstacle">Why it is not certain that calls reach <paramref name="Code"/>; <see langword="null"/> where it is.</param>
internal readonly record struct ModuleBinding(string Name, CodeObject? Code, int Line, string? Obstacle);

/// <summary>Finds what a module binds to its names, by reading its top level without running it.</summary>
/// <remarks>
/// A function counts only when the last thing that is certainly done to its name is <c>def</c> (or an assigned <c>lambda</c>). A
/// decorated function, or one under <c>if</c> or <c>try</c>, may be another function at run time: that is its obstacle.
/// </remarks>
internal sealed class ModuleFunctions
{
    private readonly Bytecode _module;
    private readonly ModuleFlow _flow;
    private readonly Stack<CodeObject?> _stack = new();        // the code, or the function made of it; null for all else
    private readonly Dictionary<string, List<Binding>> _bindings = [];
    private readonly List<int> _starImports = [];
    private readonly Dictionary<string, CodeObject> _made = [];

    private ModuleFunctions(Bytecode module) => (_module, _flow) = (module, new ModuleFlow(module));

    /// <summary>The bindings, in the order in which they come last.</summary>
    public static ImmutableArray<ModuleBinding> Find(Bytecode module) => new ModuleFunctions(module).Run();

    private ImmutableArray<ModuleBinding> Run()
    {
        for (var i = 0; i < _module.Instructions.Length; i++)
        {
            // Where control comes from elsewhere the stack may be another one, of which nothing is known but its height.
            if (_flow.IsJoin(i) || _stack.Count != _module.StackDepths[i])
                Reset(_module.StackDepths[i]);
            Step(i, _module.Instructions[i]);
        }
        return [.. _bindings.OrderBy(entry => entry.Value[^1].Index).Select(entry => Describe(entry.Key, entry.Value))];
    }

    private void Step(int index, in Instruction instruction)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.LoadConstant:
                _stack.Push(_module.Constants[instruction.Argument] as CodeObject);
                break;
            case BytecodeOp.Swap when instruction.Argument == 2:
                var (top, below) = (_stack.Pop(), _stack.Pop());
                _stack.Push(top);
                _stack.Push(below);
                break;
            case BytecodeOp.MakeFunction:
                if (_stack.Peek() is { } made)
                    _made[made.Name] = made;
                break;
            case BytecodeOp.SetFunctionAttribute:
                var function = _stack.Pop();
                _stack.Pop();
                _stack.Push(function);
                break;
            case BytecodeOp.StoreName or BytecodeOp.StoreGlobal:
                Bind(instruction, new Binding(index, _stack.Pop()));
                break;
            case BytecodeOp.DeleteName or BytecodeOp.DeleteGlobal:
                Bind(instruction, new Binding(index, null));
                break;
            case BytecodeOp.ImportStar:
                _starImports.Add(index);
                _stack.Pop();
                break;
            default:
                ref readonly var effect = ref BytecodeOpInfo.Of(instruction.Op);
                for (var i = effect.PopsWith(instruction.Argument); i > 0; i--)
                    _stack.Pop();
                for (var i = effect.PushesWith(instruction.Argument); i > 0; i--)
                    _stack.Push(null);
                if (instruction.Op is BytecodeOp.RotateDown or BytecodeOp.RotateUp or BytecodeOp.Swap)
                    Reset(_stack.Count);
                break;
        }
    }

    private void Reset(int depth)
    {
        _stack.Clear();
        for (var i = 0; i < depth; i++)
            _stack.Push(null);
    }

    private void Bind(in Instruction instruction, Binding binding)
    {
        var name = _module.Code.Names[instruction.Argument];
        if (!_bindings.TryGetValue(name, out var bindings))
            _bindings[name] = bindings = [];
        bindings.Add(binding);
    }

    private ModuleBinding Describe(string name, List<Binding> bindings)
    {
        // Of those that always run, each can only run behind the one before it, save in the order of the code.
        var last = bindings[^1];
        foreach (var binding in bindings)
        {
            if (_flow.AlwaysRuns(binding.Index) && (!_flow.AlwaysRuns(last.Index) || _flow.OnlyBehind(last.Index, binding.Index)))
                last = binding;
        }
        var line = _module.Instructions[last.Index].Position.Line;
        if (last.Code is not null)
            return new ModuleBinding(name, last.Code, line, ObstacleTo(last, bindings));
        return _made.TryGetValue(name, out var inner) && inner.Flags.HasFlag(CodeFlags.Optimized)
            ? new ModuleBinding(name, inner, line, "it is decorated or bound again, and the top level is not run, so what it becomes is not known.")
            : new ModuleBinding(name, null, line, "it is no plain def, and the top level is not run, so its value is not known.");
    }

    private string? ObstacleTo(Binding binding, List<Binding> bindings)
    {
        var index = binding.Index;
        if (_flow.IsProtected(index))
            return "it is defined in a try or with statement, and the top level is not run, so which definition holds is not known.";
        if (!_flow.AlwaysRuns(index))
            return "it is defined under a condition or in a loop, and the top level is not run, so which definition holds is not known.";
        // What can run without this binding before it is followed by this binding, which always runs. The rest may hold in its place.
        if (bindings.Exists(other => _flow.OnlyBehind(index, other.Index)))
            return "it may be bound again under a condition, and the top level is not run, so which definition holds is not known.";
        return _starImports.Exists(import => _flow.OnlyBehind(index, import)) ? "an import * behind it may bind its name again." : null;
    }

    private readonly record struct Binding(int Index, CodeObject? Code);
}
