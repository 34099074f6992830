using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Pyc.Fuzz.Execution;

/// <summary>What a call gave: a value as text, exact to the bit, or an exception.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsComparable">Whether another tier must give the same; not so where a limit ended it.</param>
/// <param name="IsStopped">Whether a limit ended it.</param>
internal readonly partial record struct CallOutcome(string Text, bool IsComparable, bool IsStopped = false)
{
    private const int LongestText = 4000;

    internal static CallOutcome Of(object? result, object?[] arguments)
    {
        var text = new StringBuilder();
        Append(text, result);
        // A call may have changed what it was given.
        foreach (var argument in arguments)
        {
            if (argument is IList)
                Append(text.Append("; "), argument);
        }
        return new(Address().Replace(text.ToString(), "0x"), true);
    }

    // Native recursion that ends may go deeper than the limit.
    internal static CallOutcome Of(Exception error) => new($"{error.GetType().Name}: {Address().Replace(error.Message, "0x")}", 
        error is PythonException && !error.Message.Contains("maximum recursion depth", StringComparison.Ordinal));

    // What repr says of where an object lies differs from call to call.
    [GeneratedRegex("0x[0-9a-f]+")]
    private static partial Regex Address();

    private static void Append(StringBuilder text, object? value)
    {
        if (text.Length > LongestText)
            return;
        switch (value)
        {
            case null:
                text.Append("None");
                break;
            case double number:
                text.Append("float ").Append(double.IsNaN(number) ? "nan" : BitConverter.DoubleToInt64Bits(number).ToString("X", CultureInfo.InvariantCulture));
                break;
            case string characters:
                text.Append('"').Append(characters).Append('"');
                break;
            case ITuple tuple:
                text.Append('(');
                for (var i = 0; i < tuple.Length; i++)
                    Append(text.Append(i > 0 ? ", " : ""), tuple[i]);
                text.Append(')');
                break;
            case IList list:
                text.Append(list.GetType().Name.StartsWith("Immutable", StringComparison.Ordinal) ? "(" : "[");
                foreach (var item in list)
                    Append(text.Append(' '), item);
                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append(' ').Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
