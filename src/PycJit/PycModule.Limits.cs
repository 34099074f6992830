using Pyc.Binding;

namespace Pyc;

/// <content>Views of the module whose calls have limits.</content>
public sealed partial class PycModule
{
    private readonly PycModule? _viewed;                    // the module itself, of which this is a view; null for that
    private ViewedFunctions? _view;

    private PycModule(PycModule viewed, ExecutionLimits limits)
    {
        _viewed = viewed;
        (File, Options, Name, Profiler, Runtime, Converters) =
            (viewed.File, viewed.Options, viewed.Name, viewed.Profiler, viewed.Runtime, viewed.Converters);
        (_heap, _evaluation, _refusal, _functions, _scope) = (viewed._heap, viewed._evaluation, viewed._refusal, viewed._functions, viewed._scope);
        Limits = new CallLimits(limits, this);
    }

    /// <summary>What its calls may take.</summary>
    internal CallLimits Limits { get; }

    private PycModule Root => _viewed ?? this;

    private FunctionTable CurrentFunctions
    {
        get
        {
            if (_viewed is null)
                return _functions;
            var all = _viewed._functions;
            // They change when a global is set.
            if (_view is not { } view || view.Of != all)
                _view = view = new ViewedFunctions(all, new FunctionTable([.. all.All.Select(function => function.WithLimits(Limits))]));
            return view.Functions;
        }
    }

    /// <summary>Gives the same module with limits for its calls.</summary>
    /// <param name="limits">The limits of each call, besides those that this module has already: of each kind the strictest holds.</param>
    /// <returns>
    /// A view: the same globals and objects, and the same native code. Delegates, functions and bound interfaces that are had from it obey the limits;
    /// those of this module do as before. Disposing it disposes nothing.
    /// </returns>
    public PycModule WithLimits(ExecutionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new PycModule(Root, ExecutionLimits.Both(Limits.Limits, limits));
    }

    /// <param name="Of">The module's functions.</param>
    /// <param name="Functions">The same with limits.</param>
    private sealed record ViewedFunctions(FunctionTable Of, FunctionTable Functions);
}
