using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pyc.Tests.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<(int Id, LogLevel Level, string Message)> Entries { get; } = [];

    /// <summary>The properties of each entry, by name.</summary>
    public ConcurrentQueue<(EventId Event, IReadOnlyDictionary<string, object?> Properties)> Events { get; } = [];

    public IEnumerable<string> MessagesOf(int id) => Entries.Where(entry => entry.Id == id).Select(entry => entry.Message);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
        if (state is IReadOnlyList<KeyValuePair<string, object?>> properties)
            Events.Enqueue((eventId, properties.ToDictionary()));
    }
}
