using Pyc.Binding;
using Pyc.Execution;
using Pyc.Fuzz.Mutation;
using Pyc.Loader;
using Pyc.Translation;

namespace Pyc.Fuzz.Execution;

/// <summary>Takes an input the whole way: read, verified, loaded, compiled, called natively and interpreted, both compared.</summary>
/// <remarks>Whatever the input is, what it does is the same each time.</remarks>
public sealed class InputRunner
{
    // A file has a thousand instructions or more for each kilobyte, and each becomes nodes of a graph with states and positions.
    private const long BytesPerByte = 1000;
    // Bodies of finally may make any code six thousand instructions long.
    private const long BytesAlways = 16 << 20;
    private static readonly ExecutionLimits s_limits = new()
    {
        Steps = 4_000,
        IntegerBits = 1 << 17,
        ListBytes = 32 << 20,
    };

    // Native code counts no steps. A limit of time costs a timer, so that only loops and calls get one.
    private static readonly ExecutionLimits s_nativeLimits = s_limits with { Time = TimeSpan.FromMilliseconds(15) };

    private const int MostFunctions = 4;
    private const int MostParameters = 5;
    private const int ManyTypesEach = 10;                  // and for so many there are several combinations of types and calls
    private const int VerifiedEach = 30;                   // of the inputs, one in so many has its IR verified after each pass

