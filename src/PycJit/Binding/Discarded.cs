using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>The result of a delegate that returns void: whatever Python returns, nobody looks at it.</summary>
public readonly struct Discarded;

/// <summary>Takes any value and keeps nothing of it.</summary>
internal sealed class DiscardedConverter : ValueConverter<Discarded>
{
    public override PyValue ToPython(Marshalling marshalling, Discarded value) => PyValue.None;

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out Discarded result)
    {
        result = default;
        return true;
    }
}
