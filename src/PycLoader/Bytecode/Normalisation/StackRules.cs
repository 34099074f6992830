namespace Pyc.Loader;

/// <summary>Copies of several items at once.</summary>
internal static class StackRules
{
    internal static void Duplicate(Translation t, int count)
    {
        if (count > t.Stack.RawDepth)
            throw t.Fault($"it needs {count} values, but only {t.Stack.RawDepth} are on the stack.");
        for (var copied = 0; copied < count; copied++)
            t.CopyItem(count);
    }
}
