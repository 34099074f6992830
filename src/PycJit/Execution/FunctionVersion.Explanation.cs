using Pyc.Explanations;
using Pyc.Translation;
using Pyc.Translation.Analyses;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;

namespace Pyc.Execution;

/// <content>What the compiler says of the code: it is made once more, with remarks, which gives the same code.</content>
internal sealed unsafe partial class FunctionVersion
{
    /// <summary>Completes an explanation with what is known of the native code.</summary>
    /// <param name="explanation">What is known already.</param>
    /// <param name="codes">The code of the module.</param>
    public Explanation Explain(Explanation explanation, CodeIndex codes)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var machineCode = MachineCode;
        var notes = new VariableNotes();
        var entry = IrBuilder.Build(_function.Callable as PyFunction, _bytecode, _scope, ParameterTypes, _module.Options.Integers, notes);
        var built = CallGraph.Of(entry).Functions;
        var builtins = new PreludeCalls(built, codes);
        var checks = new CheckList(codes, _bytecode.Code, builtins);
        var demanded = built.SelectMany(checks.PlacesIn).ToHashSet();
        Optimise(entry, collectRemarks: true);
        var unit = CallGraph.Of(entry).Functions;
        foreach (var function in unit)
            checks.Add(function);
        var remaining = checks.Checks;
        demanded.ExceptWith(remaining.Select(check => (check.Where, check.Reason)));
        return explanation with
        {
            Signature = Signature,
            Variables = [.. notes.All(entry.Name)],
            Checks = remaining,
            RemovedChecks = demanded.Count,
            Loops = [.. unit.SelectMany(function => LoopVerdict.Of(function).Select(loop => InModule(loop, function))).DistinctBy(loop => (loop.Where, loop.Within)).OrderBy(loop => loop.Where.Code == _bytecode.Code ? 0 : 1)],
            // What was said of loops is in their verdicts.
            Remarks = [.. unit.SelectMany(function => function.Remarks!).Where(remark => !remark.IsOfLoop).Distinct()],   // they were collected
            Calls = checks.Calls,
            Exits = [.. machineCode.Exits.GroupBy(exit => exit.Reason).OrderBy(group => group.Key).Select(group => new ExitsByReason(group.Key, group.Count()))],
            Code = new NativeCode(Signature, Address, machineCode.Bytes.Length, machineCode.FrameSize, machineCode.SpillSlots, Times),
        };

        LoopVerdict InModule(LoopVerdict loop, Translation.Ir.Function function) =>
            codes.Find(loop.Where) is null && builtins.PlaceOf(function) is { } call ? loop with { Where = call, Within = loop.Where } : loop;
    }
}
