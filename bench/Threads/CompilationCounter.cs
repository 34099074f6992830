using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pyc.Benchmarks;

/// <summary>Counts, by what is logged, how often each function is compiled for each combination of parameter types.</summary>
internal sealed class CompilationCounter : ILogger
{
    private const int FunctionCompiled = 5001;
    private const int FunctionInterpreted = 5004;

    private readonly ConcurrentDictionary<string, int> _compilations = [];

    /// <summary>Combinations that were compiled.</summary>
    public int Versions => _compilations.Count;

    /// <summary>How often the one was compiled that was compiled most often.</summary>
    public int Most => _compilations.Values.Max();

    /// <summary>What is said of functions that run interpreted.</summary>
    public ConcurrentQueue<string> Interpreted { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == FunctionInterpreted)
            Interpreted.Enqueue(formatter(state, exception));
        if (eventId.Id != FunctionCompiled || state is not IReadOnlyList<KeyValuePair<string, object?>> properties)
            return;
        var values = properties.ToDictionary();
        _compilations.AddOrUpdate($"{values["Module"]} {values["Function"]} {values["Signature"]}", 1, (_, count) => count + 1);
    }
}
