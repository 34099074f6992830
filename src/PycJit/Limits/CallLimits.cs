using System.Diagnostics.CodeAnalysis;
using Pyc.Logging;
using Pyc.Telemetry;
using Pyc.Translation.Interpretation;

namespace Pyc;

/// <summary>Begins and ends calls of a module that have a token or limits.</summary>
/// <param name="limits">The limits of all of its calls.</param>
/// <param name="module">The module.</param>
internal sealed class CallLimits(ExecutionLimits limits, PycModule module)
{
    private readonly CallBounds _bounds = limits.ToBounds();
    private Combination? _last;                             // a caller's limits are the same in most of its calls

    /// <summary>The limits of all calls.</summary>
    public ExecutionLimits Limits => limits;

    /// <summary>Whether calls without a context are as if there were no limits.</summary>
    public bool AreNone { get; } = limits == ExecutionLimits.None;

    /// <summary>Begins a call.</summary>
    /// <param name="context">What its caller says.</param>
    /// <returns>What may stop it; null for nothing.</returns>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public CallControl? Begin(in PyCallContext context)
    {
        var bounds = context.Limits is { } own ? BoundsWith(own) : _bounds;
        return bounds.IsNone && !context.CancellationToken.CanBeCanceled ? null : CallControl.Begin(bounds, context.CancellationToken);
    }

    /// <summary>Ends a call.</summary>
    /// <param name="control">What <see cref="Begin"/> gave.</param>
    public void End(CallControl? control)
    {
        if (control is null)
            return;
        control.Leave();
        if (control.End is { } end)
            NoteEnd(end);
    }

    /// <summary>Does something as a call.</summary>
    /// <param name="context">What its caller says.</param>
    /// <param name="call">What is done.</param>
    /// <exception cref="OperationCanceledException">The token has cancelled it.</exception>
    /// <exception cref="ExecutionLimitException">It has exceeded a limit.</exception>
    public T Run<T>(in PyCallContext context, Func<T> call)
    {
        var control = Begin(context);
        try
        {
            return call();
        }
        finally
        {
            End(control);
        }
    }

    [SuppressMessage("Performance", "CA1873:Avoid potentially expensive logging", Justification = "Calls that are stopped are few.")]
    private void NoteEnd(Exception end)
    {
        PycJitMeter.Stopped(end);
        PycJitLog.CallStopped(module.Options.Logger, module.Name, end.Message);
    }

    private CallBounds BoundsWith(ExecutionLimits own)
    {
        if (_last is not { } last || !ReferenceEquals(last.Own, own))
            _last = last = new Combination(own, ExecutionLimits.Both(limits, own).ToBounds());
        return last.Bounds;
    }

    private sealed record Combination(ExecutionLimits Own, CallBounds Bounds);
}
