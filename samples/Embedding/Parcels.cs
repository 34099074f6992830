using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pyc;

namespace Embedding;

/// <summary>The work of the program: many parcels on all processors, before and after another version of the rules has come.</summary>
internal sealed class Parcels(
    ReloadedModule<IShipping> shipping, RulesFile file, IHostApplicationLifetime lifetime, ILogger<Parcels> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Report();
        var reloaded = new TaskCompletionSource();
        shipping.Reloaded += reloaded.SetResult;
        file.Deploy("v2");
        await reloaded.Task.WaitAsync(stoppingToken);
        Report();
        lifetime.StopApplication();
    }

    private void Report()
    {
        const int Count = 200_000;
        var rules = shipping.Current;                           // one version for all of them
        var sum = 0L;
        Parallel.For(
            0, Count, () => 0L,
            (i, _, part) => part + rules.Total(value: i % 200 * 100, weight: i % 7000, distance: i % 900),
            part => Interlocked.Add(ref sum, part));
        EmbeddingLog.ParcelsSent(logger, Count, sum, rules.Label(2500, 340));
        try
        {
            rules.Total(100, 40_000, 10);
        }
        catch (PythonValueException error)
        {
            var place = error.Traceback[^1];
            EmbeddingLog.ParcelRefused(logger, error.PythonMessage, place.File, place.Line);
        }
    }
}
