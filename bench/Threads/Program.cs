using System.Globalization;
using Pyc;
using Pyc.Benchmarks;

// Threads that ask for fifty functions at once and call them at random, while another loads modules, sets a global of one and drops them. Every result
// is compared with the interpreter's.
//
//     dotnet run -c Release --project bench/Threads -- [threads, 16] [calls of each, 1000000] [rounds, 2]
//
// With "exit" for the calls, the program ends while its threads call.

var threads = Argument(0, 16);
if (args.Length > 1 && args[1] == "exit")
    return ExitWhileCalling(threads);
var calls = Argument(1, 1_000_000);
var rounds = Argument(2, 2);
var native = WorkloadList.All.Where(workload => !workload.Leaves).ToList();
var errors = new List<string>();
Console.WriteLine($"{Environment.ProcessorCount} processors, {WorkloadList.All.Count} functions, {threads} threads, {calls} calls each");
var expected = Storm.Expected(WorkloadList.All);
Console.WriteLine($"before                   {Memory.Now()}");
for (var round = 1; round <= rounds; round++)
{
    RunStorm("1 thread", WorkloadList.All, 1, calls);
    RunStorm($"{threads} threads", WorkloadList.All, threads, calls);
    RunStorm("1 thread, native", native, 1, calls);
    RunStorm($"{threads} threads, native", native, threads, calls);
    Console.WriteLine($"after round {round}            {Memory.Now()}");
}
foreach (var error in errors.Take(20))
    Console.WriteLine(error);
Console.WriteLine(errors.Count == 0 ? "all results equal the interpreter's" : $"{errors.Count} errors");
return errors.Count == 0 ? 0 : 1;

int Argument(int index, int usual) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : usual;

void RunStorm(string name, IReadOnlyList<Workload> workloads, int count, int each)
{
    var counter = new CompilationCounter();
    using var storm = new Storm(workloads, new PycOptions { Logger = counter });
    var results = workloads.Select(workload => expected[WorkloadList.All.ToList().IndexOf(workload)]).ToArray();
    var contention = Monitor.LockContentionCount;
    var churn = workloads.Count == WorkloadList.All.Count ? new Churn() : null;
    var first = storm.Run(count, workloads.Count, results);         // the races for the code; then calls alone
    var ofRaces = Monitor.LockContentionCount - contention;
    contention = Monitor.LockContentionCount;
    var time = storm.Run(count, each, results);
    churn?.Dispose();
    errors.AddRange(storm.Errors);
    if (churn?.Error is { } error)
        errors.Add(error);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-24} {(long)count * each / time.TotalSeconds / 1e6:F2} million calls/s, lock contentions {ofRaces} + {Monitor.LockContentionCount - contention}, "
        + $"{counter.Versions} versions compiled, each {counter.Most} time, first calls {first.TotalMilliseconds:F0} ms, {churn?.Modules ?? 0} modules meanwhile"));
}

static int ExitWhileCalling(int threads)
{
    var expected = Storm.Expected(WorkloadList.All);
    var storm = new Storm(WorkloadList.All, PycOptions.Default);
    var background = new Thread(() => storm.Run(threads, int.MaxValue, expected, isBackground: true)) { IsBackground = true };
    background.Start();
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine($"exiting with {storm.Errors.Count} errors");
    Thread.Sleep(300);
    return storm.Errors.Count;
}
