using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Converts the values of one C# type to Python's and back. It is the same for every call and holds no state.</summary>
internal abstract class ValueConverter
{
    /// <summary>The Python value of a C# value in a box.</summary>
    public abstract PyValue BoxedToPython(Marshalling marshalling, object value);
}

/// <inheritdoc/>
/// <typeparam name="T">The C# type.</typeparam>
internal abstract class ValueConverter<T> : ValueConverter
{
    /// <summary>The Python value of a C# value.</summary>
    public abstract PyValue ToPython(Marshalling marshalling, T value);

    /// <summary>The C# value of a Python value; false where <typeparamref name="T"/> cannot hold it, which the marshalling is told.</summary>
    public abstract bool TryFromPython(Marshalling marshalling, PyValue value, out T result);

    /// <inheritdoc/>
    public sealed override PyValue BoxedToPython(Marshalling marshalling, object value) => ToPython(marshalling, (T)value);
}
