using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>The slices that Python 2 passes to classes as two bounds.</content>
internal sealed partial class PySlice
{
    /// <summary>Whether it is of <c>x[a:b]</c> in Python 2, for which <c>__getslice__</c> is asked before <c>__getitem__</c>.</summary>
    public bool IsOfTwoBounds { get; private init; }

    /// <summary>What a slice instruction makes.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="parts">Two or three bounds, None where the source has none.</param>
    /// <remarks>CPython 2.7: <c>Python/ceval.c</c>, <c>apply_slice</c>: a bound that is there and no int, None too, makes it a slice object.</remarks>
    public static PySlice Of(PythonRuntime runtime, in Instruction instruction, ReadOnlySpan<PyValue> parts)
    {
        var opcode = instruction.Opcode;
        var isOfTwoBounds = opcode is [.., '+', >= '0' and <= '3']            // SLICE+1 has a start, SLICE+2 a stop, SLICE+3 both
            && ((opcode[^1] & 1) == 0 || IsIndex(runtime, parts[0]))
            && ((opcode[^1] & 2) == 0 || IsIndex(runtime, parts[1]));
        return new PySlice(parts[0], parts[1], parts.Length == 3 ? parts[2] : PyValue.None) { IsOfTwoBounds = isOfTwoBounds };
    }

    private static bool IsIndex(PythonRuntime runtime, PyValue bound) =>
        bound.IsInt || bound.IsBool || bound.Object is PyInteger
        || bound.Object is PyUserObject user && user.Type.TryLookup(runtime, "__index__", out _);
}
