using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in text.</summary>
internal sealed partial record TextSemantics
{
    /// <summary>Whether <c>str</c> holds bytes: Python 2.</summary>
    public required bool StrIsBytes { get; init; }

    /// <summary>The word in <c>&lt;class 'int'&gt;</c> for Python's own classes.</summary>
    public required string WordForBuiltinType { get; init; }

    /// <summary>The module that the repr of an exception's class names; null for none.</summary>
    public required string? ExceptionModule { get; init; }

    /// <summary>The TypeError's message where an index of a string is none; <c>{0}</c> is the class of the key.</summary>
    public required string StringIndexMessage { get; init; }

    /// <summary>The TypeError's message of <c>'a' + 1</c>; <c>{0}</c> and <c>{1}</c> are the classes.</summary>
    public required string ConcatenationMessage { get; init; }

    /// <summary>What differs in format specifications.</summary>
    public required FormatSemantics Formats { get; init; }

    /// <summary><c>&lt;class 'int'&gt;</c>, or <c>&lt;type 'int'&gt;</c>.</summary>
    public string ReprOfType(PyType type)
    {
        if (!type.IsBuiltin)
            return $"<class '{type.Module}.{type.Name}'>";
        if (ExceptionModule is not null && type.IsSubtypeOf(ExceptionTypes.BaseException))
            return $"<{WordForBuiltinType} '{ExceptionModule}.{type.Name}'>";
        return $"<{WordForBuiltinType} '{(type.Module == "builtins" ? "" : type.Module + ".")}{type.Name}'>";
    }

    /// <summary>The repr of a string.</summary>
    public string ReprOfString(PythonRuntime runtime, PyStr text) =>
        StringRepr.Of(runtime, text.IsUnicode ? "u" : "", text.Value, StrIsBytes ? static _ => false : CodePoints.IsPrintable);

    /// <summary>The TypeError's message where an index of a string is none.</summary>
    public string StringIndexType(PyValue key) => Fill(StringIndexMessage, key.Type.Name);

    /// <summary>TypeError: something other than a string is added to one.</summary>
    public PythonError CannotConcatenate(PyStr left, PyValue right) => left.IsUnicode
        ? PyErrors.TypeError($"coercing to Unicode: need string or buffer, {right.Type.Name} found")
        : PyErrors.TypeError(Fill(ConcatenationMessage, left.Type.Name, right.Type.Name));

    /// <summary>The semantics of one series.</summary>
    public static TextSemantics For(PythonVersion version)
    {
        var isPython2 = !version.IsAtLeast(3, 0);
        return new()
        {
            StrIsBytes = isPython2,
            WordForBuiltinType = isPython2 ? "type" : "class",
            ExceptionModule = isPython2 ? "exceptions" : null,
            StringIndexMessage = isPython2 ? "string indices must be integers, not {0}"
                : version.IsAtLeast(3, 11) ? "string indices must be integers, not '{0}'" : "string indices must be integers",
            ConcatenationMessage = isPython2 ? "cannot concatenate '{0}' and '{1}' objects"
                : version.IsAtLeast(3, 7) ? "can only concatenate {0} (not \"{1}\") to {0}"
                : version.IsAtLeast(3, 6) ? "must be {0}, not {1}" : "Can't convert '{1}' object to {0} implicitly",
            Formats = FormatSemantics.For(version),
        };
    }

    private static string Fill(string message, params ReadOnlySpan<object?> parts) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, message, parts);
}
