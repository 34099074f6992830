using System.Globalization;

namespace Pyc.Fuzz.Execution;

/// <summary>A call that each tier makes.</summary>
/// <param name="Function">The name of the function.</param>
/// <param name="Types">Types of the arguments.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="IsNative">Whether there is native code for these types.</param>
/// <param name="MayTakeLong">Whether that code has loops or calls.</param>
internal sealed record PlannedCall(string Function, Type[] Types, object?[] Arguments, bool IsNative, bool MayTakeLong)
{
    public override string ToString() => $"{Function}({string.Join(", ", Arguments.Select(Show))})";

    private static string Show(object? argument) => argument switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        System.Collections.IList list => $"{list.GetType().Name} [{string.Join(", ", list.Cast<object?>().Select(Show))}]",
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "null",
    };
}
