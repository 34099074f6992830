using System.Runtime.InteropServices;

namespace Pyc.Cli.Calls;

/// <summary>Lets Ctrl+C end the call that runs, and not the process; a second one ends the process, as if nobody listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;

    /// <summary>Listens.</summary>
    public Interruption() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, Note);

    /// <summary>What Ctrl+C cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Note(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
            return;
        context.Cancel = true;
        _source.Cancel();
    }
}
