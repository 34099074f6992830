using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>A function exceeds a limit of the code generator, which no function written by hand comes near.</summary>
public sealed class FunctionTooLargeException : PycJitException, IDiagnosed
{
    /// <summary>Says what there is too much of.</summary>
    /// <param name="function">The function.</param>
    /// <param name="problem">What there is too much of, with the limit: it follows "needs more than".</param>
    internal FunctionTooLargeException(Function function, string problem)
        : this(function.Name, new Diagnostic
        {
            Descriptor = DiagnosticDescriptors.CodeSize,
            Where = PlaceOf(function),
            What = $"{function.Name} is too large to be compiled",
            Reason = $"it needs more than {problem}",
            Remedy = "Split the function.",
        })
    {
    }

    private FunctionTooLargeException(string function, Diagnostic diagnostic)
        : base(diagnostic.ToString())
    {
        FunctionName = function;
        Diagnostic = diagnostic;
    }

    /// <summary>Qualified name of the function.</summary>
    public string FunctionName { get; }

    /// <inheritdoc/>
    public Diagnostic Diagnostic { get; }

    // A function has no place of its own; what it begins with has.
    private static SourceLocation PlaceOf(Function function) =>
        function.ReversePostOrder.SelectMany(block => block).Select(value => value.Origin).FirstOrDefault(origin => origin.File is { Length: > 0 }, SourceLocation.None);
}
