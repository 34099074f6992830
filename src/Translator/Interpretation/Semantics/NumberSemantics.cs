using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in int and float.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>, <c>Objects/floatobject.c</c> and, for 2.7, <c>Objects/intobject.c</c>.</remarks>
internal sealed partial record NumberSemantics
{
    /// <summary>Whether ints beyond 64 bits are of a class of their own: Python 2's <c>long</c>.</summary>
    public required bool HasLong { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>//</c> on integers, and of <c>divmod</c>.</summary>
    public required string DivisionByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>%</c> on integers.</summary>
    public required string ModuloByZero { get; init; }

    /// <summary>Message of both where an operand is a <c>long</c>; null for Python 3, which has none.</summary>
    public required string? LongDivisionByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>/</c> on floats.</summary>
    public required string FloatDivisionByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>//</c> on floats.</summary>
    public required string FloatFloorByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>%</c> on floats.</summary>
    public required string FloatModuloByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>divmod</c> on floats.</summary>
    public required string FloatDivModByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>0 ** -1</c>.</summary>
    public required string ZeroToNegativePower { get; init; }

    /// <summary>Message of the OverflowError of an int that no float can be.</summary>
    public required string TooLargeForFloat { get; init; }

    /// <summary>Message of the OverflowError of <c>/</c> on integers.</summary>
    public required string QuotientTooLarge { get; init; }

    /// <summary>Message of the OverflowError of a shift by 2**63 or more; null where such a shift has a meaning.</summary>
    public required string? ShiftCountTooLarge { get; init; }

    /// <summary>Whether hashes of numbers are residues modulo 2**61 - 1.</summary>
    public required bool HashIsModular { get; init; }

    /// <summary><c>repr</c> of a float: the shortest digits that read back as the same; in 3.0 17 digits.</summary>
    public required Func<double, string> ReprOfFloat { get; init; }

    /// <summary><c>str</c> of a float: 12 digits before 3.2, then what <c>repr</c> is.</summary>
    public required Func<double, string> StrOfFloat { get; init; }

    /// <summary>Whether <c>float("nan")</c> has its sign bit set: it is infinity times zero as x86 multiplies.</summary>
    public required bool NaNIsNegative { get; init; }

    /// <summary>Whether <c>math</c> converts both of two arguments before it looks at what the first conversion said.</summary>
    public required bool MathConvertsBoth { get; init; }

    /// <summary>Whether <c>round</c> gives ints and breaks ties to even; else it gives floats and breaks them away from zero.</summary>
    public required bool RoundsToEven { get; init; }

    /// <summary>Whether <c>pow</c> with a modulus takes a negative exponent.</summary>
    public required bool PowerInverts { get; init; }

    /// <summary>Whether a ValueError of <c>math</c> names what is expected and what was given.</summary>
    public required bool MathSaysWhatItExpects { get; init; }

    /// <summary>What the TypeError of <c>int([])</c> says that it takes.</summary>
    public required string WhatIntTakes { get; init; }

    /// <summary>Whether <c>int("1_000")</c> is a thousand.</summary>
    public required bool DigitsMayBeGrouped { get; init; }

    /// <summary>How many decimal digits are converted from and to text; 0 for any number.</summary>
    public required int MaximumDigits { get; init; }

    /// <summary>How the message of <see cref="TooManyDigits"/> writes the limit.</summary>
    public required string MaximumDigitsText { get; init; }

    /// <summary>Whether <c>**=</c> is named so in a TypeError, and <c>pow()</c> with three arguments as with two.</summary>
    public required bool NamesPowerInPlace { get; init; }

    /// <summary>Message of the ValueError of <c>to_bytes</c> with a negative length.</summary>
    public required string NegativeLength { get; init; }

    /// <summary>Whether <c>(-1).to_bytes(0, "big", signed=True)</c> is empty; else -1 does not fit.</summary>
    public required bool MinusOneNeedsNoByte { get; init; }

    /// <summary>Whether white space around a number may be any that <c>str.isspace</c> knows among ASCII; else the usual six.</summary>
    public required bool SeparatorsAreSpace { get; init; }

    /// <summary>Whether the TypeError of <c>__int__</c>, <c>__float__</c> and <c>__index__</c> names the class with its module.</summary>
    public required bool NamesClassOfConversion { get; init; }

    /// <summary>Whether <c>float</c> and <c>int</c> ask <c>__index__</c>.</summary>
    public required bool ConversionsAskIndex { get; init; }

    /// <summary>Whether <c>int</c> asks <c>__trunc__</c>.</summary>
    public required bool IntAsksTrunc { get; init; }

    /// <summary>Whether <c>__trunc__</c> may give <c>int</c> a float.</summary>
    public required bool TruncMayGiveFloat { get; init; }

    /// <summary>Whether the TypeError of <c>__float__</c> names the class, as long as it does not with its module.</summary>
    public required bool NamesClassBeforeFloat { get; init; }

    /// <summary>Message of a TypeError: a C function takes a float and gets no number.</summary>
    public required Func<PyValue, string> NotReal { get; init; }

    /// <summary>Message of a TypeError: <c>float</c> gets what it cannot convert.</summary>
    public required Func<PyValue, string> NotForFloat { get; init; }

    /// <summary>Message of a TypeError: <c>math.factorial</c> takes an int and gets something else.</summary>
    public required Func<PyValue, string> NotAnInteger { get; init; }

    /// <summary>Whether a float for the length of <c>to_bytes</c> is told as such.</summary>
    public required bool NamesFloatArgument { get; init; }

    /// <summary>What the TypeError of <c>to_bytes</c> and <c>from_bytes</c> calls the argument for the order.</summary>
    public required string ArgumentOfByteOrder { get; init; }

    /// <summary>How <c>float</c> shows text of white space only; null where as any other text.</summary>
    public required string? ShownEmptyNumber { get; init; }

    /// <summary>The module that the functions of <c>math</c> on ints belong to, which only messages show.</summary>
    public required string ModuleOfIntegers { get; init; }

    /// <summary>Whether the TypeError of <c>print &gt;&gt; file</c> tells how it is written since Python 3.</summary>
    public required bool HintsAtPrintFunction { get; init; }

    /// <summary>Whether a power that is infinite is out of range even if an operand is infinite.</summary>
    public required bool PowersAreFinite { get; init; }

    /// <summary>
    /// Bits of the digits that ints are made of, where quotients are computed from the leading digits as floats; 0 where they are
    /// rounded once.
    /// </summary>
    public required int DigitBitsOfQuotients { get; init; }

    /// <summary>Bits of the digits, where an int becomes a float digit by digit; 0 where it is rounded once.</summary>
    public required int DigitBitsOfFloats { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static NumberSemantics For(PythonVersion version)
    {
        var isTwo = !version.IsAtLeast(3, 0);
        var is30 = version == new PythonVersion(3, 0);
        var from314 = version.IsAtLeast(3, 14);
        return new()
        {
            HasLong = isTwo,
            DivisionByZero = from314 ? "division by zero" : "integer division or modulo by zero",
            ModuloByZero = from314 ? "division by zero" : version.IsAtLeast(3, 11) ? "integer modulo by zero" : "integer division or modulo by zero",
            LongDivisionByZero = isTwo ? "long division or modulo by zero" : null,
            FloatDivisionByZero = from314 ? "division by zero" : isTwo || version.IsAtLeast(3, 2) ? "float division by zero" : "float division",
            FloatFloorByZero = from314 ? "division by zero" : version.IsAtLeast(3, 9) ? "float floor division by zero" : "float divmod()",
            FloatModuloByZero = from314 ? "division by zero" : version.IsAtLeast(3, 13) ? "float modulo by zero" : "float modulo",
            FloatDivModByZero = from314 ? "division by zero" : "float divmod()",
            ZeroToNegativePower = from314 ? "zero to a negative power" : "0.0 cannot be raised to a negative power",
            TooLargeForFloat = version.IsAtLeast(3, 2) ? "int too large to convert to float" : "long int too large to convert to float",
            QuotientTooLarge = !isTwo && !version.IsAtLeast(3, 2) ? "long/long too large for a float" : "integer division result too large for a float",
            ShiftCountTooLarge =
                isTwo ? "long int too large to convert to int"
                : version.IsAtLeast(3, 7) ? null
                : "Python int too large to convert to C ssize_t",
            HashIsModular = version.IsAtLeast(3, 2),
            ReprOfFloat = is30 ? static value => FloatDigits.General(value, 17, 17) : FloatDigits.Repr,
            StrOfFloat =
                version.IsAtLeast(3, 2) ? FloatDigits.Repr
                : is30 ? static value => FloatDigits.General(value, 12, 12)
                : static value => FloatDigits.General(value, 12, 11),
            NaNIsNegative = !version.IsAtLeast(3, 3),
            MathConvertsBoth = !version.IsAtLeast(3, 7),
            RoundsToEven = !isTwo,
            PowerInverts = version.IsAtLeast(3, 8),
            MathSaysWhatItExpects = from314,
            WhatIntTakes =
                version.IsAtLeast(3, 10) ? "a string, a bytes-like object or a real number"
                : version.IsAtLeast(3, 5) ? "a string, a bytes-like object or a number"
                : "a string or a number",
            DigitsMayBeGrouped = version.IsAtLeast(3, 6),
            MaximumDigits = version.IsAtLeast(3, 7) ? 4300 : 0,
            MaximumDigitsText = version.IsAtLeast(3, 11) ? "4300 digits" : "4300",
            NamesPowerInPlace = version.IsAtLeast(3, 10),
            NegativeLength = version.IsAtLeast(3, 15) ? "length cannot be negative" : "length argument must be non-negative",
            PowersAreFinite = !isTwo && !version.IsAtLeast(3, 2),
            DigitBitsOfQuotients = is30 ? 15 : !isTwo && !version.IsAtLeast(3, 2) ? 30 : 0,
            DigitBitsOfFloats = is30 ? 15 : 0,
            MinusOneNeedsNoByte = !from314,
            SeparatorsAreSpace = !version.IsAtLeast(3, 3),
            NamesClassOfConversion = version.IsAtLeast(3, 15),
            ConversionsAskIndex = version.IsAtLeast(3, 8),
            IntAsksTrunc = !from314,
            TruncMayGiveFloat = !version.IsAtLeast(3, 10),
            NamesClassBeforeFloat = version.IsAtLeast(3, 6),
            NotReal =
                version.IsAtLeast(3, 5) ? static value => $"must be real number, not {value.Type.Name}"
                : static _ => "a float is required",
            NotForFloat =
                version.IsAtLeast(3, 10) ? static value => $"float() argument must be a string or a real number, not '{value.Type.Name}'"
                : !isTwo ? static value => $"float() argument must be a string or a number, not '{value.Type.Name}'"
                : static _ => "float() argument must be a string or a number",
            NotAnInteger =
                version.IsAtLeast(3, 8) ? static value => $"'{value.Type.Name}' object cannot be interpreted as an integer"
                : !isTwo ? static value => $"an integer is required (got type {value.Type.Name})"
                : static _ => "an integer is required",
            NamesFloatArgument = !version.IsAtLeast(3, 10),
            ArgumentOfByteOrder = version.IsAtLeast(3, 8) ? "'byteorder'" : "2",
            ShownEmptyNumber = version.IsAtLeast(3, 10) ? null : version.IsAtLeast(3, 8) ? "''" : "",
            HintsAtPrintFunction = version.IsAtLeast(3, 6),
            ModuleOfIntegers = version.IsAtLeast(3, 15) ? "math.integer" : "math",
        };
    }

    /// <summary>Message of the ZeroDivisionError of <c>//</c> on integers.</summary>
    public string DivisionByZeroOf(bool isLong) => isLong ? LongDivisionByZero ?? DivisionByZero : DivisionByZero;

    /// <summary>Message of the ZeroDivisionError of <c>%</c> on integers.</summary>
    public string ModuloByZeroOf(bool isLong) => isLong ? LongDivisionByZero ?? ModuloByZero : ModuloByZero;

    /// <summary>A fractional power of a negative number: ValueError in Python 2, a complex number in Python 3.</summary>
    public Exception FractionalPowerOfNegative() => HasLong
        ? PyErrors.ValueError("negative number cannot be raised to a fractional power")
        : NoComplex("a negative number raised to a fractional power is complex");

    /// <summary>A complex number would be made: it is not Python that has none.</summary>
    /// <param name="why">What makes it: a clause, without a full stop.</param>
    public static UnsupportedValueException NoComplex(string why) =>
        new(DiagnosticDescriptors.ComplexNumber, $"there are no complex numbers here, and {why}", "Compute with real numbers only.");

    /// <summary>ValueError: an int has more decimal digits than this version converts.</summary>
    /// <param name="digits">How many, where text is converted; null where an int is.</param>
    public PythonError TooManyDigits(int? digits) => PyErrors.ValueError(
        $"Exceeds the limit ({MaximumDigitsText}) for integer string conversion"
        + (digits is { } count ? $": value has {count} digits" : "")
        + "; use sys.set_int_max_str_digits() to increase the limit");

    /// <summary>TypeError: a conversion method gave something else.</summary>
    /// <param name="value">The object.</param>
    /// <param name="method">The method.</param>
    /// <param name="expected">What it is to give, with its article.</param>
    /// <param name="given">What it gave.</param>
    /// <param name="before">The message before 3.15.</param>
    public PythonError WrongConversion(PyValue value, string method, string expected, PyValue given, string before)
    {
        if (!NamesClassOfConversion)
            return PyErrors.TypeError($"{before} (type {given.Type.Name})");
        return PyErrors.TypeError($"{value.Type.FullyQualifiedName}.{method}() must return {expected}, not {given.Type.FullyQualifiedName}");
    }

    /// <summary>TypeError: no class of the two operands knows the operator.</summary>
    public PythonError UnsupportedOperands(BinaryOperator op, PyValue left, PyValue right, bool isInPlace)
    {
        var symbol = op switch
        {
            BinaryOperator.Add => "+",
            BinaryOperator.Subtract => "-",
            BinaryOperator.Multiply => "*",
            BinaryOperator.ClassicDivide or BinaryOperator.TrueDivide => "/",
            BinaryOperator.FloorDivide => "//",
            BinaryOperator.Modulo => "%",
            BinaryOperator.Power => isInPlace && NamesPowerInPlace ? "**" : "** or pow()",
            BinaryOperator.MatrixMultiply => "@",
            BinaryOperator.ShiftLeft => "<<",
            BinaryOperator.ShiftRight => ">>",
            BinaryOperator.And => "&",
            BinaryOperator.Or => "|",
            _ => "^",
        };
        var assignment = isInPlace && !symbol.EndsWith(')') ? "=" : "";
        var message = $"unsupported operand type(s) for {symbol}{assignment}: '{left.Type.Name}' and '{right.Type.Name}'";
        // print >> file was a statement of Python 2.
        if (op == BinaryOperator.ShiftRight && !isInPlace && HintsAtPrintFunction && left.As<PyBuiltinFunction>() is { Name: "print" })
            message += ". Did you mean \"print(<message>, file=<output_stream>)\"?";
        return PyErrors.TypeError(message);
    }
}
