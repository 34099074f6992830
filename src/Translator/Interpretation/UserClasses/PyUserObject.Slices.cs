namespace Pyc.Translation.Interpretation;

/// <content>Slices of two bounds in Python 2: <c>__getslice__</c>, <c>__setslice__</c>, <c>__delslice__</c>.</content>
/// <remarks>
/// CPython 2.7: <c>PySequence_GetSlice</c> in <c>Objects/abstract.c</c>, <c>slot_sq_ass_slice</c> in <c>Objects/typeobject.c</c>,
/// <c>instance_slice</c> in <c>Objects/classobject.c</c>.
/// </remarks>
internal abstract partial class PyUserObject
{
    private const string GetSlice = "__getslice__";
    private const string SetSlice = "__setslice__";
    private const string DeleteSlice = "__delslice__";

    /// <summary>Passes a slice to a method that takes its bounds; false where the method of items is to be asked.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="key">The key, which old-style classes get with bounds that are ints.</param>
    /// <param name="name">The method.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="value">What is stored, if anything is.</param>
    private bool TrySlice(PythonRuntime runtime, ref PyValue key, string name, out PyValue result, params ReadOnlySpan<PyValue> value)
    {
        result = default;
        if (key.Object is not PySlice { IsOfTwoBounds: true } slice)
            return false;
        var isFound = TryFindSpecial(runtime, name, out var method);
        // One slot stores and deletes: a class that has only the other method has the slot too.
        var hasSlot = isFound
            || (name != GetSlice && (TryFindSpecial(runtime, SetSlice, out _) || TryFindSpecial(runtime, DeleteSlice, out _)));
        if (!hasSlot && !Type.IsOldStyle)
            return false;

        var start = SequenceIndex.SliceBound(runtime, slice.Start, 0);
        var stop = SequenceIndex.SliceBound(runtime, slice.Stop, long.MaxValue);
        if ((start < 0 || stop < 0) && TryGetSliceLength(runtime, out var length))
        {
            start += start < 0 ? length : 0;
            stop += stop < 0 ? length : 0;
        }
        if (isFound)
        {
            PyValue[] arguments = [PyValue.FromInt(start), PyValue.FromInt(stop), .. value];
            result = CallSpecial(runtime, method, new CallArguments(arguments));
            return true;
        }
        if (!Type.IsOldStyle)
            throw PyErrors.AttributeError(name);
        key = new PySlice(PyValue.FromInt(start), PyValue.FromInt(stop), PyValue.None);
        return false;
    }

    // An old-style instance has a length until it is asked for it.
    private bool TryGetSliceLength(PythonRuntime runtime, out long length) =>
        TryGetLength(runtime, out length)
        || (Type.IsOldStyle ? throw PyErrors.AttributeError($"{Type.Name} instance has no attribute '__len__'") : false);
}
