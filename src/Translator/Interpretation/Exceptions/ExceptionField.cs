using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>An attribute that exceptions of a class have besides their arguments; None until it is set.</summary>
/// <param name="Owner">The class; those derived from it have it too.</param>
/// <param name="Name">Its name.</param>
/// <param name="Since">The first version that has it; null for all.</param>
/// <remarks>CPython: the <c>PyMemberDef</c> tables of <c>Objects/exceptions.c</c>.</remarks>
internal sealed record ExceptionField(PyType Owner, string Name, PythonVersion? Since = null)
{
    private static readonly ExceptionField[] s_rows =
    [
        new(ExceptionTypes.StopIteration, "value", new(3, 3)),
        new(ExceptionTypes.SystemExit, "code"),
        new(ExceptionTypes.ImportError, "msg", new(3, 3)),
        new(ExceptionTypes.ImportError, "name", new(3, 3)),
        new(ExceptionTypes.ImportError, "path", new(3, 3)),
        new(ExceptionTypes.ImportError, "name_from", new(3, 12)),
        new(ExceptionTypes.NameError, "name", new(3, 10)),
        new(ExceptionTypes.AttributeError, "name", new(3, 10)),
        new(ExceptionTypes.AttributeError, "obj", new(3, 10)),
        new(ExceptionTypes.EnvironmentError, "errno"),
        new(ExceptionTypes.EnvironmentError, "strerror"),
        new(ExceptionTypes.EnvironmentError, "filename"),
        new(ExceptionTypes.EnvironmentError, "filename2", new(3, 4)),
        new(ExceptionTypes.SyntaxError, "msg"),
        new(ExceptionTypes.SyntaxError, "filename"),
        new(ExceptionTypes.SyntaxError, "lineno"),
        new(ExceptionTypes.SyntaxError, "offset"),
        new(ExceptionTypes.SyntaxError, "text"),
        new(ExceptionTypes.SyntaxError, "print_file_and_line"),
        new(ExceptionTypes.SyntaxError, "end_lineno", new(3, 10)),
        new(ExceptionTypes.SyntaxError, "end_offset", new(3, 10)),
        new(ExceptionTypes.UnicodeDecodeError, "encoding"),
        new(ExceptionTypes.UnicodeDecodeError, "object"),
        new(ExceptionTypes.UnicodeDecodeError, "start"),
        new(ExceptionTypes.UnicodeDecodeError, "end"),
        new(ExceptionTypes.UnicodeDecodeError, "reason"),
        new(ExceptionTypes.UnicodeEncodeError, "encoding"),
        new(ExceptionTypes.UnicodeEncodeError, "object"),
        new(ExceptionTypes.UnicodeEncodeError, "start"),
        new(ExceptionTypes.UnicodeEncodeError, "end"),
        new(ExceptionTypes.UnicodeEncodeError, "reason"),
    ];

    /// <summary>Whether exceptions of a class have an attribute of that name.</summary>
    public static bool Exists(PyType type, string name, PythonVersion version)
    {
        foreach (var row in s_rows)
        {
            if (row.Name == name && (row.Since is null || version >= row.Since) && type.IsSubtypeOf(row.Owner))
                return true;
        }
        return false;
    }

    /// <summary>Whether a class adds fields to those of its base.</summary>
    public static bool AreOwnedBy(PyType type, PythonVersion version) =>
        Array.Exists(s_rows, row => ReferenceEquals(row.Owner, type) && (row.Since is null || version >= row.Since));
}
