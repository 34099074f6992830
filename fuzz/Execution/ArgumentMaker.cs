using Pyc.Fuzz.Mutation;

namespace Pyc.Fuzz.Execution;

/// <summary>Chooses parameter types and arguments at the ends of what they hold.</summary>
internal sealed class ArgumentMaker(Dice dice)
{
    private static readonly long[] s_integers =
        [0, 1, -1, 2, 3, 7, 10, 63, 64, -64, 255, int.MaxValue, int.MinValue, 1L << 32, long.MaxValue, long.MinValue, -3037000500, 3037000499, 1L << 53];

    private static readonly double[] s_floats =
        [0.0, -0.0, 1.0, -1.5, 0.5, 3.0, 1e308, -1e308, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 9007199254740993, 9.223372036854775807e18];

    private static readonly Type[] s_types = [typeof(long), typeof(long), typeof(double), typeof(bool), typeof(long[]), typeof(double[]), typeof(List<long>)];

    /// <summary>Types for so many parameters.</summary>
    internal Type[] Types(int count, int variant)
    {
        var types = new Type[count];
        for (var i = 0; i < count; i++)
            types[i] = variant switch { 0 => typeof(long), 1 => typeof(double), _ => dice.Of(s_types) };
        return types;
    }

    /// <summary>An argument of a type.</summary>
    internal object Of(Type type)
    {
        if (type == typeof(long))
            return Integer();
        if (type == typeof(double))
            return dice.Of(s_floats);
        if (type == typeof(bool))
            return dice.OneIn(2);
        var count = dice.Next(6);
        if (type == typeof(double[]))
            return Enumerable.Range(0, count).Select(_ => dice.Of(s_floats)).ToArray();
        var integers = Enumerable.Range(0, count).Select(_ => Integer());
        return type == typeof(long[]) ? integers.ToArray() : integers.ToList();
    }

    /// <summary>A copy that shares no memory.</summary>
    internal static object?[] Copy(object?[] arguments) => Array.ConvertAll(arguments, argument => argument switch
    {
        long[] array => array.Clone(),
        double[] array => array.Clone(),
        List<long> list => new List<long>(list),
        _ => argument,
    });

    private long Integer() => dice.OneIn(3) ? dice.Next(-3, 12) : dice.Of(s_integers);
}
