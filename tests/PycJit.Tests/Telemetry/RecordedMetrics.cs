using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Pyc.Tests.Telemetry;

/// <summary>What the meter PycJit measures while it lives.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);

    private readonly MeterListener _listener = new();

    public RecordedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != PycTelemetry.MeterName)
                return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public ConcurrentQueue<Measurement> All { get; } = [];

    public IEnumerable<Measurement> Of(string instrument) => All.Where(measurement => measurement.Instrument == instrument);

    /// <summary>Values of a tag, in the order of the measurements; those without the tag give null.</summary>
    public IEnumerable<object?> TagsOf(string instrument, string tag) => Of(instrument).Select(measurement => measurement.Tags.GetValueOrDefault(tag));

    /// <summary>What an instrument shows now that is asked.</summary>
    public double Observe(string instrument)
    {
        All.Clear();
        _listener.RecordObservableInstruments();
        return Of(instrument).Single().Value;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        All.Enqueue(new Measurement(instrument.Name, value, tags.ToArray().ToDictionary()));
}
