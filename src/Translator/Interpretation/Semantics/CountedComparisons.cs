namespace Pyc.Translation.Interpretation;

/// <summary>Which comparisons of Python code count as calls against the recursion limit.</summary>
/// <remarks>CPython: <c>PyObject_RichCompare</c> counts itself, and <c>Python/ceval.c</c> does not call it for all operands.</remarks>
internal enum CountedComparisons
{
    /// <summary>None: C code has a limit of its own (3.12 on).</summary>
    None,

    /// <summary>All but those of two ints (2.7).</summary>
    AllButInts,

    /// <summary>All (3.0 to 3.10).</summary>
    All,

    /// <summary>All but those of small ints, of floats, and of strings for equality, on which a jump forwards depends (3.11).</summary>
    Unspecialised,
}
