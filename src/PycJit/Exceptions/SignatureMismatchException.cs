namespace Pyc;

/// <summary>A delegate type does not fit the Python function.</summary>
public sealed class SignatureMismatchException : PycJitException
{
    internal SignatureMismatchException(string function, string expected, string found, string problem)
        : base(
            $"{function} cannot be called through {found}: {problem}"
            + (expected.Length > 0 ? $" Expected a delegate such as {expected}." : ""))
    {
        Function = function;
        Expected = expected;
        Found = found;
        Problem = problem;
    }

    internal SignatureMismatchException(SignatureMismatchException mismatch, string hint)
        : base($"{mismatch.Message} {hint}")
    {
        (Problem, Hint) = (mismatch.Problem, hint);
        Function = mismatch.Function;
        Expected = mismatch.Expected;
        Found = mismatch.Found;
    }

    /// <summary>The Python function with its parameters: <c>foo(a, b)</c>.</summary>
    public string Function { get; }

    /// <summary>A delegate type that fits; empty where none does.</summary>
    public string Expected { get; }

    /// <summary>The delegate type that was asked for.</summary>
    public string Found { get; }

    /// <summary>What does not fit: a sentence.</summary>
    internal string Problem { get; }

    /// <summary>What else would help: a sentence, or empty.</summary>
    internal string Hint { get; } = "";
}
