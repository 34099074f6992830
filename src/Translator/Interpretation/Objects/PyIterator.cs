namespace Pyc.Translation.Interpretation;

/// <summary>An iterator: what <c>for</c> and the builtins draw items from.</summary>
internal abstract class PyIterator : PyObject
{
    /// <summary>The next item; false at the end, where Python's <c>__next__</c> raises StopIteration.</summary>
    public abstract bool TryNext(PythonRuntime runtime, out PyValue item);

    /// <inheritdoc/>
    public sealed override PyIterator GetIterator(PythonRuntime runtime) => this;

    /// <summary>What <c>__length_hint__</c> says: how many items are to come, as a size to allocate; 0 where unknown.</summary>
    public virtual int LengthHint => 0;
}
