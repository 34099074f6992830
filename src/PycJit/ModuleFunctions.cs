using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc;

/// <summary>A function that the top level of a module binds to a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Code">The function's code.</param>
/// <param name="Obstacle">Why it is not certain that calls reach this code: a sentence; <see langword="null"/> where it is certain.</param>
internal readonly record struct ModuleFunction(string Name, CodeObject Code, string? Obstacle);

/// <summary>Finds the functions that a module defines, by reading its top level without running it.</summary>
/// <remarks>
/// A name counts only when the last thing that is certainly done to it is <c>def</c> (or an assigned <c>lambda</c>). A decorated
/// function, or one under <c>if</c> or <c>try</c>, may be another function at run time: it is listed with that as its obstacle.
/// </remarks>
internal static class ModuleFunctions
{
    /// <summary>The functions, in the order of their (last) definitions.</summary>
    public static ImmutableArray<ModuleFunction> Find(Bytecode module)
    {
        var bindings = new Dictionary<string, List<Binding>>();
        var decorated = new Dictionary<string, CodeObject>();
        for (var i = 0; i < module.Instructions.Length; i++)
        {
            var instruction = module.Instructions[i];
            switch (instruction.Op)
            {
                case BytecodeOp.StoreName or BytecodeOp.StoreGlobal or BytecodeOp.DeleteName or BytecodeOp.DeleteGlobal:
                    var name = module.Code.Names[instruction.Argument];
                    if (!bindings.TryGetValue(name, out var list))
                        bindings[name] = list = [];
                    list.Add(new Binding(i, FunctionStoredAt(module, i)));
                    break;
                case BytecodeOp.MakeFunction when MadeAt(module, i) is { } code && code.Flags.HasFlag(CodeFlags.Optimized):
                    decorated[code.Name] = code;            // unless a binding below turns out to be the plain function
                    break;
            }
        }

        var found = new List<(int Index, ModuleFunction Function)>();
        foreach (var (name, list) in bindings)
        {
            var last = list[^1];
            if (last.Code is { } code)
                found.Add((last.Index, new ModuleFunction(name, code, ObstacleTo(module, last.Index))));
            else if (decorated.TryGetValue(name, out var inner))
                found.Add((last.Index, new ModuleFunction(name, inner, "it is decorated or bound again, and the top level is not run, so what it becomes is not known.")));
        }
        return [.. found.OrderBy(entry => entry.Index).Select(entry => entry.Function)];
    }

    private static CodeObject? FunctionStoredAt(Bytecode module, int index)
    {
        if (module.Instructions[index].Op is not (BytecodeOp.StoreName or BytecodeOp.StoreGlobal))
            return null;
        var made = index - 1;
        while (made >= 0 && module.Instructions[made].Op == BytecodeOp.SetFunctionAttribute)
            made--;
        return made >= 0 && module.Instructions[made].Op == BytecodeOp.MakeFunction ? MadeAt(module, made) : null;
    }

    private static CodeObject? MadeAt(Bytecode module, int index) =>
        index > 0 && module.Instructions[index - 1] is { Op: BytecodeOp.LoadConstant } load
            ? module.Constants[load.Argument] as CodeObject
            : null;

    private static string? ObstacleTo(Bytecode module, int index)
    {
        if (module.Regions.Any(region => region.Start <= index && index < region.End))
            return "it is defined in a try or with statement, and the top level is not run, so which definition holds is not known.";
        for (var i = 0; i < module.Instructions.Length; i++)
        {
            var (op, target) = (module.Instructions[i].Op, module.Instructions[i].Target);
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

    private readonly record struct Binding(int Index, CodeObject? Code);
}
