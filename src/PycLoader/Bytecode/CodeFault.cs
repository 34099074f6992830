namespace Pyc.Loader;

/// <summary>Errors about a damaged code object, all of one form.</summary>
internal static class CodeFault
{
    /// <summary>
    /// <c>straight.py: foo, offset 12 of co_code: opcode 250 is not one of CPython 3.8.</c>
    /// </summary>
    /// <param name="code">The damaged code object.</param>
    /// <param name="field">The part that is damaged, such as <c>co_code</c>.</param>
    /// <param name="offset">Byte offset in that part.</param>
    /// <param name="problem">What is wrong there, a sentence.</param>
    internal static PycFormatException In(CodeObject code, string field, int offset, string problem) =>
        new($"{code.FileName}: {code.QualifiedName}, offset {offset} of {field}: {problem}");
}
