using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pyc;

namespace Embedding;

/// <summary>Adds up what PycJit counts, and logs it at the end. An exporter of OpenTelemetry does so all the time.</summary>
internal sealed class CompilerMetrics : IHostedService, IDisposable
{
    private readonly ILogger _logger;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = [];

    // It listens before the first module is loaded, which is when the host makes its services.
    public CompilerMetrics(ILogger<CompilerMetrics> logger)
    {
        _logger = logger;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PycTelemetry.MeterName && instrument is Counter<long>)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Value}"));
            _counts.AddOrUpdate(name, value, (_, count) => count + value);
        });
        _listener.Start();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, count) in _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            EmbeddingLog.Counted(_logger, name, count);
        return Task.CompletedTask;
    }

    public void Dispose() => _listener.Dispose();
}