    /// <summary>Runs an input.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="seed">What arguments and types are chosen by.</param>
    public InputReport Run(byte[] bytes, long seed)
    {
        var report = new InputReport();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Run(bytes, new Dice(seed), report);
        }
#pragma warning disable CA1031 // Whatever is not caught where it may happen is what this looks for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            report.Findings.Add(Finding.Of("input", error));
        }
        report.Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return report;
    }

    private static void Run(byte[] bytes, Dice dice, InputReport report)
    {
        if (Read(bytes, report) is not { } file)
            return;
        var options = new PycOptions
        {
            LoadLimits = s_limits with { Steps = 20_000 },
            Limits = s_limits,
            RecursionLimit = 100,
            VerifyEachPass = dice.OneIn(VerifiedEach),
        };
        if (Load(file, options, report) is not { } module)
            return;
        using (module)
        {
            var calls = new List<PlannedCall>();
            foreach (var function in module.Functions.Take(MostFunctions))
                Compile(function, dice, report, calls);
            if (report.Compilations > 0)
                report.Outcome = Outcome.Compiled;
            if (calls.Count > 0)
                Call(file, module, options, calls, report);
        }
    }

    private static PycFile? Read(byte[] bytes, InputReport report)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        PycFile? file = null;
        try
        {
            file = PycFile.Read(bytes);
            report.Outcome = Outcome.NotVerified;
            var refused = false;
            foreach (var code in file.CodeObjects())
                refused |= !Decode(code, report);
            if (!refused)
                report.Outcome = Outcome.Loaded;
        }
        catch (PycFormatException error)
        {
            report.Note("read", error.Message);
        }
        report.BytesToRead = GC.GetAllocatedBytesForCurrentThread() - before;
        if (report.BytesToRead > BytesPerByte * bytes.Length + BytesAlways)
            report.Findings.Add(new Finding("memory", "read", $"{report.BytesToRead} bytes to read a file of {bytes.Length}"));
        return file;
    }

    private static bool Decode(CodeObject code, InputReport report)
    {
        try
        {
            var bytecode = BytecodeDecoder.Decode(code);
            var last = 0;
            foreach (var instruction in bytecode.Instructions)
            {
                report.Note(1, last, (int)instruction.Op);
                last = (int)instruction.Op;
            }
            return true;
        }
        catch (PycFormatException error)
        {
            // Where in the file it is tells nothing, what is wrong does: that is the end of the message.
            report.Note("verify", error.Message[(error.Message.LastIndexOf(':') + 1)..]);
            return false;
        }
    }

    private static PycModule? Load(PycFile file, PycOptions options, InputReport report)
    {
        try
        {
            return PycModule.Create(() => file, options);
        }
        catch (PycFormatException)
        {
            report.Outcome = Outcome.NotVerified;
        }
        catch (PythonException raised)
        {
            report.Outcome = Outcome.Raised;
            report.Note("raised", raised.PythonType);
        }
        catch (ExecutionLimitException)
        {
            report.Outcome = Outcome.Stopped;
            report.Stopped++;
        }
        return null;
    }

    private static void Compile(PycFunction function, Dice dice, InputReport report, List<PlannedCall> calls)
    {
        if (function.Parameters.Count > MostParameters || !function.Accepts(function.Parameters.Count))
            return;
        var arguments = new ArgumentMaker(dice);
        var isThorough = dice.OneIn(ManyTypesEach);
        var variants = isThorough && function.Parameters.Count > 0 ? 3 : 1;
        for (var variant = 0; variant < variants; variant++)
        {
            var types = arguments.Types(function.Parameters.Count, variant == 0 && dice.OneIn(2) ? 0 : dice.Next(3));
            var (isNative, mayTakeLong) = (false, false);
            try
            {
                function.Compile(types);
                report.Compilations++;
                isNative = true;
                mayTakeLong = Describe(function, types, report).MachineCode is { HasLoops: true } or { HasCalls: true };
            }
            catch (PycJitException refusal) when (refusal is not InternalCompilerException)
            {
                report.Note("refused", refusal is IDiagnosed diagnosed ? diagnosed.Diagnostic.Descriptor.Id : refusal.GetType().Name);
            }
            for (var call = isThorough ? 2 : 1; call > 0; call--)
                calls.Add(new PlannedCall(function.Name, types, Array.ConvertAll(types, arguments.Of), isNative, mayTakeLong));
        }
    }

    private static FunctionVersion Describe(PycFunction function, Type[] types, InputReport report)
    {
        var version = VersionOf(function, types);
        foreach (var exit in version.MachineCode.Exits)
            report.Note(2, (int)exit.Reason, exit.Frames.Length);
        report.Note("result", version.Signature);
        return version;
    }

    private static void Call(PycFile file, PycModule module, PycOptions options, List<PlannedCall> calls, InputReport report)
    {
        // A module of its own, in which the same calls are made in the same order: each may change what the next one sees.
        if (report.Compilations == 0)
        {
            foreach (var call in calls)
                _ = Call(module, call, report, default);
            report.InterpretedCalls += calls.Count;
            return;
        }
        if (Load(file, options with { Tier = Tier.InterpreterOnly }, report) is not { } interpreted)
            return;                                                             // it has been loaded before
        report.Outcome = Outcome.Called;
        using (interpreted)
            Call(module, interpreted, calls, report);
    }

    private static void Call(PycModule module, PycModule interpreted, List<PlannedCall> calls, InputReport report)
    {
        var endless = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            var expected = Call(interpreted, call, report, default);
            report.InterpretedCalls++;
            // Native code that does not end takes all the time that a call has: once is enough.
            if (!call.IsNative || endless.Contains(call.Function))
                continue;
            var native = Call(module, call, report, call.MayTakeLong ? new PyCallContext(s_nativeLimits) : default);
            report.NativeCalls++;
            if (native.IsStopped)
                endless.Add(call.Function);
            if (!native.IsComparable || !expected.IsComparable)
                continue;
            report.Comparisons++;
            if (native.Text != expected.Text)
            {
                report.Findings.Add(new Finding(
                    "difference", $"{call.Function}({string.Join(", ", call.Types.Select(type => type.Name))})",
                    $"{call}: native {native.Text}, interpreted {expected.Text}"));
            }
        }
    }

    private static FunctionVersion VersionOf(PycFunction function, Type[] types) =>
        function.VersionFor([.. types.Select(NativeWord.ParameterTypeOf)]);

    private static CallOutcome Call(PycModule module, PlannedCall call, InputReport report, in PyCallContext context)
    {
        var arguments = ArgumentMaker.Copy(call.Arguments);
        try
        {
            return CallOutcome.Of(module[call.Function].Invoke(context, arguments), arguments);
        }
        catch (ExecutionLimitException)
        {
            report.Stopped++;
            return new CallOutcome("stopped", IsComparable: false, IsStopped: true);
        }
        catch (OverflowException)
        {
            // What Python put into an array does not fit its elements.
            return new CallOutcome("overflow", IsComparable: false);
        }
        catch (PycJitException error) when (error is not InternalCompilerException)
        {
            report.Note("call", error is PythonException raised ? raised.PythonType : error.GetType().Name);
            return CallOutcome.Of(error);
        }
    }
}
