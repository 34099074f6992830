namespace Pyc.Translation.Ir;

/// <summary>IR text does not follow the form that <see cref="IrPrinter"/> writes.</summary>
/// <param name="problem">What is wrong, as one sentence.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column in UTF-16 units, from 1.</param>
public sealed class IrParseException(string problem, int line, int column)
    : FormatException($"line {line}, column {column}: {problem}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column in UTF-16 units, from 1.</summary>
    public int Column { get; } = column;
}
