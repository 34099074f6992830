using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Arguments of methods that are no text.</summary>
/// <remarks>CPython: the units <c>n</c> and <c>i</c> of <c>Python/getargs.c</c>.</remarks>
internal static class TextArguments
{
    /// <summary>An integer.</summary>
    /// <exception cref="PythonError">It is none (TypeError) or does not fit 64 bits (OverflowError).</exception>
    public static long Integer(PythonRuntime runtime, PyValue value)
    {
        if (value.IsInt || value.IsBool)
            return value.Int;
        var text = runtime.Semantics.Text;
        if (!TryInteger(runtime, value, text.ArgumentsTakeIndex, out var integer))
            throw text.NoInteger(value, isSmall: false);
        return integer >= long.MinValue && integer <= long.MaxValue
            ? (long)integer
            : throw PyErrors.OverflowError($"Python int too large to convert to C {text.IntegerType}");
    }

    /// <summary>An integer of 32 bits.</summary>
    /// <exception cref="PythonError">It is none (TypeError) or does not fit (OverflowError).</exception>
    public static int SmallInteger(PythonRuntime runtime, PyValue value)
    {
        var text = runtime.Semantics.Text;
        if (!TryInteger(runtime, value, text.SmallArgumentsTakeIndex, out var integer))
            throw text.NoInteger(value, isSmall: true);
        return integer >= int.MinValue && integer <= int.MaxValue ? (int)integer : throw text.TooLargeForInt(integer);
    }

    private static bool TryInteger(PythonRuntime runtime, PyValue value, bool takesIndex, out BigInteger integer)
    {
        integer = default;
        return !value.IsFloat && (Numbers.TryGetInteger(value, out integer) || (takesIndex && Numbers.TryGetIndex(runtime, value, out integer)));
    }
}
