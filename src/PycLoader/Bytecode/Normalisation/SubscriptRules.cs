namespace Pyc.Loader;

/// <summary>The bounds that a slice opcode finds on the stack.</summary>
internal enum SliceBounds
{
    /// <summary><c>x[:]</c>.</summary>
    Neither,

    /// <summary><c>x[a:]</c>.</summary>
    Start,

    /// <summary><c>x[:b]</c>.</summary>
    Stop,

    /// <summary><c>x[a:b]</c>.</summary>
    Both,
}

/// <summary>Slices become slice objects and subscripts.</summary>
internal static class SubscriptRules
{
    internal static void BuildSlice(Translation t)
    {
        if (t.Argument is not (2 or 3))
            throw t.Fault($"a slice has 2 or 3 parts, not {t.Argument}.");

        t.Do(BytecodeOp.BuildSlice, t.Argument);
    }

    internal static void Slice(Translation t, BytecodeOp use, SliceBounds bounds)
    {
        if (bounds is SliceBounds.Neither or SliceBounds.Stop)
            ConstantRules.LoadNone(t);
        if (bounds == SliceBounds.Stop)
            t.SwapItems(2);
        else if (bounds != SliceBounds.Both)
            ConstantRules.LoadNone(t);

        t.Do(BytecodeOp.BuildSlice, 2);
        t.Do(use);
    }
}
