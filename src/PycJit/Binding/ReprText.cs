using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>A result as Python prints it at its prompt.</summary>
/// <param name="Text">What <c>repr</c> gives.</param>
internal readonly record struct ReprText(string Text);

/// <summary>Asks a value for its repr.</summary>
internal sealed class ReprTextConverter : ValueConverter<ReprText>
{
    public override PyValue ToPython(Marshalling marshalling, ReprText value) => PyValue.FromText(value.Text);

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out ReprText result)
    {
        using (marshalling.Runtime.HoldGate())
            result = new ReprText(Operators.Repr(marshalling.Runtime, value));
        return true;
    }
}
