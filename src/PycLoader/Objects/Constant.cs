using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Pyc.Loader;

/// <summary>A Python object as the marshal format stores it: one class per kind.</summary>
/// <remarks>CPython: <c>Python/marshal.c</c>. <see cref="object.ToString"/> gives Python's <c>repr</c>.</remarks>
public abstract class Constant
{
    private protected Constant()
    {
    }
}

/// <summary><c>None</c>, <c>Ellipsis</c> or <c>StopIteration</c>.</summary>
public sealed class SingletonConstant : Constant
{
    private readonly string _name;

    private SingletonConstant(string name) => _name = name;

    /// <summary><c>None</c>.</summary>
    public static SingletonConstant None { get; } = new("None");

    /// <summary><c>Ellipsis</c>, the value of <c>...</c>.</summary>
    public static SingletonConstant Ellipsis { get; } = new("Ellipsis");

    /// <summary>The class <c>StopIteration</c>, which marshal knows by a code of its own.</summary>
    public static SingletonConstant StopIteration { get; } = new("StopIteration");

    /// <inheritdoc/>
    public override string ToString() => _name;
}

/// <summary><c>True</c> or <c>False</c>.</summary>
public sealed class BoolConstant : Constant
{
    private BoolConstant(bool value) => Value = value;

    /// <summary><c>True</c>.</summary>
    public static BoolConstant True { get; } = new(true);

    /// <summary><c>False</c>.</summary>
    public static BoolConstant False { get; } = new(false);

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value ? "True" : "False";
}

/// <summary>An integer of any size.</summary>
/// <param name="value">The value.</param>
/// <param name="isLong">Whether Python 2 wrote it as <c>long</c>, which it keeps apart from <c>int</c>.</param>
public sealed class IntConstant(BigInteger value, bool isLong = false) : Constant
{
    /// <summary>The value.</summary>
    public BigInteger Value { get; } = value;

    /// <summary>Whether it is Python 2's <c>long</c>; always false for Python 3.</summary>
    public bool IsLong { get; } = isLong;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsLong ? "L" : "");
}
