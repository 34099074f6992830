using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace Pyc.Differential.Support;

/// <summary>What a call came to, as text that can be compared: <c>42</c>, <c>True</c>, <c>None</c> or <c>ZeroDivisionError: …</c>.</summary>
internal static class Outcome
{
    public const string Overflow = "OverflowException";

    /// <summary>What CPython made of it, seen through a delegate with the signature's result.</summary>
    public static string Expected(ExpectedCall call, Type result)
    {
        if (call.Result is not { } value)
            return $"{call.Error}: {call.Message}";
        if (value.TryGetProperty("n", out _))
            return "None";
        if (value.TryGetProperty("b", out var truth) && result == typeof(bool))
            return truth.GetBoolean() ? "True" : "False";       // through an integer type it is 1 or 0
        var integer = ExpectedCall.IntegerOf(value);
        return result != typeof(BigInteger) && (integer < long.MinValue || integer > long.MaxValue) ? Overflow : integer.ToString();
    }

    /// <summary>What the delegate makes of it.</summary>
    public static string Actual(Delegate function, ExpectedCall call)
    {
        var parameters = function.Method.GetParameters();
        var arguments = call.Arguments.Select((value, i) => Argument(value, parameters[i].ParameterType)).ToArray();
        try
        {
            return function.DynamicInvoke(arguments) switch
            {
                null => "None",
                bool truth => truth ? "True" : "False",
                var integer => integer.ToString()!,
            };
        }
        catch (TargetInvocationException exception) when (exception.InnerException is PythonException raised)
        {
            return $"{raised.PythonType}: {raised.PythonMessage}";
        }
        catch (TargetInvocationException exception) when (exception.InnerException is OverflowException)
        {
            return Overflow;
        }
    }

    private static object Argument(JsonElement value, Type type) =>
        Convert.ChangeType((long)ExpectedCall.IntegerOf(value), type, CultureInfo.InvariantCulture);
}
