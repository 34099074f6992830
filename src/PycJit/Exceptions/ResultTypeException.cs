using Pyc.Translation;

namespace Pyc;

/// <summary>For these arguments Python goes on with a value of another type than native code holds.</summary>
public sealed class ResultTypeException : PycJitException
{
    internal ResultTypeException(SourceLocation where, string what)
        : base($"{where}: {what}")
    {
        Where = where;
    }

    /// <summary>The place in Python.</summary>
    public SourceLocation Where { get; }
}
