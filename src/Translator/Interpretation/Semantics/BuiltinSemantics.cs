using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in builtins.</summary>
/// <remarks>CPython: <c>Python/bltinmodule.c</c>.</remarks>
internal sealed partial record BuiltinSemantics
{
    private readonly PythonVersion _version;

    private BuiltinSemantics(PythonVersion version) => _version = version;

    /// <summary>How <c>sum</c> adds floats.</summary>
    public required FloatSum FloatSum { get; init; }

    /// <summary><c>__next__</c>; <c>next</c> in Python 2.</summary>
    public required string NameOfNext { get; init; }

    /// <summary>What an <c>__index__</c> has to give, in words.</summary>
    public required string NameOfInt { get; init; }

    /// <summary>Message of <c>iter(value, sentinel)</c> for a value that cannot be called.</summary>
    public required string IterNotCallable { get; init; }

    /// <summary>Whether <c>key=None</c> is no key to <c>min</c> and <c>max</c>.</summary>
    public required bool ExtremeTakesNoneAsKey { get; init; }

    /// <summary>The exceptions that are "no such attribute" to <c>hasattr</c>.</summary>
    public required PyType HiddenByHasAttribute { get; init; }

    /// <summary>Whether an int is its own key in an <c>lru_cache</c>, which keeps it apart from the equal float.</summary>
    public required bool CacheKeepsSimpleKeys { get; init; }

    /// <summary>Whether a <c>partial</c> of a <c>partial</c> takes its function and arguments over.</summary>
    public required bool PartialFlattens { get; init; }

    /// <summary>Whether a group of <c>groupby</c> ends when the next one is asked for.</summary>
    public required bool GroupsEnd { get; init; }

    /// <summary>Whether the largest int is called <c>maxint</c> (Python 2).</summary>
    public required bool HasMaxInt { get; init; }

    /// <summary>Whether <c>functools.update_wrapper</c> sets <c>__wrapped__</c>.</summary>
    public required bool WrappersKnowWrapped { get; init; }

    private bool IsPython2 => !_version.IsAtLeast(3, 0);

    /// <summary>The semantics of one series.</summary>
    public static BuiltinSemantics For(PythonVersion version)
    {
        var isPython2 = !version.IsAtLeast(3, 0);
        return new(version)
        {
            FloatSum = version.IsAtLeast(3, 14) ? FloatSum.CompensatedWithInts
                : version.IsAtLeast(3, 12) ? FloatSum.Compensated : FloatSum.Plain,
            NameOfNext = isPython2 ? "next" : "__next__",
            NameOfInt = isPython2 ? "(int,long)" : "int",
            IterNotCallable = version == new PythonVersion(3, 12)
                ? "iter(object, sentinel): object must be callable" : "iter(v, w): v must be callable",
            ExtremeTakesNoneAsKey = version.IsAtLeast(3, 8),
            CacheKeepsSimpleKeys = version.IsAtLeast(3, 7) || (version.IsAtLeast(3, 3) && !version.IsAtLeast(3, 5)),
            PartialFlattens = version.IsAtLeast(3, 5),
            GroupsEnd = version.IsAtLeast(3, 7),
            HasMaxInt = isPython2,
            WrappersKnowWrapped = version.IsAtLeast(3, 2),
            HiddenByHasAttribute = isPython2 ? ExceptionTypes.Exception : ExceptionTypes.AttributeError,
        };
    }

    /// <summary>TypeError: <c>reversed</c> of what has no order by index.</summary>
    public PythonError NotReversible(PyValue value) => PyErrors.TypeError(
        IsPython2 ? "argument to reversed() must be a sequence" : $"'{value.Type.Name}' object is not reversible");

    /// <summary>Message for a value that is no int and has no <c>__index__</c>.</summary>
    public string NotAnIndex(PyValue value) =>
        $"'{value.Type.Name}' object cannot be interpreted as an {(IsPython2 ? "index" : "integer")}";

    /// <summary>Message of <c>next</c> for a value that is no iterator.</summary>
    public string NotAnIterator(PyValue value) =>
        IsPython2 ? $"{value.Type.Name} object is not an iterator" : $"'{value.Type.Name}' object is not an iterator";

    /// <summary>Message for an argument that is not iterable, where a function has its own; else null.</summary>
    /// <param name="function">The function.</param>
    /// <param name="index">Which iterable, from 0.</param>
    public string? NotIterable(string function, int index) => (function, IsPython2) switch
    {
        ("zip", _) when !_version.IsAtLeast(3, 8) => $"zip argument #{index + 1} must support iteration",
        ("map", true) => $"argument {index + 2} to map() must support iteration",
        _ => null,
    };

    /// <summary>Message for an attribute's name that is no string.</summary>
    public string BadAttributeName(string function, PyValue name) => _version.IsAtLeast(3, 11)
        ? $"attribute name must be string, not '{name.Type.Name}'"
        : $"{function}(): attribute name must be string";

    /// <summary>Message of <c>min()</c> and <c>max()</c> without arguments.</summary>
    public string ExtremeOfNothing(string function) =>
        $"{function} expected {(_version.IsAtLeast(3, 9) ? "at least " : "")}1 argument{(_version.IsAtLeast(3, 8) ? "" : "s")}, got 0";

    /// <summary>Message of <c>min</c> and <c>max</c> of no items.</summary>
    public string ExtremeOfEmpty(string function) =>
        _version.IsAtLeast(3, 12) ? $"{function}() iterable argument is empty" : $"{function}() arg is an empty sequence";

    /// <summary>Message of <c>chr</c>, and of an element of an array of integers, for what is no int.</summary>
    public string NotAnIntegerInC(PyValue value)
    {
        if (_version.IsAtLeast(3, 10))
            return NotAnIndex(value);
        if (value.IsFloat)
            return "integer argument expected, got float";
        return IsPython2 ? "an integer is required" : $"an integer is required (got type {value.Type.Name})";
    }

    /// <summary>Message of <c>chr</c> for an int that does not fit the C type it is read as; null where it does.</summary>
    public string? CodePointOverflow(BigInteger code)
    {
        if (_version.IsAtLeast(3, 13))
            return null;
        var fitsInt = code >= int.MinValue && code <= int.MaxValue;
        if (_version.IsAtLeast(3, 8))
            return fitsInt ? null : "Python int too large to convert to C int";
        if (code < long.MinValue || code > long.MaxValue)
            return "Python int too large to convert to C long";
        return fitsInt || IsPython2 ? null
            : code.Sign < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum";
    }

    /// <summary>Message of <c>format</c> for a specification that is no string.</summary>
    public string BadFormatSpecification(PyValue specification) => IsPython2
        ? $"format expects arg 2 to be string or unicode, not {specification.Type.Name}"
        : $"format() argument 2 must be str, not {(specification.IsNone ? "None" : specification.Type.Name)}";

    /// <summary>Message of <c>reduce</c> without an item to start from.</summary>
    public string ReduceOfEmpty =>
        $"reduce() of empty {(_version.IsAtLeast(3, 10) ? "iterable" : "sequence")} with no initial value";

    /// <summary>A key of <c>functools.cmp_to_key</c> is compared with something else.</summary>
    public PythonError NotAKey(PythonRuntime runtime, PyValue other) =>
        IsPython2 ? Attributes.Missing(runtime, other, "obj") : PyErrors.TypeError("other argument must be K instance");

    /// <summary>Message of <c>lru_cache</c> for a size that is neither int nor None.</summary>
    public string BadCacheSize => _version.IsAtLeast(3, 8)
        ? "Expected first argument to be an integer, a callable, or None"
        : "Expected maxsize to be an integer or None";
}
