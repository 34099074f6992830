namespace Pyc.Translation.Interpretation;

/// <content>What makes it a container or an iterator.</content>
internal abstract partial class PyUserObject
{
    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) =>
        TrySlice(runtime, ref key, GetSlice, out var items) ? items
        : TryCallSpecial(runtime, "__getitem__", out var item, key) ? item
        : !Type.IsBuiltin && runtime.Semantics.Classes.SaysIndexing && (key.IsInt || key.IsBool)
            ? throw PyErrors.TypeError($"'{Type.Name}' object does not support indexing")
        : base.GetItem(runtime, key);

    /// <inheritdoc/>
    public override void SetItem(PythonRuntime runtime, PyValue key, PyValue value)
    {
        if (!TrySlice(runtime, ref key, SetSlice, out _, value) && !TryCallSpecial(runtime, "__setitem__", out _, key, value))
            base.SetItem(runtime, key, value);
    }

    /// <inheritdoc/>
    public override void DeleteItem(PythonRuntime runtime, PyValue key)
    {
        if (!TrySlice(runtime, ref key, DeleteSlice, out _) && !TryCallSpecial(runtime, "__delitem__", out _, key))
            base.DeleteItem(runtime, key);
    }

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = 0;
        if (!TryCallSpecial(runtime, "__len__", out var result))
            return false;
        length = Numbers.Index(runtime, result, runtime.Semantics.Classes.WrongLength(result));
        return length >= 0 ? true : throw PyErrors.ValueError("__len__() should return >= 0");
    }

    /// <inheritdoc/>
    public override PyIterator? GetIterator(PythonRuntime runtime)
    {
        if (TryFindSpecial(runtime, "__iter__", out var method))
        {
            if (method.IsNone)
                return null;
            var iterator = CallSpecial(runtime, method, default);
            return AsIterator(runtime, iterator)
                ?? throw PyErrors.TypeError($"iter() returned non-iterator of type '{iterator.Type.Name}'");
        }
        return TryFindSpecial(runtime, "__getitem__", out _) ? new SequenceIterator(this) : null;
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item)
    {
        if (!TryFindSpecial(runtime, "__contains__", out var method))
            return base.Contains(runtime, item);
        return method.IsNone
            ? throw PyErrors.TypeError($"'{Type.Name}' object is not a container")
            : Operators.IsTrue(runtime, CallSpecial(runtime, method, new CallArguments([item])));
    }

    /// <summary>A value as an iterator, if it is one: <c>next(value)</c> works on it.</summary>
    public static PyIterator? AsIterator(PythonRuntime runtime, PyValue value) => value.Object switch
    {
        PyIterator iterator => iterator,
        PyUserObject candidate when candidate.TryFindSpecial(runtime, runtime.Semantics.Classes.NextMethod, out _) => new UserIterator(candidate),
        _ => null,
    };

    /// <summary>An object with <c>__next__</c>, as the interpreter draws items from it.</summary>
    internal sealed class UserIterator(PyUserObject source) : PyIterator
    {
        /// <summary>The object itself: what <c>iter()</c> gives to Python code.</summary>
        public PyUserObject Source { get; } = source;

        /// <inheritdoc/>
        public override PyType Type => Source.Type;

        /// <inheritdoc/>
        public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) =>
            Source.TryGetAttribute(runtime, name, out value);

        /// <inheritdoc/>
        public override bool TryNext(PythonRuntime runtime, out PyValue item)
        {
            try
            {
                return Source.TryCallSpecial(runtime, runtime.Semantics.Classes.NextMethod, out item);
            }
            catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
            {
                item = default;
                return false;
            }
        }
    }

    /// <summary>Draws items by <c>__getitem__</c> from 0 on, until it raises IndexError. CPython: <c>Objects/iterobject.c</c>.</summary>
    private sealed class SequenceIterator(PyUserObject source) : PyIterator
    {
        private PyUserObject? _source = source;
        private long _index;

        /// <inheritdoc/>
        public override PyType Type => PyTypes.SequenceIterator;

        /// <inheritdoc/>
        public override bool TryNext(PythonRuntime runtime, out PyValue item)
        {
            item = default;
            if (_source is null)
                return false;
            try
            {
                item = _source.GetItem(runtime, PyValue.FromInt(_index));
                _index++;
                return true;
            }
            catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.IndexError)
                || error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
            {
                _source = null;
                return false;
            }
        }
    }
}
