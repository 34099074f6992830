namespace Pyc;

/// <summary>Python code makes a value of a class that PycJit does not have, such as a complex number.</summary>
/// <param name="value">What was made, as a noun in the plural: <c>complex numbers</c>.</param>
/// <param name="why">What made it: a clause, without a full stop.</param>
public sealed class UnsupportedValueException(string value, string why)
    : PycJitException($"{value} are not supported: {why}.")
{
    /// <summary>What was made.</summary>
    public string Value { get; } = value;

    /// <summary>What made it.</summary>
    public string Why { get; } = why;
}
