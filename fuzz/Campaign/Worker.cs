using System.Diagnostics;
using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Mutation;
using Pyc.Fuzz.Seeds;

namespace Pyc.Fuzz.Campaign;

/// <summary>Makes inputs and runs them, one after the other, until it has enough or is told to stop.</summary>
/// <param name="folder">The folder of the campaign.</param>
/// <param name="library">What inputs are made of.</param>
/// <param name="seed">The seed of the campaign.</param>
public sealed class Worker(string folder, SeedLibrary library, long seed)
{
    private const int StackSize = 1 << 20;                 // what programs give a thread: depth has to end in it
    private const int LookEach = 200;

    /// <summary>Runs inputs, from where the campaign stands.</summary>
    /// <param name="until">The first number that is not run.</param>
    public void Run(long until)
    {
        var thread = new Thread(() => Loop(until), StackSize);
        thread.Start();
        thread.Join();
    }

    /// <summary>The input with a number, as the campaign made or will make it.</summary>
    public byte[] Make(long number) => Make(new InputMaker(library, seed), new Corpus(folder), number);

    private byte[] Make(InputMaker maker, Corpus corpus, long number) => maker.Make(number, library.Files, corpus.UsableFor(number));

    private void Loop(long until)
    {
        using var state = new CampaignState(folder);
        var corpus = new Corpus(folder);
        var findings = new Findings(folder);
        var maker = new InputMaker(library, seed);
        var runner = new InputRunner();
        var coverage = new BranchCoverage();
        var processor = Environment.CpuUsage.TotalTime;
        var stop = Path.Combine(folder, "stop");
        for (var number = state[Counter.Next]; number < until; number++)
        {
            if (number % LookEach == 0)
            {
                var now = Environment.CpuUsage.TotalTime;
                state[Counter.Processor] += (long)(now - processor).TotalMicroseconds;
                processor = now;
                state[Counter.WorkingSet] = Math.Max(state[Counter.WorkingSet], Environment.WorkingSet);
                state[Counter.Corpus] = corpus.Count;
                if (File.Exists(stop))
                    return;
            }
            var input = Make(maker, corpus, number);
            state.Begin(number, input);
            var start = Stopwatch.GetTimestamp();
            var report = runner.Run(input, seed ^ number);
            state.End(report, (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            coverage.NoteIn(report);
            corpus.Offer(number, input, report);
            foreach (var finding in report.Findings)
                findings.Add(number, input, finding);
        }
    }
}
