namespace Pyc.Loader;

/// <summary>MATCH_KEYS and MATCH_CLASS: in 3.10 a bool follows the result, later None is the result of no match.</summary>
internal static class PatternRules
{
    internal static void MatchKeys(Translation t)
    {
        t.Do(BytecodeOp.MatchKeys);
        AddBool(t);
    }

    internal static void MatchClass(Translation t)
    {
        t.Do(BytecodeOp.MatchClass, t.Argument);
        AddBool(t);
    }

    private static void AddBool(Translation t)
    {
        if (t.Version.IsAtLeast(3, 11))
            return;

        t.CopyItem(1);
        ConstantRules.LoadNone(t);
        t.Do(BytecodeOp.Is, 1);
    }
}
