using System.Diagnostics;
using System.Globalization;
using Pyc.Fuzz.Execution;

namespace Pyc.Fuzz.Campaign;

/// <summary>Runs workers in processes of their own, and goes on with the next input where one dies, hangs or takes too much memory.</summary>
/// <param name="folder">The folder of the campaign; each worker has one in it.</param>
/// <param name="label">What is run, for the table of counts: a commit, mostly.</param>
/// <param name="say">Where it says how things stand.</param>
public sealed class Supervisor(string folder, string label, Action<string> say)
{
    private const long MostWorkingSet = 3L << 30;
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    /// <summary>Runs workers until each has come to its end.</summary>
    /// <param name="workers">Number of processes.</param>
    /// <param name="arguments">The arguments of a worker's process for its folder and number.</param>
    public void Run(int workers, Func<string, int, IReadOnlyList<string>> arguments)
    {
        Directory.CreateDirectory(folder);
        var threads = new List<Thread>();
        for (var i = 0; i < workers; i++)
        {
            var index = i;
            var own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"worker{index}"));
            var thread = new Thread(() => RunOne(own, arguments(own, index)));
            thread.Start();
            threads.Add(thread);
        }
        threads.ForEach(thread => thread.Join());
    }

    private void RunOne(string own, IReadOnlyList<string> arguments)
    {
        using var state = new CampaignState(own);
        Count(own, state);
        while (true)
        {
            using var process = Start(arguments);
            var error = process.StandardError.ReadToEndAsync();
            var why = Watch(process, own, state);
            if (why is null && process.ExitCode == 0)
                break;
            why ??= ("crash", $"the process ended with {process.ExitCode}: {error.Result}");
            // A death between two inputs is a fault of the fuzzer, or of the machine.
            if (state[Counter.IsRunning] == 0)
            {
                say($"{own}: {why.Value.Text}, between two inputs");
                break;
            }
            var (number, input) = (state[Counter.Next], state.Input);
            new Findings(own).Add(number, input, new Finding(why.Value.Kind, FirstLine(why.Value.Text), $"input {number}: {why.Value.Text}"));
            say($"{own}: input {number}: {why.Value.Kind}");
            state.Skip();
        }
        Count(own, state);
        say($"{own}: {Statistics.Line(state)}");
    }

    private (string Kind, string Text)? Watch(Process process, string own, CampaignState state)
    {
        var (said, inputs) = (DateTime.UtcNow, state[Counter.Inputs]);
        while (!process.WaitForExit(500))
        {
            var started = new DateTime(state[Counter.Started], DateTimeKind.Utc);
            if (state[Counter.IsRunning] != 0 && started > process.StartTime.ToUniversalTime() && DateTime.UtcNow - started > s_hang)
                return End(process, "hang", $"it ran for {s_hang.TotalSeconds} s");
            process.Refresh();
            if (process.WorkingSet64 > MostWorkingSet)
                return End(process, "memory", $"the process took {process.WorkingSet64 >> 20} MB");
            if (DateTime.UtcNow - said < s_interval)
                continue;
            var rate = (state[Counter.Inputs] - inputs) / (DateTime.UtcNow - said).TotalSeconds;
            say($"{Path.GetFileName(own)}: {rate:F0}/s, {Statistics.Line(state)}");
            (said, inputs) = (DateTime.UtcNow, state[Counter.Inputs]);
            Count(own, state);
        }
        return null;
    }

    private static (string Kind, string Text)? End(Process process, string kind, string text)
    {
        process.Kill();
        process.WaitForExit();
        return (kind, text);
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };      // this runs in a process
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("The process of a worker does not start.");
    }

    // The counts as they are now, under the label: the difference between two lines is what was run in between.
    private void Count(string own, CampaignState state) => File.AppendAllText(
        Path.Combine(own, "counts.tsv"), $"{DateTime.UtcNow:s}\t{label}\t{Statistics.Line(state)}\n");

    private static string FirstLine(string text) => text.Split('\n')[0];
}
