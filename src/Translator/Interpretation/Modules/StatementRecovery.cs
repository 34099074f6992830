using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Leaves out the statements of a top level that cannot be evaluated, and makes what they could have changed unavailable.</summary>
/// <param name="runtime">The runtime.</param>
/// <param name="module">The top level.</param>
/// <param name="globals">The names that it binds.</param>
internal sealed class StatementRecovery(PythonRuntime runtime, RunnableCode module, PyNamespace globals) : IFrameRecovery
{
    private const int LongestReason = 300;

    private readonly HashSet<string> _reasons = [];
    private readonly Lazy<StatementGraph> _statements = new(() => new StatementGraph(module.Bytecode));

    /// <summary>Whether a statement behind which nothing can be evaluated was left out, and everything behind it.</summary>
    public bool HasStopped { get; private set; }

    /// <inheritdoc/>
    public bool TryRecover(Frame frame, PycJitException exception)
    {
        if (exception is ExecutionLimitException)
            return false;                                          // the next statement would not come far either
        // Finding the statement, and what it could have changed, is work as well.
        runtime.ChargeCopy(module.Bytecode.Instructions.Length);
        var span = _statements.Value.SpanAround(frame.Index);
        var line = module.Bytecode.Instructions[frame.Index].Position.Line;
        var isTried = module.Bytecode.Instructions[frame.Index].Op is BytecodeOp.ImportName && frame.Body.TryGetRegion(frame.Index, out _);
        var reason = ReasonFor(exception, line, isTried);
        var (descriptor, remedy) = exception is IDiagnosed { Diagnostic: var diagnostic }
            ? (diagnostic.Descriptor, diagnostic.Remedy)
            : (DiagnosticDescriptors.MalformedInstruction, "Compile the source anew.");
        var bindsUnseen = UnseenBindings.ArePossible(runtime, module, span, globals);
        foreach (var name in NamesChanged(span))
            globals[name] = new UnavailableObject(descriptor, name, reason, remedy);
        if (bindsUnseen)
            globals.Unknown ??= name => new UnavailableObject(descriptor, name, reason, remedy);

        // The stack is empty there, so no handler is running; those that were have left what they handle.
        runtime.HandledState.Value = null;
        frame.Top = frame.Body.SlotCount;
        frame.Index = span.Resume ?? frame.Index;
        HasStopped = span.Resume is null;
        return !HasStopped;
    }

    private HashSet<string> NamesChanged(StatementSpan span)
    {
        var names = StatementEffects.NamesChanged(runtime, module, span, globals);
        // An unknown module may bind any name, those of the builtins too.
        if (span.Instructions.Any(index => module.Bytecode.Instructions[index].Op == BytecodeOp.ImportStar))
        {
            names.UnionWith(globals.Items.Select(item => item.Key).Where(name => !name.StartsWith("__", StringComparison.Ordinal)));
            names.UnionWith(runtime.Builtins.Items.Select(item => item.Key));
        }
        return names;
    }

    /// <summary>Why the names are not available: the statement that was left out first, and what it needed.</summary>
    private string ReasonFor(PycJitException exception, int line, bool isTried)
    {
        var unavailable = exception as UnavailableException;
        if (unavailable is not null && _reasons.Contains(unavailable.Why))
            return unavailable.Why;
        var why = unavailable is null ? exception.Message.TrimEnd('.') : $"{unavailable.What} is not available: {unavailable.Why}";
        var course = isTried ? ", so no way through the try around the import is taken" : "";
        var reason = $"{module.Bytecode.Code.FileName}:{line} could not be evaluated, because {Shortened(why)}{course}";
        _reasons.Add(reason);
        return reason;
    }

    private static string Shortened(string text) => text.Length <= LongestReason ? text : text[..LongestReason] + "…";
}
