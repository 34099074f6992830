namespace Pyc.Loader;

/// <summary>
/// Globals, attributes and imports. What makes a method call cheaper in CPython, a NULL or self beside the callable, is not here.
/// </summary>
internal static class NameRules
{
    internal static void LoadGlobal(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 11))
        {
            t.Do(BytecodeOp.LoadGlobal, t.Argument);
            return;
        }
        WithNull(t, (t.Argument & 1) != 0, () => t.Do(BytecodeOp.LoadGlobal, t.Argument >> 1));
    }

    internal static void LoadAttribute(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 12))
        {
            t.Do(BytecodeOp.LoadAttribute, t.Argument);
            return;
        }
        var holder = t.Take(ItemKind.Value);
        WithNull(t, (t.Argument & 1) != 0, () =>
        {
            t.Push(holder.Kind);
            t.Do(BytecodeOp.LoadAttribute, t.Argument >> 1);
        });
    }

    /// <summary>3.7 to 3.11: the bound method takes the second slot, as a plain attribute does in CPython.</summary>
    internal static void LoadMethod(Translation t)
    {
        t.Take(ItemKind.Value);
        t.Push(ItemKind.Null);
        t.Push(ItemKind.Value);
        t.Do(BytecodeOp.LoadAttribute, t.Argument);
    }

    internal static void LoadSuperAttribute(Translation t)
    {
        t.PopValues(3);
        WithNull(t, (t.Argument & 1) != 0, () =>
        {
            t.PushValues(3);
            t.Do(BytecodeOp.LoadSuperAttribute, (t.Argument >> 2) * 2 + (t.Argument >> 1 & 1));
        });
    }

    internal static void Import(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 15))
            t.Do(BytecodeOp.ImportName, t.Argument);
        else if ((t.Argument & 3) == 1)
            t.Do(BytecodeOp.ImportNameLazily, t.Argument >> 2);
        else
            t.Do(BytecodeOp.ImportName, t.Argument >> 2);    // 0: lazy only if the interpreter was told so, 2: never
    }

    /// <summary>Puts the NULL of a call below what is loaded in 3.11 and 3.12, above it from 3.13 on.</summary>
    private static void WithNull(Translation t, bool isNeeded, Action load)
    {
        if (isNeeded && !t.Version.IsAtLeast(3, 13))
            t.Push(ItemKind.Null);
        load();
        if (isNeeded && t.Version.IsAtLeast(3, 13))
            t.Push(ItemKind.Null);
    }
}
