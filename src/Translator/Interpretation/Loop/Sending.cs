namespace Pyc.Translation.Interpretation;

/// <summary>What <c>for</c> and <c>yield from</c> ask an iterator for.</summary>
internal static class Sending
{
    /// <summary>The next item; false at the end.</summary>
    public static bool TryNext(PythonRuntime runtime, PyValue iterator, out PyValue item)
    {
        if (iterator.As<PyRangeIterator>() is { } range)
            return range.TryNextUncharged(out item);
        if (iterator.Object is PyIterator items)
            return items.TryNext(runtime, out item);
        throw PyErrors.TypeError($"'{iterator.Type.Name}' object is not an iterator");
    }

    /// <summary>What an iterator gives for a value that is sent to it; false at the end, with its result.</summary>
    public static bool TrySend(PythonRuntime runtime, PyValue receiver, PyValue value, out PyValue result)
    {
        if (receiver.Object is PyGenerator generator)
            return generator.TrySend(runtime, value, out result);
        try
        {
            if (value.IsNone && receiver.Object is PyIterator iterator)
            {
                var hasNext = iterator.TryNext(runtime, out result);
                if (!hasNext)
                    result = PyValue.None;
                return hasNext;
            }
            result = Operators.Call(runtime, Attributes.Get(runtime, receiver, "send"), value);
            return true;
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            result = PyGenerator.ValueOf(error.Value);
            return false;
        }
    }
}
