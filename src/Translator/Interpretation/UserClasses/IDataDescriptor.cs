namespace Pyc.Translation.Interpretation;

/// <summary>A descriptor that goes before the object's own attributes, and decides what setting and deleting do.</summary>
internal interface IDataDescriptor : IDescriptor
{
    /// <summary><c>__set__</c>.</summary>
    void Set(PythonRuntime runtime, PyValue self, PyValue value);

    /// <summary><c>__delete__</c>.</summary>
    void Delete(PythonRuntime runtime, PyValue self);
}
