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
    private readonly Stack<CodeObject?> _stack = new();        // the code, or the function made of it; null for all else
    private readonly Dictionary<string, (int Index, CodeObject? Code)> _last = [];
    private readonly Dictionary<string, CodeObject> _made = [];

    private ModuleFunctions(Bytecode module) => _module = module;

    /// <summary>The bindings, in the order in which they come last.</summary>
    public static ImmutableArray<ModuleBinding> Find(Bytecode module) => new ModuleFunctions(module).Run();

    private ImmutableArray<ModuleBinding> Run()
    {
        for (var i = 0; i < _module.Instructions.Length; i++)
        {
            // Behind a jump or at the head of a handler the stack is another one, of which nothing is known but its height.
            if (_stack.Count != _module.StackDepths[i])
                Reset(_module.StackDepths[i]);
            Step(i, _module.Instructions[i]);
        }
        return [.. _last.OrderBy(entry => entry.Value.Index).Select(entry => Describe(entry.Key, entry.Value.Index, entry.Value.Code))];
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
                _last[_module.Code.Names[instruction.Argument]] = (index, _stack.Pop());
                break;
            case BytecodeOp.DeleteName or BytecodeOp.DeleteGlobal:
                _last[_module.Code.Names[instruction.Argument]] = (index, null);
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

    private ModuleBinding Describe(string name, int index, CodeObject? code)
    {
        var line = _module.Instructions[index].Position.Line;
        if (code is not null)
            return new ModuleBinding(name, code, line, ObstacleTo(index));
        return _made.TryGetValue(name, out var inner) && inner.Flags.HasFlag(CodeFlags.Optimized)
            ? new ModuleBinding(name, inner, line, "it is decorated or bound again, and the top level is not run, so what it becomes is not known.")
            : new ModuleBinding(name, null, line, "it is no plain def, and the top level is not run, so its value is not known.");
    }

    private string? ObstacleTo(int index)
    {
        if (_module.Regions.Any(region => region.Start <= index && index < region.End))
            return "it is defined in a try or with statement, and the top level is not run, so which definition holds is not known.";
        for (var i = 0; i < _module.Instructions.Length; i++)
        {
            var (op, target) = (_module.Instructions[i].Op, _module.Instructions[i].Target);
            var skipped = i < index
                ? target > index || op is BytecodeOp.Return or BytecodeOp.Raise or BytecodeOp.Reraise
                : target >= 0 && target <= index;
            if (skipped)
                return "it is defined under a condition or in a loop, and the top level is not run, so which definition holds is not known.";
            if (i > index && op == BytecodeOp.ImportStar)
                return "an import * behind it may bind its name again.";
        }
        return null;
    }
}
