using System.Text.Json.Serialization;
using Pyc.Cli.Benchmarking;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit bench --json</c> writes.</summary>
internal sealed record BenchDocument() : CommandDocument("bench")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The CPython series that compiled it: <c>3.12</c>.</summary>
    public required string Python { get; init; }

    /// <summary>The function.</summary>
    public required string Function { get; init; }

    /// <summary>The arguments, as they were given.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary><c>repr</c> of what it returns, in both tiers.</summary>
    public required string Result { get; init; }

    /// <summary>The type of the delegate that was called.</summary>
    public required string DelegateType { get; init; }

    /// <summary>Whether each call was given new arguments, because it changes them, and measured alone.</summary>
    public required bool ChangesArguments { get; init; }

    /// <summary>Why there is no native code; null where there is.</summary>
    public required string? WhyInterpreted { get; init; }

    /// <summary>Native code; null where there is none.</summary>
    public required MeasuredTier? Native { get; init; }

    /// <summary>The interpreter.</summary>
    public required MeasuredTier Interpreted { get; init; }

    /// <summary>How many times as fast native code is, by the medians; null where there is none.</summary>
    public required double? Ratio { get; init; }

    /// <summary>The machine code and how long it took to make it; null where there is none.</summary>
    public required MeasuredCompilation? Compilation { get; init; }
}

/// <summary>Times of calls, in nanoseconds, over batches of calls.</summary>
internal sealed record MeasuredTier(
    double MedianNanoseconds, double MinimumNanoseconds, double Percentile5Nanoseconds, double Percentile95Nanoseconds, double CallsPerSecond,
    double AllocatedBytesPerCall, int Batches, int CallsPerBatch)
{
    /// <summary>The same as measured.</summary>
    public static MeasuredTier Of(Measurement measured) => new(
        measured.Median, measured.Minimum, measured.Percentile5, measured.Percentile95, measured.CallsPerSecond, measured.AllocatedBytes,
        measured.Batches, measured.CallsPerBatch);
}

/// <summary>The machine code, in bytes, and how long it took to make it.</summary>
internal sealed record MeasuredCompilation(
    string Signature, int CodeSize, int FrameSize, int SpillSlots, StageMilliseconds First, StageMilliseconds Warm, int WarmRuns)
{
    /// <summary>The same as measured.</summary>
    public static MeasuredCompilation Of(CompileBenchmark measured) => new(
        measured.Code.Signature, measured.Code.Size, measured.Code.FrameSize, measured.Code.SpillSlots, StageMilliseconds.Of(measured.First),
        StageMilliseconds.Of(measured.Warm), measured.WarmRuns);
}

/// <summary>Milliseconds of the stages of a compilation.</summary>
internal sealed record StageMilliseconds(double Build, double Optimise, double Select, double Allocate, double Emit, double Install, double Total)
{
    /// <summary>The same as measured.</summary>
    public static StageMilliseconds Of(CompileTimes times) => new(
        times.Build.TotalMilliseconds, times.Optimise.TotalMilliseconds, times.Select.TotalMilliseconds, times.Allocate.TotalMilliseconds,
        times.Emit.TotalMilliseconds, times.Install.TotalMilliseconds, times.Total.TotalMilliseconds);
}

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchDocument))]
internal sealed partial class BenchJson : JsonSerializerContext;
