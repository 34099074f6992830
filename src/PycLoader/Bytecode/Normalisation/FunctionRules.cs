namespace Pyc.Loader;

/// <summary>MAKE_FUNCTION of every version becomes MakeFunction and a SetFunctionAttribute for each part.</summary>
internal static class FunctionRules
{
    private static readonly FunctionAttribute[] s_flagsFromTop =
        [FunctionAttribute.Closure, FunctionAttribute.Annotations, FunctionAttribute.KeywordDefaults, FunctionAttribute.Defaults];

    internal static void MakeFunction(Translation t)
    {
        if (t.Version.IsAtLeast(3, 13))
            t.Do(BytecodeOp.MakeFunction);
        else if (t.Version.IsAtLeast(3, 6))
            MakeByFlags(t);
        else
            MakeByCounts(t, isClosure: false);
    }

    /// <summary>MAKE_CLOSURE, up to 3.5.</summary>
    internal static void MakeClosure(Translation t) => MakeByCounts(t, isClosure: true);

    /// <summary>SET_FUNCTION_ATTRIBUTE, 3.13 on.</summary>
    internal static void SetAttribute(Translation t)
    {
        if (t.Argument is not (1 or 2 or 4 or 8 or 16))
            throw t.Fault($"attribute {t.Argument} of a function is not known.");

        t.Do(BytecodeOp.SetFunctionAttribute, t.Argument);
    }

    /// <summary>3.6 to 3.12: [defaults], [keyword defaults], [annotations], [cells], code, [qualified name].</summary>
    private static void MakeByFlags(Translation t)
    {
        if (t.Argument > 15)
            throw t.Fault($"flags {t.Argument} of a function are not known.");

        Make(t, isNamed: !t.Version.IsAtLeast(3, 11));
        foreach (var attribute in s_flagsFromTop)
        {
            if ((t.Argument & (int)attribute) != 0)
                t.Do(BytecodeOp.SetFunctionAttribute, (int)attribute);
        }
    }

    /// <summary>
    /// Up to 3.5: defaults and pairs of keyword defaults (in 3.4 and 3.5 in this order, before in the other), annotations and the
    /// tuple of their names, cells, code, [qualified name]. The argument counts the first three, 8, 8 and 15 bits.
    /// </summary>
    private static void MakeByCounts(Translation t, bool isClosure)
    {
        var isPython3 = t.Version.IsAtLeast(3, 0);
        var defaults = isPython3 ? t.Argument & 0xFF : t.Argument;
        var pairs = isPython3 ? t.Argument >> 8 & 0xFF : 0;
        var annotations = isPython3 ? t.Argument >> 16 & 0x7FFF : 0;

        Make(t, isNamed: t.Version.IsAtLeast(3, 3));
        if (isClosure)
            t.Do(BytecodeOp.SetFunctionAttribute, (int)FunctionAttribute.Closure);
        if (annotations > 0)
            Collect(t, annotations, BytecodeOp.BuildMapFromKeys, annotations - 1, FunctionAttribute.Annotations);

        var pairsAreOnTop = t.Version.IsAtLeast(3, 4);
        if (pairsAreOnTop)
            Collect(t, 2 * pairs, BytecodeOp.BuildMap, pairs, FunctionAttribute.KeywordDefaults);
        Collect(t, defaults, BytecodeOp.BuildTuple, defaults, FunctionAttribute.Defaults);
        if (!pairsAreOnTop)
            Collect(t, 2 * pairs, BytecodeOp.BuildMap, pairs, FunctionAttribute.KeywordDefaults);
    }

    private static void Make(Translation t, bool isNamed)
    {
        if (!isNamed)
        {
            t.Do(BytecodeOp.MakeFunction);
            return;
        }
        t.SwapItems(2);
        t.Do(BytecodeOp.MakeFunction);
        t.Do(BytecodeOp.SetFunctionAttribute, (int)FunctionAttribute.QualifiedName);
    }

    /// <summary>items, function → function, with an attribute made of the items.</summary>
    private static void Collect(Translation t, int items, BytecodeOp build, int argument, FunctionAttribute attribute)
    {
        if (items == 0)
            return;

        t.RotateDownItems(items + 1);
        t.Do(build, argument);
        t.SwapItems(2);
        t.Do(BytecodeOp.SetFunctionAttribute, (int)attribute);
    }
}
