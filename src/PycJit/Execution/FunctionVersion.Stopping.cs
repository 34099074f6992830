using Pyc.Binding;
using Pyc.Execution.Sequences;
using Pyc.Translation;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Execution;

/// <content>Calls that can be stopped, and have limits: they run code of their own, which asks from time to time. Code of other calls pays nothing for it.</content>
internal sealed unsafe partial class FunctionVersion
{
    private FunctionVersion? _stoppable;
    private bool _hasNoStoppable;

    /// <summary>Whether its code polls: <see cref="Translation.Passes.Polling"/>.</summary>
    public bool IsStoppable { get; }

    /// <summary>The version for calls that can be stopped; null where there is no native one.</summary>
    /// <remarks>Code without loops and calls ends soon, and is its own.</remarks>
    internal FunctionVersion? Stoppable
    {
        get
        {
            if (IsStoppable || (_address != 0 && _machineCode is { HasLoops: false, HasCalls: false }))
                return this;
            if (_stoppable is { IsStale: false } known)
                return known;
            if (_hasNoStoppable)
                return null;
            var made = _function.TryVersionFor(ParameterTypes, isStoppable: true);
            (_stoppable, _hasNoStoppable) = (made, made is null);
            return made;
        }
    }

    /// <summary>Runs the code; a stop meanwhile makes it leave.</summary>
    private long RunToStop(CallContext* context, in NativeArguments arguments)
    {
        if (arguments.Control is not { } control || !IsStoppable)
            return NativeCall.Run(_address, context, arguments.Words);
        control.Attach(&context->StackLimit);
        var word = NativeCall.Run(_address, context, arguments.Words);
        control.Detach();
        return word;
    }

    /// <summary>
    /// Lets code use no more of the stack than the call may. The context, which lies above all frames, is never below the limit: so a poll, which compares the two, leaves for a
    /// stop alone, and where the stack is nearly used up already the check of it leaves, which knows how to go on.
    /// </summary>
    private static void LimitStack(CallContext* context, CallControl? control)
    {
        var limit = context->StackLimit;
        if (control is not null)
            limit = Math.Max(limit, OwnLimit(control, context));
        context->StackLimit = Math.Min(limit, (nint)context);
    }

    // The context lies where the call begins.
    private static nint OwnLimit(CallControl control, CallContext* context) =>
        control.StackBytes < (nint)context ? (nint)context - (nint)control.StackBytes : 0;

    /// <summary>Ends a call for good that has been stopped or has exceeded a limit. Any other goes on in the interpreter, which looks at the limits as well.</summary>
    private static void ThrowIfEnded(CallControl control, MachineExit exit, CallContext* context)
    {
        if (exit.Reason == ExitReason.Stop || control.IsStopped)
            throw control.StopReason(PlaceOf(exit));
        if (ListHeap.Current is { HasExceededLimit: true })
            throw Exceeds(ExecutionLimitException.OfListBytes(control.ListBytes));
        if (exit.Op == Op.CheckStack && OwnLimit(control, context) > CallerSlots.LimitOfStack)
            throw Exceeds(ExecutionLimitException.OfStack(control.StackBytes));

        ExecutionLimitException Exceeds(ExecutionLimitException error)
        {
            error.Where = PlaceOf(exit);
            return control.Note(error);
        }
    }

    private static SourceLocation? PlaceOf(MachineExit exit)
    {
        var place = RemarkCollection.InModule(exit.Place);
        return place.Index >= 0 ? place : null;
    }
}
