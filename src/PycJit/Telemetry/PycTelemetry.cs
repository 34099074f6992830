namespace Pyc;

/// <summary>The names by which metrics and traces of PycJit are asked for.</summary>
/// <example><code>
/// services.AddOpenTelemetry()
///     .WithMetrics(metrics => metrics.AddMeter(PycTelemetry.MeterName))
///     .WithTracing(tracing => tracing.AddSource(PycTelemetry.ActivitySourceName));
/// </code></example>
public static class PycTelemetry
{
    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/>: compilations and how long they take, fallbacks, deoptimisations, code in memory, modules.</summary>
    public const string MeterName = "PycJit";

    /// <summary>The <see cref="System.Diagnostics.ActivitySource"/>: loading a module, building and compiling a function.</summary>
    public const string ActivitySourceName = "PycJit";
}
