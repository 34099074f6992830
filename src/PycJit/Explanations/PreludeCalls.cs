using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.Explanations;

/// <summary>Where the functions of Python's own in a unit, whose source nobody has, are called from code that has one.</summary>
internal sealed class PreludeCalls
{
    private readonly Dictionary<Function, SourceLocation> _calls = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those of a unit.</summary>
    /// <param name="unit">Its functions.</param>
    /// <param name="codes">The code that has a source.</param>
    public PreludeCalls(IReadOnlyList<Function> unit, CodeIndex codes)
    {
        var calls = unit.SelectMany(function => function.Blocks).SelectMany(block => block).Where(value => value.Op == Op.Call)
            .Select(call => (Caller: call.Block!.Function, Callee: call.Callee!, Origin: call.Origin with { InlinedAt = null })).ToList();      // a call has one, and is in a block
        // Such a function may call another one.
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (caller, callee, origin) in calls)
            {
                if (codes.Find(origin) is not null)
                    isChanged |= _calls.TryAdd(callee, origin);
                else if (_calls.TryGetValue(caller, out var place))
                    isChanged |= _calls.TryAdd(callee, place);
            }
        }
    }

    /// <summary>A place that calls a function; <see langword="null"/> where there is none.</summary>
    public SourceLocation? PlaceOf(Function function) => _calls.TryGetValue(function, out var place) ? place : null;
}
