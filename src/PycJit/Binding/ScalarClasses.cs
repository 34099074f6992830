using System.Numerics;
using Pyc.Binding.Values;

namespace Pyc.Binding;

/// <summary>The classes that pass and convert values of one type, and null in their place: listed as those of <see cref="ElementClasses"/> are.</summary>
internal abstract class ScalarClasses
{
    /// <summary>Those for a type, or what is in a nullable one; null where it is no type of numbers, bools or characters.</summary>
    public static ScalarClasses? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(long) ? ScalarClasses<long>.Instance
            : type == typeof(sbyte) ? ScalarClasses<sbyte>.Instance
            : type == typeof(byte) ? ScalarClasses<byte>.Instance
            : type == typeof(short) ? ScalarClasses<short>.Instance
            : type == typeof(ushort) ? ScalarClasses<ushort>.Instance
            : type == typeof(int) ? ScalarClasses<int>.Instance
            : type == typeof(uint) ? ScalarClasses<uint>.Instance
            : type == typeof(ulong) ? ScalarClasses<ulong>.Instance
            : type == typeof(float) ? ScalarClasses<float>.Instance
            : type == typeof(double) ? ScalarClasses<double>.Instance
            : type == typeof(bool) ? ScalarClasses<bool>.Instance
            : type == typeof(Half) ? ScalarClasses<Half>.Instance
            : type == typeof(BigInteger) ? ScalarClasses<BigInteger>.Instance
            : type == typeof(char) ? ScalarClasses<char>.Instance
            : type == typeof(nint) ? ScalarClasses<nint>.Instance
            : type == typeof(nuint) ? ScalarClasses<nuint>.Instance
            : type == typeof(Int128) ? ScalarClasses<Int128>.Instance
            : type == typeof(UInt128) ? ScalarClasses<UInt128>.Instance
            : null;
    }

    /// <summary>How values of the type, or of the nullable one, are passed beside sequences.</summary>
    public abstract Passer PasserOf(Type type);

    /// <summary>How values of the nullable type are converted.</summary>
    public abstract ValueConverter NullableConverter(ValueConverters converters);
}

/// <inheritdoc/>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ScalarClasses<T> : ScalarClasses
    where T : struct
{
    public static ScalarClasses<T> Instance { get; } = new();

    public override Passer PasserOf(Type type) => type == typeof(T) ? new ScalarPasser<T>() : new ScalarPasser<T?>();

    public override ValueConverter NullableConverter(ValueConverters converters) => new NullableConverter<T>(converters.Of<T>());
}
