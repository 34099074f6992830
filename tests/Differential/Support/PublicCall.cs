using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pyc.Differential.Support;

/// <summary>A call of a fixture through a delegate, and what differs from what CPython made of it.</summary>
/// <param name="call">The call.</param>
/// <param name="result">The result type of the delegate.</param>
/// <param name="isTranscendental">Whether C libraries may differ in the last bits of a float.</param>
internal sealed class PublicCall(ExpectedCall call, Type result, bool isTranscendental)
{
    private readonly Type _result = Nullable.GetUnderlyingType(result) ?? result;

    /// <summary>Whether the delegate cannot hold what CPython returned, and has to say so: an integer that is too large for it.</summary>
    public bool IsOverflow => call.Result is { } value && !IsHeld(value, _result);

    /// <summary>Whether an exception has said that a number does not fit a sequence that was passed, where in CPython's lists all fit.</summary>
    public bool HasLeftElement { get; private set; }

    /// <summary>Calls; null where it all is as in CPython, the lists that were passed included.</summary>
    public string? Difference(Delegate function)
    {
        var types = DelegateCall.ParametersOf(function);
        var arguments = new object?[types.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = call.FirstSame[i] < i ? arguments[call.FirstSame[i]] : Argument(call.Arguments[i], types[i]);
        object? returned;
        try
        {
            returned = DelegateCall.Invoke(function, arguments);
        }
        catch (PythonException raised)
        {
            var text = $"{raised.PythonType}: {raised.PythonMessage}";
            if (call.Error is not null && text == $"{call.Error}: {FixtureValue.MessageOn64Bits(call.Message!)}")
                return IsAfterHeld(types) ? ChangedArgument(arguments) : $"{text}, though an element is too large";
            HasLeftElement = raised.PythonType == "OverflowError" && MayNotFit(types);
            return HasLeftElement ? null : $"{text}, CPython {Expected}";
        }
        catch (OverflowException overflow)
        {
            if (IsOverflow)
                return IsAfterHeld(types) ? ChangedArgument(arguments) : null;
            HasLeftElement = MayNotFit(types);
            return HasLeftElement ? null : $"OverflowException: {overflow.Message}, CPython {Expected}";
        }
#pragma warning disable CA1031 // What must not leave the delegate is the difference of this call; the others are made all the same.
        catch (Exception exception) when (exception is not AssertionException)
#pragma warning restore CA1031
        {
            return $"{exception.GetType().Name} left the delegate: {exception.Message}, CPython {Expected}";
        }
        if (!IsAfterHeld(types))
            return $"{Describe(returned)}, though an element is too large";
        return call.Result is { } value && !IsOverflow && IsEqual(value, returned)
            ? ChangedArgument(arguments)
            : $"{Describe(returned)}, CPython {Expected}";
    }

    // What is asked for as an object comes as what it is.
    private bool IsTyped => _result != typeof(object);

    private string Expected => call.Result is { } value ? FixtureValue.Describe(value) : $"{call.Error}: {call.Message}";

    /// <summary>Whether all arguments can be passed as these types: the numbers fit, and rows are of one length where they have to be.</summary>
    public bool CanBePassedAs(Type[] types) => call.Arguments.Zip(types, IsHeld).All(isHeld => isHeld);

    private static object Argument(JsonElement value, Type type)
    {
        var (kind, content) = FixtureValue.Parts(value);
        if (SequenceShape.ItemOf(type) is { } item)
            return SequenceShape.Make(type, [.. content.EnumerateArray().Select(element => Argument(element, item))]);
        if (type == typeof(double) || type == typeof(float))
            return Convert.ChangeType(kind == 'f' ? FixtureValue.FloatOf(content) : (double)ExpectedCall.IntegerOf(value), type, CultureInfo.InvariantCulture);
        return type == typeof(bool)
            ? content.GetBoolean()
            : Convert.ChangeType((decimal)ExpectedCall.IntegerOf(value), type, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a type holds a recorded value, as far as the size of numbers is concerned.</summary>
    private static bool IsHeld(JsonElement expected, Type type)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        if (type == typeof(object))
            return true;
        if (kind == 't')
            return content.EnumerateArray().Zip(type.GetGenericArguments(), IsHeld).All(isHeld => isHeld);
        if (kind == 'a')
        {
            return content.EnumerateArray().All(item => IsHeld(item, SequenceShape.ItemOf(type)!))      // lists are asked for as lists
                && (!SequenceShape.IsGrid(type) || content.EnumerateArray().DistinctBy(row => FixtureValue.Parts(row).Content.GetArrayLength()).Count() == 1);
        }
        if (kind == 'f')
            return type != typeof(float) || FixtureValue.FloatOf(content) is var number && (double.IsNaN(number) || number == (float)number);
        if (kind != 'i' || type == typeof(BigInteger))
            return true;
        var integer = ExpectedCall.IntegerOf(expected);
        return type == typeof(double) ? (BigInteger)(double)integer == integer
            : type == typeof(float) ? (BigInteger)(float)integer == integer
            : SequenceShape.RangeOf(type) is var (least, most) && integer >= least && integer <= most;
    }

    /// <summary>Whether sequences of these types hold what CPython has left in its lists.</summary>
    private bool IsAfterHeld(Type[] types) => call.After is not { } after || after.Zip(types, IsHeld).All(isHeld => isHeld);

    /// <summary>Whether a store may not fit where it does in a list: what is left does not, or a number that is stored and overwritten.</summary>
    private bool MayNotFit(Type[] types) =>
        !IsAfterHeld(types) || types.Any(type => SequenceShape.ItemOf(type) is { } item && SequenceShape.IsNarrow(item));

    private bool IsEqual(JsonElement expected, object? actual)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        return actual switch
        {
            null => kind == 'n',
            bool truth => kind == 'b' && content.GetBoolean() == truth,
            long integer => (kind == 'i' || kind == 'b' && IsTyped) && ExpectedCall.IntegerOf(expected) == integer,
            BigInteger integer => (kind == 'i' || kind == 'b' && IsTyped) && ExpectedCall.IntegerOf(expected) == integer,
            double number => kind == 'f' || IsTyped ? IsNumber(expected, number) : false,
            ITuple tuple => kind == 't' && AreEqual(content, [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]),
            ImmutableArray<object?> tuple => kind == 't' && AreEqual(content, [.. tuple]),
            IEnumerable sequence => kind == 'a' && AreEqual(content, [.. SequenceShape.Rows(sequence)]),
            _ => false,
        };
    }

    // An int in a sequence of floats is the float that equals it.
    private bool IsNumber(JsonElement expected, double actual)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        return kind == 'f'
            ? FixtureValue.IsEqual(FixtureValue.FloatOf(content), actual, isTranscendental)
            : kind is 'i' or 'b' && (double)ExpectedCall.IntegerOf(expected) == actual;
    }

