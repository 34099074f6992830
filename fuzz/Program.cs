using System.Diagnostics;
using System.Runtime;
using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Mutation;
using Pyc.Fuzz.Seeds;

var jits = new JitNames();
var watch = Stopwatch.StartNew();
var library = SeedLibrary.FromFixtures(args[0]);
Console.WriteLine($"{library.Files.Count} files, {watch.ElapsedMilliseconds} ms, {GC.GetTotalMemory(true) >> 20} MB");
var maker = new InputMaker(library, 1);
var runner = new InputRunner();
var from = long.Parse(args[1]);
var count = long.Parse(args[2]);
var outcomes = new long[8];
var (calls, native, compared, makeTime, bytes, compilations) = (0L, 0L, 0L, 0L, 0L, 0L);
var findings = new Dictionary<string, int>();
var stage = new long[8];
watch.Restart();
var current = from;
var started = Stopwatch.GetTimestamp();
new Thread(() => { while (true) { Thread.Sleep(1000); if (Stopwatch.GetElapsedTime(started).TotalSeconds > 15) { Console.WriteLine($"{current} hangs"); File.WriteAllBytes($"/tmp/hang-{current}.pyc", maker.Make(current, library.Files)); started = Stopwatch.GetTimestamp(); Thread.Sleep(1); } } }) { IsBackground = true }.Start();
for (var n = from; n < from + count; n++)
{
    if (n == from + 3500) jits.On = true;
    current = n;
    started = Stopwatch.GetTimestamp();
    var t = Stopwatch.GetTimestamp();
    var input = maker.Make(n, library.Files);
    var t2 = Stopwatch.GetTimestamp();
    makeTime += t2 - t;
    bytes += input.Length;
    var report = runner.Run(input, n);
    stage[(int)report.Outcome] += Stopwatch.GetTimestamp() - t2;
    outcomes[(int)report.Outcome]++;
    if (n % 2000 == 0) { var cpu = Environment.CpuUsage.TotalTime; Console.WriteLine($"{n}: cpu {cpu.TotalSeconds:F1} s, wall {watch.Elapsed.TotalSeconds:F1}, {JitInfo.GetCompiledMethodCount()} methods {JitInfo.GetCompilationTime().TotalSeconds:F1} s jit, gc {GC.GetTotalPauseDuration().TotalSeconds:F1}, {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}"); }
    calls += report.InterpretedCalls;
    native += report.NativeCalls;
    compared += report.Comparisons;
    compilations += report.Compilations;
    foreach (var f in report.Findings)
    {
        var key = f.Kind + " " + f.Key;
        findings[key] = findings.GetValueOrDefault(key) + 1;
        if (findings[key] == 1)
        {
            Console.WriteLine($"{n}: {f.Text}");
            File.WriteAllBytes($"/tmp/fuzz-{n}.pyc", input);
        }
    }
}
Console.WriteLine($"{count / watch.Elapsed.TotalSeconds:F0}/s, making {Stopwatch.GetElapsedTime(0, makeTime).TotalSeconds:F1} s of {watch.Elapsed.TotalSeconds:F1}, {bytes / count} bytes each; {calls} calls, {native} native, {compared} compared, {compilations} compiled");
for (var i = 0; i < 7; i++)
    Console.WriteLine($"{(Outcome)i}: {outcomes[i]} {Stopwatch.GetElapsedTime(0, stage[i]).TotalSeconds:F1} s");
foreach (var (k, v) in findings)
    Console.WriteLine($"{v} x {k}");

jits.On = false; Thread.Sleep(300); foreach (var (k, v) in jits.Names.ToArray().OrderByDescending(p => p.Value).Take(70)) Console.WriteLine($"{v} {k}");
sealed class JitNames : System.Diagnostics.Tracing.EventListener
{
    public bool On;
    public System.Collections.Concurrent.ConcurrentDictionary<string,int> Names = new();
    protected override void OnEventSourceCreated(System.Diagnostics.Tracing.EventSource s) { if (s.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(s, System.Diagnostics.Tracing.EventLevel.Verbose, (System.Diagnostics.Tracing.EventKeywords)0x10); }
    protected override void OnEventWritten(System.Diagnostics.Tracing.EventWrittenEventArgs e)
    { if (On && e.EventName is string en && en.StartsWith("MethodLoadVerbose")) Names.AddOrUpdate($"{(Convert.ToInt64(e.Payload![5])>>7&7)} {e.Payload![6]}::{e.Payload[7]}", 1, (_, v) => v + 1); }
}
