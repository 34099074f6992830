using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Converts the values of one C# type to Python's and back. It is the same for every call and holds no state.</summary>
internal abstract class ValueConverter
{
    /// <summary>The Python value of a C# value in a box.</summary>
    public abstract PyValue BoxedToPython(Marshalling marshalling, object value);

    /// <summary>Whether the C# type can hold a Python value.</summary>
    public abstract bool Holds(Marshalling marshalling, PyValue value);

    /// <summary>Passes values of the C# type in calls that lend others.</summary>
    public abstract Passer MakePasser();

    /// <summary>Reads and sets a global as a value of the C# type.</summary>
    public abstract GlobalAccess MakeAccess(PycModule module, string global);
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

    /// <inheritdoc/>
    public sealed override bool Holds(Marshalling marshalling, PyValue value) => TryFromPython(marshalling, value, out _);

    /// <inheritdoc/>
    public sealed override Passer MakePasser() => new ConverterPasser<T>(this);

    /// <inheritdoc/>
    public sealed override GlobalAccess MakeAccess(PycModule module, string global) => new GlobalAccess<T>(module, global);
}
