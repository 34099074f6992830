namespace Pyc;

/// <summary>The annotations of a function do not say of which types its delegate is.</summary>
public sealed class AnnotationException : PycJitException
{
    internal AnnotationException(string function, string problem)
        : base($"The annotations of {function} do not say of which types its delegate is: {problem}. Say them: Get<Func<...>>(name).")
    {
        Function = function;
        Problem = problem;
    }

    /// <summary>The Python function with its parameters: <c>foo(a, b)</c>.</summary>
    public string Function { get; }

    /// <summary>What is missing: a clause, without a full stop.</summary>
    public string Problem { get; }
}
