using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Remainders that are compared with 0, around multiples of the divisor and at the limits.</summary>
[TestFixture]
public sealed class DivisibilityTests
{
    private static readonly ulong[] s_divisors =
    [
        2, 3, 4, 5, 6, 7, 9, 10, 12, 24, 25, 28, 96, 100, 125, 400, 641, 1000, 3600, 1000000007, 4294967295, 4294967296, 4294967297,
        (1UL << 53) - 1, (1UL << 62) - 1, 1UL << 62, (1UL << 62) + 1, 3UL << 61, long.MaxValue - 1, long.MaxValue,
    ];

    [Test]
    public void A_multiple_of_a_constant_is_found([ValueSource(nameof(s_divisors))] ulong divisor, [Values("eq", "ne")] string comparison, [Values] bool isUnsigned)
    {
        var remainder = isUnsigned
            ? $"v2 = uint.bits v0; v3 = uint {divisor}; v4 = uint.mod v2, v3; v5 = int.bits v4"
            : $"v3 = int {divisor}; v5 = int.mod v0, v3";
        Check(divisor, $"""
            function f(v0: i64) -> bool
            b0: {remainder}; v6 = int 0; v7 = int.{comparison} v5, v6; return v7
            """);
        Check(divisor, $"""
            function f(v0: i64) -> i64
            b0: {remainder}; v6 = int 0; v7 = int.{comparison} v5, v6; v8 = int 1; branch v7, b1, b2
            b1: v9: i64 = select v7, v8, v0; return v9
            b2: v10 = int 7; return v10
            """);
    }

    private static void Check(ulong divisor, string text)
    {
        var function = IrParser.Parse(text);
        IrVerifier.Verify(function);
        foreach (var options in new[] { TestOptions.Baseline, TestOptions.WithRegisters(3) })
        {
            using var native = NativeFunction.Compile(function, options);
            foreach (var number in Numbers(divisor))
            {
                var (expected, actual) = (WordEvaluator.Run(function, [number]), native.CallForWords([number]));
                if (actual != expected)
                    Assert.Fail($"{number}: {expected}, not {actual}\n{function}\n{MachineCodeListing.Write(native.Code)}");
            }
        }
    }

    private static IEnumerable<long> Numbers(ulong divisor)
    {
        foreach (var number in Grids.Integers)
            yield return number;
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var multiple = (ulong)random.NextInt64(long.MinValue, long.MaxValue) / divisor * divisor;
            foreach (var number in new[] { multiple, multiple - 1, multiple + 1, ulong.MaxValue / divisor * divisor, long.MaxValue / divisor * divisor })
            {
                yield return (long)number;
                yield return -(long)number;
                yield return -(long)number + 1;
            }
        }
    }
}
