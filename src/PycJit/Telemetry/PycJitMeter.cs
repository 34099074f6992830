using System.Diagnostics.Metrics;
using Pyc.Native;
using Pyc.Translation.Ir;

namespace Pyc.Telemetry;

/// <summary>What PycJit counts and measures, for all modules of the process.</summary>
/// <remarks>An instrument to which nobody listens costs a comparison. Calls that native code returns from are not counted at all.</remarks>
internal static class PycJitMeter
{
    private static readonly Meter s_meter = new(PycTelemetry.MeterName, typeof(PycJitMeter).Assembly.GetName().Version?.ToString(3));

    // Most compilations take 0.1 to 1 ms, and the first of a process a hundred.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    };

    private static readonly Counter<long> s_compilations = s_meter.CreateCounter<long>(
        "pycjit.compilations", "{compilation}", "Compilations of a function for one combination of parameter types; error.type says why one was refused.");

    private static readonly Histogram<double> s_compilationDuration = s_meter.CreateHistogram(
        "pycjit.compilation.duration", "s", "How long a stage of a compilation took, of the function and all that it calls natively; pycjit.stage is build, optimise, select, allocate, emit or install.", advice: s_seconds);

    private static readonly Counter<long> s_fallbacks = s_meter.CreateCounter<long>(
        "pycjit.fallbacks", "{function}", "Functions that run interpreted for want of native code; error.type says why.");

    private static readonly Counter<long> s_deoptimisations = s_meter.CreateCounter<long>(
        "pycjit.deoptimisations", "{call}", "Calls that native code left for the interpreter, which went on with them; pycjit.exit.reason says why.");

    private static readonly Histogram<double> s_loadDuration = s_meter.CreateHistogram(
        "pycjit.module.load.duration", "s", "How long loading a module took, its top level included; error.type says why it failed.", advice: s_seconds);

    private static readonly Counter<long> s_stops = s_meter.CreateCounter<long>(
        "pycjit.stops", "{call}", "Calls and loads that their token cancelled, or that exceeded a limit; pycjit.limit says which.");

    private static long s_modules;

    static PycJitMeter()
    {
        s_meter.CreateObservableUpDownCounter(
            "pycjit.modules", () => Interlocked.Read(ref s_modules), "{module}", "Modules in memory that are not disposed.");
        s_meter.CreateObservableUpDownCounter(
            "pycjit.code.memory.usage", () => CodeMemory.BytesUsed, "By", "Executable memory that code lies in, of disposed modules as well while delegates hold it.");
        ContextUnloading.Register(s_meter.Dispose);
    }

    /// <summary>The executable memory of all modules.</summary>
    public static CodeMemoryUsage CodeMemory { get; } = new();

    /// <summary>Notes that a module is loaded.</summary>
    /// <param name="duration">How long that took.</param>
    /// <returns>What counts it for as long as the module holds it and has not disposed it.</returns>
    public static ModuleCount Loaded(TimeSpan duration)
    {
        s_loadDuration.Record(duration.TotalSeconds);
        return new ModuleCount();
    }

    /// <summary>Notes that a module could not be loaded.</summary>
    /// <param name="duration">How long it took to find that out.</param>
    /// <param name="error">Why.</param>
    public static void LoadFailed(TimeSpan duration, Exception error)
    {
        if (s_loadDuration.Enabled)
            s_loadDuration.Record(duration.TotalSeconds, Tag(TelemetryTags.ErrorType, TelemetryTags.ErrorTypeOf(error)));
    }

    /// <summary>Notes that a function is compiled.</summary>
    public static void Compiled(in CompileTimes times)
    {
        s_compilations.Add(1);
        if (!s_compilationDuration.Enabled)
            return;
        Record("build", times.Build);
        Record("optimise", times.Optimise);
        Record("select", times.Select);
        Record("allocate", times.Allocate);
        Record("emit", times.Emit);
        Record("install", times.Install);
    }

    /// <summary>Notes that a function cannot be compiled.</summary>
    public static void Refused(Exception reason)
    {
        if (s_compilations.Enabled)
            s_compilations.Add(1, Tag(TelemetryTags.ErrorType, TelemetryTags.ErrorTypeOf(reason)));
    }

    /// <summary>Notes that a function runs interpreted because of that.</summary>
    public static void FellBack(Exception reason)
    {
        if (s_fallbacks.Enabled)
            s_fallbacks.Add(1, Tag(TelemetryTags.ErrorType, TelemetryTags.ErrorTypeOf(reason)));
    }

    /// <summary>Notes that a call left native code.</summary>
    public static void Deoptimised(ExitReason reason)
    {
        if (s_deoptimisations.Enabled)
            s_deoptimisations.Add(1, Tag(TelemetryTags.ExitReason, IrPrinter.NameOf(reason)));
    }

    /// <summary>Notes that a call was stopped.</summary>
    /// <param name="end">What it ended with.</param>
    public static void Stopped(Exception end)
    {
        if (s_stops.Enabled)
            s_stops.Add(1, Tag(TelemetryTags.Limit, TelemetryTags.LimitOf(end)));
    }

    private static void Record(string stage, TimeSpan time) => s_compilationDuration.Record(time.TotalSeconds, Tag(TelemetryTags.Stage, stage));

    /// <summary>Counts a module until it is disposed, or nobody holds it any longer: a program that loads modules again need not dispose those before.</summary>
    internal sealed class ModuleCount : IDisposable
    {
        public ModuleCount() => Interlocked.Increment(ref s_modules);

        ~ModuleCount() => Interlocked.Decrement(ref s_modules);

        public void Dispose()
        {
            Interlocked.Decrement(ref s_modules);
            GC.SuppressFinalize(this);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
