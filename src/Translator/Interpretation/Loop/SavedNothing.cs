namespace Pyc.Translation.Interpretation;

/// <summary>A local without a value, while an inlined comprehension keeps it on the stack.</summary>
/// <remarks>Hostile code can do with it what it likes: it is an object like any other, which "no value" is not.</remarks>
internal sealed class SavedNothing : PyObject
{
    private static readonly SavedNothing s_instance = new();

    /// <summary>The one that there is.</summary>
    public static PyObject Instance => s_instance;

    private SavedNothing()
    {
    }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Object;

    /// <summary>A value, or this in the place of none.</summary>
    public static PyValue Box(PyValue value) => value.IsUnbound ? s_instance : value;

    /// <summary>What <see cref="Box"/> was given.</summary>
    public static PyValue Unbox(PyValue value) => ReferenceEquals(value.Object, s_instance) ? PyValue.Unbound : value;
}
