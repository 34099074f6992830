using System.Globalization;
using Pyc.Fuzz.Execution;

namespace Pyc.Fuzz.Campaign;

/// <summary>How a campaign stands, in one line.</summary>
public static class Statistics
{
    /// <summary>The line.</summary>
    public static string Line(CampaignState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var outcomes = string.Join(", ", Enum.GetValues<Outcome>().Select(outcome => $"{state[outcome]} {Name(outcome)}"));
        var deep = state[Outcome.Loaded] + state[Outcome.Compiled] + state[Outcome.Called] + state[Outcome.Raised] + state[Outcome.Stopped];
        var inputs = Math.Max(1, state[Counter.Inputs]);
        return string.Create(CultureInfo.InvariantCulture, $"{state[Counter.Inputs]} inputs ({outcomes}; {100.0 * deep / inputs:F0} % loaded), "
            + $"{state[Counter.Compilations]} compilations, {state[Counter.NativeCalls]} native and {state[Counter.InterpretedCalls]} interpreted calls, "
            + $"{state[Counter.Comparisons]} compared, {state[Counter.Stopped]} stopped, {state[Counter.Findings]} findings, {state[Counter.Deaths]} deaths, "
            + $"corpus {state[Counter.Corpus]}, at most {state[Counter.MostBytes] >> 10} KB (input {state[Counter.MostBytesAt]}), "
            + $"slowest {state[Counter.Slowest] / 1000} ms (input {state[Counter.SlowestAt]}), {state[Counter.WorkingSet] >> 20} MB, "
            + $"{(double)state[Counter.Processor] / inputs / 1000:F2} ms of processor time each");
    }

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.NotRead => "not read",
        Outcome.NotVerified => "not verified",
        Outcome.Raised => "raised",
        Outcome.Stopped => "stopped",
        Outcome.Loaded => "loaded",
        Outcome.Compiled => "compiled",
        _ => "called",
    };
}
