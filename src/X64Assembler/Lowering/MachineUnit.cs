using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Functions in machine IR that become one piece of code: one that is called from outside, and those that it calls.</summary>
internal sealed class MachineUnit
{
    private MachineUnit(IReadOnlyList<MachineFunction> functions, ExitTable exits, bool isRecursive)
    {
        Functions = functions;
        Exits = exits;
        HasLoops = isRecursive || functions.Any(function => function.HasLoops);
    }

    /// <summary>The functions; the first one is called from outside.</summary>
    internal IReadOnlyList<MachineFunction> Functions { get; }

    /// <summary>The exits of all functions.</summary>
    internal ExitTable Exits { get; }

    /// <summary>Whether it may run for long: there are loops, or functions that call themselves.</summary>
    internal bool HasLoops { get; }

    /// <summary>Whether there are calls.</summary>
    internal bool HasCalls => Functions.Any(function => function.HasCalls);

    /// <summary>Whether functions of the runtime are called.</summary>
    internal bool HasRuntimeCalls => Functions.Any(function => function.HasRuntimeCalls);

    /// <summary>The most words that an exit or a result stores in the call context.</summary>
    internal int FrameWords => Math.Max(
        Exits.FrameWords, Functions.SelectMany(function => function.Source.Results).Select(result => result.Types.Length).Where(length => length > 1)
            .DefaultIfEmpty(0).Max());

    /// <summary>A function, and all that it calls itself or through others, in the order in which they are met.</summary>
    internal static IReadOnlyList<Function> ReachableFrom(Function function)
    {
        var reached = new List<Function> { function };
        var known = new HashSet<Function>(reached);
        for (var index = 0; index < reached.Count; index++)
            reached.AddRange(CalleesOf(reached[index]).Where(known.Add));
        return reached;
    }

    /// <summary>Lowers the functions of a unit.</summary>
    /// <exception cref="InternalCompilerException">
    /// They call a function that is not among them, or hold an operation that a pass should have expanded.
    /// </exception>
    internal static MachineUnit Select(IReadOnlyList<Function> unit, NativeCompilerOptions options)
    {
        var known = unit.ToHashSet();
        foreach (var function in unit)
        {
            if (CalleesOf(function).FirstOrDefault(callee => !known.Contains(callee)) is { } missing)
                throw new InternalCompilerException($"{missing.Name} is called and is not in the unit.", function.ToString(), "instruction selection");
        }
        var exits = new ExitTable(unit[0], options.ForcibleExits);
        return new MachineUnit(
            [.. unit.Select(function => InstructionSelector.Select(function, options, exits))], exits,
            IsRecursive(unit));
    }

    private static IEnumerable<Function> CalleesOf(Function function) =>
        function.ReversePostOrder.SelectMany(block => block).Select(value => value.Callee).OfType<Function>();

    /// <summary>Whether any function comes back to itself: takes away those that call nothing that is left, until none is.</summary>
    private static bool IsRecursive(IReadOnlyList<Function> unit)
    {
        var callers = unit.ToDictionary(function => function, _ => new List<Function>());
        var open = new Dictionary<Function, int>();
        foreach (var function in unit)
        {
            var callees = CalleesOf(function).Distinct().ToList();
            open[function] = callees.Count;
            foreach (var callee in callees)
                callers[callee].Add(function);
        }
        var pending = new Stack<Function>(unit.Where(function => open[function] == 0));
        var left = unit.Count;
        while (pending.TryPop(out var function))
        {
            left--;
            foreach (var caller in callers[function])
            {
                if (--open[caller] == 0)
                    pending.Push(caller);
            }
        }
        return left > 0;
    }
}
