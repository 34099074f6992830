namespace Pyc.Translation.Interpretation;

/// <content>The TypeErrors of the methods of text.</content>
internal sealed partial record TextSemantics
{
    private const string BytesRequired = "a bytes-like object is required, not '{0}'";

    /// <summary>The message where a method wants a string; <c>{0}</c> is the method, <c>{1}</c> the number of the argument, <c>{2}</c> a class.</summary>
    public required string StringRequired { get; init; }

    /// <summary>The same of <c>find</c>, <c>index</c> and <c>count</c>.</summary>
    public required string StringToFindRequired { get; init; }

    /// <summary>The same of <c>replace</c>.</summary>
    public required string StringToReplaceRequired { get; init; }

    /// <summary>The message where <c>split</c> gets a separator that is no string; <c>{0}</c> is the class.</summary>
    public required string SeparatorRequired { get; init; }

    /// <summary>The message where an argument has to be an int; <c>{0}</c> is the class.</summary>
    public required string IntegerRequired { get; init; }

    /// <summary>What <c>join</c> joins.</summary>
    public required string WhatIsJoined { get; init; }

    /// <summary>What <c>strip</c> strips.</summary>
    public required string WhatIsStripped { get; init; }

    /// <summary>What <c>startswith</c> takes.</summary>
    public required string WhatIsPrefix { get; init; }

    /// <summary>The message where <c>startswith</c> gets a tuple with something else; <c>{0}</c> is the method, <c>{1}</c> the class.</summary>
    public required string PrefixInTupleRequired { get; init; }

    /// <summary>An argument is no string.</summary>
    public string NotAString(string method, int number, PyValue value) => Fill(
        method switch
        {
            "find" or "rfind" or "index" or "rindex" or "count" => StringToFindRequired,
            "replace" or "removeprefix" or "removesuffix" => StringToReplaceRequired,
            _ => StringRequired,
        },
        method,
        number,
        value.IsNone && (method == "replace" ? StringToReplaceRequired : StringToFindRequired).Contains("argument", StringComparison.Ordinal) ? "None" : value.Type.Name);

    /// <summary>An argument is no bytes.</summary>
    public string NotBytes(PyValue value) => Fill(BytesRequired, value.Type.Name);

    /// <summary>An argument is no int.</summary>
    public string NotAnInteger(PyValue value) => Fill(IntegerRequired, value.Type.Name);

    /// <summary><c>split</c> cannot split there.</summary>
    public PythonError NoSeparator(TextKind kind, PyValue value) =>
        PyErrors.TypeError(kind == TextKind.Bytes ? NotBytes(value) : Fill(SeparatorRequired, value.Type.Name));

    /// <summary>An item of <c>join</c> is no string.</summary>
    public PythonError CannotJoin(TextKind kind, int index, PyValue value) => PyErrors.TypeError(
        $"sequence item {index}: expected {(kind == TextKind.Bytes ? "a bytes-like object" : WhatIsJoined)}, {value.Type.Name} found");

    /// <summary><c>strip</c> cannot strip that.</summary>
    public PythonError CannotStrip(TextKind kind, string method, PyValue value) =>
        PyErrors.TypeError(kind == TextKind.Bytes ? NotBytes(value) : $"{method} arg must be {WhatIsStripped}");

    /// <summary><c>startswith</c> takes no such thing.</summary>
    public PythonError NoPrefix(TextKind kind, string method, PyValue value) => PyErrors.TypeError(
        $"{method} first arg must be {(kind == TextKind.Bytes ? "bytes or a tuple of bytes" : WhatIsPrefix)}, not {value.Type.Name}");

    /// <summary><c>startswith</c> takes no such thing in a tuple.</summary>
    public PythonError NoPrefixInTuple(TextKind kind, string method, PyValue value) =>
        PyErrors.TypeError(kind == TextKind.Bytes ? NotBytes(value) : Fill(PrefixInTupleRequired, method, value.Type.Name));

    /// <summary>An encoding or an error handler is no string.</summary>
    public PythonError NotAnEncoding(string method, int number, PyValue value) => PyErrors.TypeError(HasClinicMessages
        ? $"{method}() argument '{(number - (method is "str" or "bytes" ? 1 : 0) == 1 ? "encoding" : "errors")}' must be str, not {value.Type.Name}"
        : $"{method}() argument {number} must be {WhatIsEncoding}, not {value.Type.Name}");

    /// <summary><c>str(1, 'ascii')</c>.</summary>
    public string CannotDecode(PyValue value) => Fill(CannotDecodeMessage, value.Type.Name);

    /// <summary><c>center</c> cannot fill with that.</summary>
    public PythonError CannotFill(TextKind kind, string method, PyValue value, PyStr? text)
    {
        if (kind == TextKind.Bytes)
            return PyErrors.TypeError($"{method}() argument 2 must be a byte string of length 1, not {value.Type.Name}");
        if (StrIsBytes)
            return PyErrors.TypeError($"{method}() argument 2 must be char, not {value.Type.Name}");
        return PyErrors.TypeError(text is not null
            ? "The fill character must be exactly one character long"
            : Fill(FillCharacterRequired, value.Type.Name));
    }

    /// <summary>Whether errors name parameters, as those of CPython's argument clinic do.</summary>
    public required bool HasClinicMessages { get; init; }

    /// <summary>What an encoding is.</summary>
    public required string WhatIsEncoding { get; init; }

    /// <summary>The message of <c>str(1, 'ascii')</c>; <c>{0}</c> is the class.</summary>
    public required string CannotDecodeMessage { get; init; }

    /// <summary>The message where <c>center</c> does not get a string to fill with; <c>{0}</c> is the class.</summary>
    public required string FillCharacterRequired { get; init; }

    /// <summary>The message where an index of bytes is none; <c>{0}</c> is the class.</summary>
    public required string BytesIndexMessage { get; init; }

    /// <summary>The message of <c>b'a' + 1</c>; <c>{0}</c> is the class.</summary>
    public required string BytesConcatenationMessage { get; init; }

    /// <summary>The message of <c>bytes(1, 'ascii')</c>.</summary>
    public required string EncodingWithoutString { get; init; }

    /// <summary>The message of <c>bytes(1, errors='strict')</c>.</summary>
    public required string ErrorsWithoutString { get; init; }

    /// <summary>The message of <c>bytes(1.5)</c>; <c>{0}</c> is the class.</summary>
    public required string CannotMakeBytesMessage { get; init; }

    /// <summary>An index of bytes is none.</summary>
    public string BytesIndexType(PyValue key) => Fill(BytesIndexMessage, key.Type.Name);

    /// <summary>Nothing that <c>bytes</c> takes.</summary>
    public string CannotMakeBytes(PyValue value) => Fill(CannotMakeBytesMessage, value.Type.Name);

    /// <summary>TypeError: something other than bytes is added to bytes.</summary>
    public PythonError CannotConcatenateBytes(PyValue right) => PyErrors.TypeError(Fill(BytesConcatenationMessage, right.Type.Name));
}
