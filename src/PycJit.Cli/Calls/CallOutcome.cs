namespace Pyc.Cli.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Repr"><c>repr</c> of the result; null where it raised.</param>
/// <param name="Raised">What it raised; null where it returned.</param>
internal sealed record CallOutcome(string? Repr, PythonException? Raised)
{
    /// <summary>Calls something.</summary>
    /// <param name="call">Gives <c>repr</c> of the result.</param>
    public static CallOutcome Of(Func<string> call)
    {
        try
        {
            return new CallOutcome(call(), null);
        }
        catch (PythonException raised)
        {
            return new CallOutcome(null, raised);
        }
    }

    /// <summary>Whether another call ended in the same way, as Python sees it.</summary>
    public bool IsLike(CallOutcome other) =>
        Repr == other.Repr && Raised?.PythonType == other.Raised?.PythonType && Raised?.PythonMessage == other.Raised?.PythonMessage;

    /// <summary><c>returns 42</c>, <c>raises ValueError: no</c>.</summary>
    public override string ToString() => Raised is null ? $"returns {Repr}" : $"raises {Raised.PythonType}: {Raised.PythonMessage}";
}
