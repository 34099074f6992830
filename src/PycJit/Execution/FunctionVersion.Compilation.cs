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
    private nint CompileOnce()
    {
        MachineCode? made = null;
        try
        {
            lock (_compiling)
            {
                if (_address == 0)
                    made = Compile();
            }
        }
        catch (PycJitException reason)
        {
            _function.NoteRefusal(reason);
            throw;
        }
        // Who is told may wait for a thread that waits for the code: that has to be there.
        if (made is not null)
            Tell(made);
        return _address;
    }

    private void Tell(MachineCode made)
    {
        PycJitMeter.Compiled(Times);
        PycJitLog.FunctionCompiled(
            _module.Options.Logger, _module.Name, _bytecode.Code.QualifiedName, Signature, made.Functions.Length, made.Bytes.Length, _address,
            made.SpillSlots, Times.Total.TotalMilliseconds);
    }

    private MachineCode Compile()
    {
        _module.ThrowIfNativeCodeIsRuledOut();
        using var activity = PycJitActivities.StartCompile(_module, _bytecode.Code);
        try
        {
            var machineCode = Generate();
            PycJitActivities.EndCompile(activity, Signature, machineCode.Bytes.Length, Times);
            return machineCode;
        }
        catch (Exception error)
        {
            PycJitActivities.Fail(activity, error);
            throw;
        }
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
