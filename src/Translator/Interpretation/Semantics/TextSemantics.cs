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

    /// <summary>Whether <c>capitalize</c> makes the first letter a title letter, not a capital.</summary>
    public required bool CapitalisesToTitle { get; init; }

    /// <summary>Whether a letter may become several.</summary>
    public required bool HasFullCaseMapping { get; init; }

    /// <summary>What differs in format specifications.</summary>
    public required FormatSemantics Formats { get; init; }

    /// <summary><c>&lt;class 'int'&gt;</c>, or <c>&lt;type 'int'&gt;</c>.</summary>
    public string ReprOfType(PyType type)
    {
        if (!type.IsBuiltin)
            return $"<class '{type.Module}.{type.QualifiedName}'>";
        if (ExceptionModule is not null && type.IsSubtypeOf(ExceptionTypes.BaseException))
            return $"<{WordForBuiltinType} '{ExceptionModule}.{type.Name}'>";
        return $"<{WordForBuiltinType} '{(type.Module == "builtins" ? "" : type.Module + ".")}{type.Name}'>";
    }

    /// <summary>The repr of a string.</summary>
    public string ReprOfString(PythonRuntime runtime, PyStr text) =>
        StringRepr.Of(runtime, text.IsUnicode ? "u" : "", text.Value, StrIsBytes ? static _ => false : CodePoints.IsPrintable, text.IsSplit ? text.CodePointsOfValue() : null);

    /// <summary>The TypeError's message where an index of a string is none.</summary>
    public string StringIndexType(PyValue key) => Fill(StringIndexMessage, key.Type.Name);

    /// <summary>TypeError: something other than a string is added to one.</summary>
    public PythonError CannotConcatenate(PyStr left, PyValue right) => left.IsUnicode
        ? PyErrors.TypeError(CannotCoerce(right))
        : PyErrors.TypeError(Fill(ConcatenationMessage, left.Type.Name, right.Type.Name));

    /// <summary>The semantics of one series.</summary>
    public static TextSemantics For(PythonVersion version)
    {
        var isPython2 = !version.IsAtLeast(3, 0);
        var notAString = version.IsAtLeast(3, 6) ? "must be str, not {2}" : "Can't convert '{2}' object to str implicitly";
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
            StringRequired = isPython2 ? "expected a string or other character buffer object" : notAString,
            StringToFindRequired = isPython2 ? "expected a string or other character buffer object"
                : version.IsAtLeast(3, 13) ? "{0}() argument {1} must be str, not {2}" : notAString,
            StringToReplaceRequired = isPython2 ? "expected a string or other character buffer object"
                : version.IsAtLeast(3, 6) ? "{0}() argument {1} must be str, not {2}" : notAString,
            BytesToFindRequired = version.IsAtLeast(3, 7) ? "argument should be integer or bytes-like object, not '{0}'" : BytesRequired,
            FindsIndexObjects = version.IsAtLeast(3, 7),
            NamesFloatArgument = !version.IsAtLeast(3, 10),
            SmallIntegerRequired = isPython2 ? "an integer is required"
                : version.IsAtLeast(3, 10) ? "'{0}' object cannot be interpreted as an integer" : "an integer is required (got type {0})",
            TellsLongFromInt = !version.IsAtLeast(3, 8),
            IntegerType = isPython2 ? "long" : "ssize_t",
            KeepsEndsByTruth = version.IsAtLeast(3, 12),
            ArgumentsTakeIndex = !isPython2,
            SmallArgumentsTakeIndex = version.IsAtLeast(3, 8),
            CapitalisesToTitle = version.IsAtLeast(3, 8),
            HasFullCaseMapping = version.IsAtLeast(3, 3),
            ConstructorsNameParameters = version.IsAtLeast(3, 10),
            NamesNoneType = version.IsAtLeast(3, 13),
            SeparatorRequired = isPython2 ? "expected a string or other character buffer object"
                : version.IsAtLeast(3, 6) ? "must be str or None, not {0}" : "Can't convert '{0}' object to str implicitly",
            IntegerRequired = isPython2 ? "an integer is required" : "'{0}' object cannot be interpreted as an integer",
            WhatIsJoined = isPython2 ? "string" : "str instance",
            WhatIsStripped = isPython2 ? "None, str or unicode" : "None or str",
            WhatIsPrefix = isPython2 ? "str, unicode, or tuple" : "str or a tuple of str",
            PrefixInTupleRequired = isPython2 ? "expected a string or other character buffer object"
                : version.IsAtLeast(3, 3) ? "tuple for {0} must only contain str, not {1}" : "Can't convert '{1}' object to str implicitly",
            BytesIndexMessage = version.IsAtLeast(3, 5)
                ? "byte indices must be integers or slices, not {0}" : "byte indices must be integers, not {0}",
            BytesConcatenationMessage = version.IsAtLeast(3, 6) ? "can't concat {0} to bytes" : "can't concat bytes to {0}",
            EncodingWithoutString = version.IsAtLeast(3, 5) ? "encoding without a string argument" : "encoding or errors without sequence argument",
            ErrorsWithoutString = version.IsAtLeast(3, 5) ? "errors without a string argument" : "encoding or errors without sequence argument",
            CannotMakeBytesMessage = version.IsAtLeast(3, 6) ? "cannot convert '{0}' object to bytes" : "'{0}' object is not iterable",
            HasClinicMessages = version.IsAtLeast(3, 8),
            WhatIsEncoding = isPython2 ? "string" : "str",
            CannotDecodeMessage = version.IsAtLeast(3, 5) ? "decoding to str: need a bytes-like object, {0} found"
                : version.IsAtLeast(3, 3) ? "coercing to str: need bytes, bytearray or buffer-like object, {0} found"
                : "coercing to str: need string or buffer, {0} found",
            FillCharacterRequired = version.IsAtLeast(3, 3)
                ? "The fill character must be a unicode character, not {0}"
                : "The fill character cannot be converted to Unicode",
            Formats = FormatSemantics.For(version),
        };
    }

    private static string Fill(string message, params ReadOnlySpan<object?> parts) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, message, parts);
}
