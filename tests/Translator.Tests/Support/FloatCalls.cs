using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Functions for the operations that call one.</summary>
internal static class FloatCalls
{
    /// <summary>What <see cref="Value.Immediate"/> is to say: any function of so many numbers, or 0 for what calls none.</summary>
    public static long Any(Op op, Random random)
    {
        var info = OpInfo.Of(op);
        if (!info.IsFloatCall)
            return 0;
        var functions = Of(info.Arity);
        return (long)functions[random.Next(functions.Length)];
    }

    /// <summary>The functions of so many numbers.</summary>
    public static FloatFunction[] Of(int count) =>
        [.. FloatFunctionInfo.All.ToArray().Where(function => function.Takes(count)).Select(function => function.Function)];
}
