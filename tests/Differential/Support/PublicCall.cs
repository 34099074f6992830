using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
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

    /// <summary>Calls; null where it all is as in CPython, the lists that were passed included.</summary>
    public string? Difference(Delegate function)
    {
        var parameters = function.GetType().GetMethod("Invoke")!.GetParameters();
        var arguments = call.Arguments.Zip(parameters, (value, parameter) => Argument(value, parameter.ParameterType)).ToArray();
        object? returned;
        try
        {
            returned = function.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is PythonException raised)
        {
            var text = $"{raised.PythonType}: {raised.PythonMessage}";
            return call.Error is not null && text == $"{call.Error}: {FixtureValue.MessageOn64Bits(call.Message!)}"
                ? ChangedArgument(arguments)
                : $"{text}, CPython {Expected}";
        }
        catch (TargetInvocationException exception) when (exception.InnerException is OverflowException overflow)
        {
            return IsOverflow ? ChangedArgument(arguments) : $"OverflowException: {overflow.Message}, CPython {Expected}";
        }
        catch (TargetInvocationException exception)
        {
            return $"{exception.InnerException!.GetType().Name} left the delegate: {exception.InnerException.Message}, CPython {Expected}";
        }
        return call.Result is { } value && !IsOverflow && IsEqual(value, returned)
            ? ChangedArgument(arguments)
            : $"{returned ?? "None"}, CPython {Expected}";
    }

    // What is asked for as an object comes as what it is.
    private bool IsTyped => _result != typeof(object);

    private string Expected => call.Result is { } value ? FixtureValue.Describe(value) : $"{call.Error}: {call.Message}";

    private static object Argument(JsonElement value, Type type)
    {
        var (kind, content) = FixtureValue.Parts(value);
        if (type.GetElementType() is { } item)
        {
            var array = Array.CreateInstance(item, content.GetArrayLength());
            for (var i = 0; i < array.Length; i++)
                array.SetValue(Argument(content[i], item), i);
            return array;
        }
        if (type == typeof(double))
            return kind == 'f' ? FixtureValue.FloatOf(content) : (double)ExpectedCall.IntegerOf(value);
        return type == typeof(bool) ? content.GetBoolean() : (object)(long)ExpectedCall.IntegerOf(value);
    }

    /// <summary>Whether a type holds a recorded value, as far as the size of integers is concerned.</summary>
    private static bool IsHeld(JsonElement expected, Type type)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        if (kind == 't' && type != typeof(object))
            return content.EnumerateArray().Zip(type.GetGenericArguments(), IsHeld).All(isHeld => isHeld);
        if (kind != 'i' || type == typeof(BigInteger) || type == typeof(object))
            return true;
        var integer = ExpectedCall.IntegerOf(expected);
        return type == typeof(double) ? (BigInteger)(double)integer == integer : integer >= long.MinValue && integer <= long.MaxValue;
    }

    private bool IsEqual(JsonElement expected, object? actual)
    {
        var (kind, content) = FixtureValue.Parts(expected);
        return actual switch
        {
            null => kind == 'n',
            bool truth => kind == 'b' && content.GetBoolean() == truth,
            long integer => (kind == 'i' || kind == 'b' && IsTyped) && ExpectedCall.IntegerOf(expected) == integer,
            BigInteger integer => (kind == 'i' || kind == 'b' && IsTyped) && ExpectedCall.IntegerOf(expected) == integer,
            double number => kind == 'f'
                ? FixtureValue.IsEqual(FixtureValue.FloatOf(content), number, isTranscendental)
                : IsTyped && (kind is 'i' or 'b') && (double)ExpectedCall.IntegerOf(expected) == number,
            ITuple tuple => kind == 't' && AreEqual(content, [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]),
            ImmutableArray<object?> tuple => kind == 't' && AreEqual(content, [.. tuple]),
            Array array => kind == 'a' && AreEqual(content, [.. array]),
            _ => false,
        };
    }

    private bool AreEqual(JsonElement expected, List<object?> actual) =>
        expected.GetArrayLength() == actual.Count && expected.EnumerateArray().Zip(actual, IsEqual).All(isEqual => isEqual);

    /// <summary>The lists that were passed, after the call.</summary>
    private string? ChangedArgument(object[] arguments)
    {
        var after = call.After ?? call.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!IsEqual(after[i], arguments[i]))
                return $"argument {i} is not what CPython left, {FixtureValue.Describe(after[i])}";
        }
        return null;
    }
}
