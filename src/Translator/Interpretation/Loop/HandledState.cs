namespace Pyc.Translation.Interpretation;

/// <summary>The exception that a generator, or the code outside of all generators, is handling.</summary>
/// <remarks>CPython: <c>_PyErr_StackItem</c> in <c>Include/cpython/pystate.h</c>.</remarks>
internal sealed class HandledState
{
    /// <summary>The exception; null where none is handled.</summary>
    public PyException? Value { get; set; }

    /// <summary>That of whoever resumed the generator.</summary>
    public HandledState? Outer { get; set; }

    /// <summary>The exception, or the one that the nearest of those outside handles.</summary>
    public PyException? Topmost
    {
        get
        {
            for (var state = this; state is not null; state = state.Outer)
            {
                if (state.Value is not null)
                    return state.Value;
            }
            return null;
        }
    }
}
