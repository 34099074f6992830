using System.Diagnostics;
using Pyc.Logging;
using Pyc.Telemetry;
using Pyc.Translation;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Execution;

/// <content>Making machine code of the IR, and telling of it.</content>
internal sealed unsafe partial class FunctionVersion
{
    private nint Compile()
    {
        _module.ThrowIfNativeCodeIsRuledOut();
        using var activity = PycJitActivities.StartCompile(_module, _bytecode.Code);
        MachineCode machineCode;
        try
        {
            machineCode = Generate();
        }
        catch (Exception error)
        {
            PycJitActivities.Fail(activity, error);
            if (error is PycJitException reason)
                _function.NoteRefusal(reason);
            throw;
        }
        PycJitActivities.EndCompile(activity, Signature, machineCode.Bytes.Length, Times);
        PycJitMeter.Compiled(Times);
        PycJitLog.FunctionCompiled(
            _module.Options.Logger, _module.Name, _bytecode.Code.QualifiedName, Signature, machineCode.Functions.Length,
            machineCode.Bytes.Length, _address, machineCode.SpillSlots, Times.Total.TotalMilliseconds);
        return _address;
    }

    private MachineCode Generate()
    {
        var start = Stopwatch.GetTimestamp();
        var function = Optimise(_built ?? Build(_scope));
        _built = null;                                      // it is not what was built any more
        var optimised = Stopwatch.GetElapsedTime(start);
        var machineCode = _module.Options.CodeOf?.Invoke(function) ?? NativeCompiler.Compile(function, BackEndOptions);
        var generated = Stopwatch.GetTimestamp();
        var block = _module.AddCode(machineCode.Bytes.AsSpan());
        Times = new CompileTimes(
            _buildTime, optimised, machineCode.Times.Selection, machineCode.Times.Allocation, machineCode.Times.Emission, Stopwatch.GetElapsedTime(generated));
        (_machineCode, _block) = (machineCode, block);
        _hasCallers = machineCode.Exits.Any(exit => exit.Reason is ExitReason.Call or ExitReason.StackLimit);
        var unit = CallGraph.Of(function).Functions;
        _makesLists = machineCode.HasRuntimeCalls;
        // A unit without recursion has fewer frames than a usual limit.
        _mayRestart = function.MayRestart || (_hasCallers && _module.Options.RecursionLimit < UsualRecursionLimit && WritesLent(unit));
        _callersSize = CallerSlots.SizeFor(machineCode, _module.Options.RecursionLimit);
        _module.Profiler?.Add(block.Address, machineCode, ParameterTypes);
        _address = block.Address;
        return machineCode;
    }

    private static bool Has(Function function, Op op) => function.Blocks.Any(block => block.Any(value => value.Op == op));

    // Where there are callers, the call may have to start again for the recursion limit: TryReadCallers, FrameResumption.IsExact.
    private bool WritesLent(IReadOnlyList<Function> unit) => ParameterTypes.Any(type => type.Sequence is { IsReadOnly: false })
        && unit.Any(function => Has(function, Op.StoreElement) || Has(function, Op.RuntimeCall));
}
