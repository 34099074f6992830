using System.Numerics;

namespace Pyc.Translation.Interpretation;

internal static partial class Numbers
{
    // What CPython 3.12 and later give for None; before, it is an address.
    private const long HashOfNone = 0xFCA86420;

    /// <summary><c>hash(value)</c> of a number or None; false for the rest. Equal numbers of any class have equal hashes.</summary>
    public static bool TryHash(PythonRuntime runtime, PyValue value, out long hash)
    {
        var isModular = runtime.Semantics.Numbers.HashIsModular;
        if (value.IsInt || value.IsBool)
        {
            hash = isModular ? ModularHash.Of(value.Int) : value.Int == -1 ? -2 : value.Int;
            return true;
        }
        if (value.IsFloat)
        {
            hash = isModular ? ModularHash.Of(value.Float) : ClassicHash.Of(runtime, value.Float);
            return true;
        }
        if (value.As<PyInteger>() is { } integer)
        {
            hash = isModular ? ModularHash.Of(runtime, integer.Value) : ClassicHash.Of(runtime, integer.Value);
            return true;
        }
        hash = HashOfNone;
        return value.IsNone;
    }
}
