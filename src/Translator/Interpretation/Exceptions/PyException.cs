using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <summary>An exception as Python code sees it.</summary>
internal sealed partial class PyException(PyType type, ImmutableArray<PyValue> args) : PyObject
{
    /// <inheritdoc/>
    public override PyType Type { get; } = type;

    /// <summary><c>args</c>.</summary>
    public ImmutableArray<PyValue> Args { get; set; } = args;

    /// <summary><c>__cause__</c>: what <c>raise … from</c> named.</summary>
    public PyException? Cause { get; set; }

    /// <summary><c>__context__</c>: what was being handled when it was raised. Python 2 has none.</summary>
    public PyException? Context { get; set; }

    /// <summary><c>__suppress_context__</c>: <c>raise … from</c> was used.</summary>
    public bool SuppressContext { get; set; }

    /// <summary>Where it passed, the frame that raised it first; a frame may be there more than once.</summary>
    public List<TracebackEntry> Traceback { get; } = [];

    /// <summary>Attributes set on it; null for none.</summary>
    public Dictionary<string, PyValue>? Attributes { get; set; }
}