    private bool AreEqual(JsonElement expected, List<object?> actual) =>
        expected.GetArrayLength() == actual.Count && expected.EnumerateArray().Zip(actual, IsEqual).All(isEqual => isEqual);

    /// <summary>The lists that were passed, after the call.</summary>
    private string? ChangedArgument(object?[] arguments)
    {
        var after = call.After ?? call.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!IsPassed(after[i], arguments[i]))
                return $"argument {i}, {Describe(arguments[i])}, is not what CPython left, {FixtureValue.Describe(after[i])}";
        }
        return null;
    }

    private static string Describe(object? value) => value switch
    {
        null => "None",
        string or ITuple => $"{value}",
        IEnumerable items => $"[{string.Join(", ", SequenceShape.Rows(items).Select(Describe))}]",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    // An argument has the type that it was passed as, whatever the result is asked for as.
    private bool IsPassed(JsonElement expected, object? actual)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        if (kind == 'a')
        {
            object?[] items = [.. SequenceShape.Rows(actual as IEnumerable ?? SequenceShape.ItemsOf(actual!))];
            return items.Length == content.GetArrayLength() && items.Zip(content.EnumerateArray(), (item, value) => IsPassed(value, item)).All(isEqual => isEqual);
        }
        return actual is double or float ? IsNumber(expected, Convert.ToDouble(actual, CultureInfo.InvariantCulture))
            : actual is bool truth && kind == 'i' ? ExpectedCall.IntegerOf(expected) == (truth ? 1 : 0)
            : actual is bool or null ? IsEqual(expected, actual)
            : kind is 'i' or 'b' && ExpectedCall.IntegerOf(expected) == (BigInteger)Convert.ToDecimal(actual, CultureInfo.InvariantCulture);
    }
}
