using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Tries to find a better form for a value.</summary>
/// <returns>A value to use instead: one that is there already, or a new one before it. <see langword="null"/>: the rule does not fit,
/// and nothing was made.</returns>
internal delegate Value? Rule(Value value);

/// <summary>The rules for each operation, in the order in which they are tried.</summary>
internal sealed class RuleTable
{
    private readonly List<Rule>[] _rules = new List<Rule>[OpInfo.All.Length];

    public RuleTable(params ReadOnlySpan<Action<RuleTable>> families)
    {
        for (var i = 0; i < _rules.Length; i++)
            _rules[i] = [];
        foreach (var addTo in families)
            addTo(this);
    }

    public void Add(Op op, params ReadOnlySpan<Rule> rules) => _rules[(int)op].AddRange(rules);

    /// <summary>What the first rule that fits gives.</summary>
    public Value? Apply(Value value)
    {
        foreach (var rule in _rules[(int)value.Op])
        {
            if (rule(value) is { } replacement)
                return replacement;
        }
        return null;
    }
}
