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
    public string NotAString(PyStr self, string method, int number, PyValue value)
    {
        if (self.IsUnicode)
            return CannotCoerce(value);
        var message = method switch
        {
            "find" or "rfind" or "index" or "rindex" or "count" => StringToFindRequired,
            "replace" => StringToReplaceRequired,
            "removeprefix" or "removesuffix" => "{0}() argument must be str, not {2}",
            _ => StringRequired,
        };
        // The messages of the argument clinic name the method, and None by its value.
        var isNone = value.IsNone && message.StartsWith("{0}()", StringComparison.Ordinal);
        return Fill(message, method, number, isNone ? "None" : value.Type.Name);
    }

    /// <summary>Something does not become <c>unicode</c>.</summary>
    public static string CannotCoerce(PyValue value) => $"coercing to Unicode: need string or buffer, {value.Type.Name} found";

    /// <summary>The message where <c>find</c> of bytes gets neither bytes nor an int; <c>{0}</c> is the class.</summary>
    public required string BytesToFindRequired { get; init; }

    /// <summary>Whether <c>find</c> of bytes takes what has <c>__index__</c>.</summary>
    public required bool FindsIndexObjects { get; init; }

    /// <summary><c>find</c> of bytes cannot look for that.</summary>
    public PythonError CannotFind(PyValue value) => PyErrors.TypeError(Fill(BytesToFindRequired, value.Type.Name));

    /// <summary>Whether a float where an int has to be has an error of its own.</summary>
    public required bool NamesFloatArgument { get; init; }

    /// <summary>The message where an argument has to be a C int; <c>{0}</c> is the class.</summary>
    public required string SmallIntegerRequired { get; init; }

    /// <summary>Whether a C int has errors of its own for what fits a C long and what does not.</summary>
    public required bool TellsLongFromInt { get; init; }

    /// <summary>The C type that an int of 64 bits has to fit.</summary>
    public required string IntegerType { get; init; }

    /// <summary>Whether any value tells <c>splitlines</c> to keep the ends.</summary>
    public required bool KeepsEndsByTruth { get; init; }

    /// <summary>Whether <c>__index__</c> makes an argument an int: not in Python 2.</summary>
    public required bool ArgumentsTakeIndex { get; init; }

    /// <summary>Whether a C int is made by <c>__index__</c>.</summary>
    public required bool SmallArgumentsTakeIndex { get; init; }

    /// <summary>An argument is no bytes.</summary>
    public string NotBytes(PyValue value) => Fill(BytesRequired, value.Type.Name);

    /// <summary>An argument is no int.</summary>
    public string NotAnInteger(PyValue value) => Fill(IntegerRequired, value.Type.Name);

    /// <summary>An argument that is no int.</summary>
    /// <param name="value">It.</param>
    /// <param name="isSmall">Whether a C int is wanted.</param>
    public PythonError NoInteger(PyValue value, bool isSmall) => PyErrors.TypeError(
        value.IsFloat && NamesFloatArgument ? "integer argument expected, got float"
        : Fill(isSmall ? SmallIntegerRequired : IntegerRequired, value.Type.Name));

    /// <summary>An argument does not fit a C int.</summary>
    public PythonError TooLargeForInt(System.Numerics.BigInteger integer) => PyErrors.OverflowError(
        !TellsLongFromInt ? "Python int too large to convert to C int"
        : integer > long.MaxValue || integer < long.MinValue ? "Python int too large to convert to C long"
        : integer > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");

    /// <summary><c>split</c> cannot split there.</summary>
    public PythonError NoSeparator(TextKind kind, PyValue value) =>
        PyErrors.TypeError(kind == TextKind.Bytes ? NotBytes(value) : Fill(SeparatorRequired, value.Type.Name));

    /// <summary>An item of <c>join</c> is no string.</summary>
    public PythonError CannotJoin(TextKind kind, int index, PyValue value, bool isUnicode) => PyErrors.TypeError(
        $"sequence item {index}: expected {(kind == TextKind.Bytes ? "a bytes-like object" : isUnicode ? "string or Unicode" : WhatIsJoined)}, {value.Type.Name} found");

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
    public PythonError NotAnEncoding(string method, int number, PyValue value)
    {
        var isConstructor = method is "str" or "bytes";
        var type = value.IsNone && !(NamesNoneType && method == "str") ? "None" : value.Type.Name;
        return PyErrors.TypeError((isConstructor ? ConstructorsNameParameters : HasClinicMessages)
            ? $"{method}() argument '{(number - (isConstructor ? 1 : 0) == 1 ? "encoding" : "errors")}' must be str, not {type}"
            : $"{method}() argument {number} must be {WhatIsEncoding}, not {type}");
    }

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

    /// <summary>Whether those of <c>str()</c> and <c>bytes()</c> do.</summary>
    public required bool ConstructorsNameParameters { get; init; }

    /// <summary>Whether <c>str()</c> calls None by its class.</summary>
    public required bool NamesNoneType { get; init; }

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
