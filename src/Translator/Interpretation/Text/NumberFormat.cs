namespace Pyc.Translation.Interpretation;

/// <summary>Numbers by format specification: <c>format(3.14159, ".2f")</c>.</summary>
internal static class NumberFormat
{
    /// <summary><c>format(value, specification)</c> of an int, float or bool; the specification is not empty.</summary>
    public static string Format(PythonRuntime runtime, PyValue value, string specification) => throw new NotSupportedException();
}
