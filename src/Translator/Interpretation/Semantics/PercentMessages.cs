namespace Pyc.Translation.Interpretation;

/// <summary>The messages of the errors of <c>%</c>.</summary>
/// <remarks>
/// CPython: <c>Objects/unicode_format.c</c> and <c>_PyBytes_FormatEx</c>. In those about an operand, <c>{0}</c> is which it is (" 1",
/// " 'key'" or nothing); in those about the template, <c>{0}</c> is where the conversion starts.
/// </remarks>
internal sealed record PercentMessages
{
    /// <summary>Too few operands; <c>{0}</c> is how many there are.</summary>
    public string NotEnough { get; private init; } = "not enough arguments for format string";

    /// <summary>Too many operands; <c>{0}</c> is what is formatted, <c>{1}</c> how many it takes, <c>{2}</c> how many there are.</summary>
    public string NotAll { get; private init; } = "not all arguments converted during {0} formatting";

    /// <summary>A key where the operand, of class <c>{0}</c>, has no items by key.</summary>
    public string NoMapping { get; private init; } = "format requires a mapping";

    /// <summary>No bracket ends a key.</summary>
    public string IncompleteKey { get; private init; } = "incomplete format key";

    /// <summary>The template ends within a conversion.</summary>
    public string Incomplete { get; private init; } = "incomplete format";

    /// <summary>A conversion without key follows one with a key; null where that is no error of its own.</summary>
    public string? KeyRequired { get; private init; }

    /// <summary>A conversion with a key has a <c>*</c>; null where that is no error of its own.</summary>
    public string? StarWithKey { get; private init; }

    /// <summary>The operand of a <c>*</c> is no int; <c>{1}</c> is its class.</summary>
    public string StarRequired { get; private init; } = "* wants int";

    /// <summary>A width of 64 bits is too small for that int.</summary>
    public string WidthTooLarge { get; private init; } = "Python int too large to convert to C ssize_t";

    /// <summary>A precision of 32 bits is too small for that int.</summary>
    public string PrecisionTooLarge { get; private init; } = "Python int too large to convert to C int";

    /// <summary>The digits of the width are too many.</summary>
    public string WidthTooBig { get; private init; } = "width too big";

    /// <summary>The digits of the precision are too many.</summary>
    public string PrecisionTooBig { get; private init; } = "prec too big";

    /// <summary>The same in a template of bytes.</summary>
    public string BytesPrecisionTooBig { get; private init; } = "prec too big";

    /// <summary><c>%d</c>; <c>{1}</c> is the conversion, <c>{2}</c> what it wants, <c>{3}</c> the class.</summary>
    public string NumberRequired { get; private init; } = "%{1} format: {2} is required, not {3}";

    /// <summary><c>%f</c>; <c>{1}</c> is the conversion, <c>{2}</c> the class.</summary>
    public string FloatRequired { get; private init; } = "must be real number, not {2}";

    /// <summary>The same of bytes.</summary>
    public string BytesFloatRequired { get; private init; } = "float argument required, not {2}";

    /// <summary><c>%c</c>; <c>{1}</c> is what the operand is.</summary>
    public string CharacterRequired { get; private init; } = "%c requires int or char";

    /// <summary>The same of bytes.</summary>
    public string ByteRequired { get; private init; } = "%c requires an integer in range(256) or a single byte";

    /// <summary><c>%c</c> of an int that is no character; <c>{1}</c> is the first that is none.</summary>
    public string CharacterOutOfRange { get; private init; } = "%c arg not in range({1})";

    /// <summary><c>%b</c>; <c>{1}</c> is the class.</summary>
    public string BytesRequired { get; private init; } = "%b requires a bytes-like object, or an object that implements __bytes__, not '{1}'";

    /// <summary>Whether the messages tell which operand or which place they are about.</summary>
    public bool TellPlace { get; private init; }

    /// <summary>Whether a class has its module before its name in them.</summary>
    public bool QualifyClasses => TellPlace;

    /// <summary>Before 3.14.</summary>
    /// <param name="floatRequired">Of <c>%f</c>.</param>
    /// <param name="precisionTooBig">Of strings.</param>
    public static PercentMessages Classic(string floatRequired, string precisionTooBig) =>
        new() { FloatRequired = floatRequired, PrecisionTooBig = precisionTooBig };

    /// <summary>Of 3.14: <c>%c</c> says what it got.</summary>
    public static PercentMessages Python314 { get; } = Classic("must be real number, not {2}", "precision too big") with
    {
        CharacterRequired = "%c requires an int or a unicode character, not {1}",
        ByteRequired = "%c requires an integer in range(256) or a single byte, not {1}",
    };

    /// <summary>From 3.15 on: all tell the place.</summary>
    public static PercentMessages Placed { get; } = new()
    {
        TellPlace = true,
        NotEnough = "not enough arguments for format string (got {0})",
        NotAll = "not all arguments converted during {0} formatting (required {1}, got {2})",
        NoMapping = "format requires a mapping, not {0}",
        IncompleteKey = "stray % or incomplete format key at position {0}",
        Incomplete = "stray % at position {0}",
        KeyRequired = "format requires a parenthesised mapping key at position {0}",
        StarWithKey = "* cannot be used with a parenthesised mapping key at position {0}",
        StarRequired = "format argument{0}: * requires int, not {1}",
        WidthTooLarge = "format argument{0}: too big for width",
        PrecisionTooLarge = "format argument{0}: too big for precision",
        WidthTooBig = "width too big at position {0}",
        PrecisionTooBig = "precision too big at position {0}",
        BytesPrecisionTooBig = "precision too big at position {0}",
        NumberRequired = "format argument{0}: %{1} requires {2}, not {3}",
        FloatRequired = "format argument{0}: %{1} requires a real number, not {2}",
        BytesFloatRequired = "format argument{0}: %{1} requires a real number, not {2}",
        CharacterRequired = "format argument{0}: %c requires an integer or a unicode character, not {1}",
        ByteRequired = "format argument{0}: %c requires an integer in range(256) or a single byte, not {1}",
        CharacterOutOfRange = "format argument{0}: %c argument not in range({1})",
        BytesRequired = "format argument{0}: %b requires a bytes-like object, or an object that implements __bytes__, not {1}",
    };
}
