using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Pyc.Fuzz.Campaign;
using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Seeds;
using Pyc.Loader;

var folder = new Option<string>("--folder") { Description = "The folder of the campaign.", DefaultValueFactory = _ => "artifacts/fuzz" };
var fixtures = new Option<string>("--fixtures") { Description = "The folder of the fixtures.", DefaultValueFactory = _ => "fixtures" };
var seed = new Option<long>("--seed") { Description = "The seed.", DefaultValueFactory = _ => 1 };
var until = new Option<long>("--until") { Description = "The number of inputs of each worker.", DefaultValueFactory = _ => 10_000_000 };
var workers = new Option<int>("--workers") { Description = "The number of processes.", DefaultValueFactory = _ => 1 };
var label = new Option<string>("--label") { Description = "What is run, for counts.tsv.", DefaultValueFactory = _ => "none" };
var number = new Argument<long>("NUMBER") { Description = "The number of an input; its arguments depend on it." };
var dump = new Option<bool>("--dump") { Description = "Shows the instructions first." };
var file = new Argument<string>("FILE") { Description = "A .pyc." };

var run = new Command("run", "Runs a campaign, in processes of their own, and goes on after a crash.") { folder, fixtures, seed, until, workers, label };
run.SetAction(result =>
{
    var supervisor = new Supervisor(result.GetValue(folder)!, result.GetValue(label)!, Console.WriteLine);
    supervisor.Run(result.GetValue(workers), (own, index) =>
    [
        .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? new[] { Environment.GetCommandLineArgs()[0] } : [],
        "work", "--folder", own, "--fixtures", result.GetValue(fixtures)!, "--until", Text(result.GetValue(until)), "--seed", Text(result.GetValue(seed) + index),
    ]);
});

var work = new Command("work", "Runs inputs in this process, from where the folder stands.") { folder, fixtures, seed, until };
work.SetAction(result => WorkerOf(result).Run(result.GetValue(until)));

var make = new Command("make", "Writes the input with a number to a file.") { folder, fixtures, seed, number, file };
make.SetAction(result => File.WriteAllBytes(result.GetValue(file)!, WorkerOf(result).Make(result.GetValue(number))));

var replay = new Command("replay", "Runs one file and says what it does; the exit code is the number of findings.") { seed, number, dump, file };
replay.SetAction(result =>
{
    if (result.GetValue(dump))
    {
        foreach (var code in PycFile.Read(result.GetValue(file)!).CodeObjects())
            Show(code);
    }
    var start = Stopwatch.GetTimestamp();
    var report = new InputRunner().Run(File.ReadAllBytes(result.GetValue(file)!), result.GetValue(seed) ^ result.GetValue(number));
    Console.WriteLine($"{report.Outcome}, {report.Compilations} compilations, {report.Comparisons} compared, {report.Stopped} stopped, {report.Bytes} bytes, {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    foreach (var finding in report.Findings)
        Console.WriteLine($"{finding.Kind}: {finding.Key}\n{finding.Text}");
    return report.Findings.Count;
});

var minimise = new Command("minimise", "Makes a file smaller as long as it has the same finding, in place.") { seed, number, file };
minimise.SetAction(result =>
{
    var path = result.GetValue(file)!;
    var before = File.ReadAllBytes(path);
    var after = Minimiser.Minimise(before, result.GetValue(seed) ^ result.GetValue(number));
    File.WriteAllBytes(path, after);
    Console.WriteLine($"{before.Length} bytes before, {after.Length} after");
});

var status = new Command("status", "Says how a worker's folder stands.") { folder };
status.SetAction(result =>
{
    using var state = new CampaignState(result.GetValue(folder)!);
    Console.WriteLine(Statistics.Line(state));
});

return new RootCommand("A fuzzer of PycJit.") { run, work, make, replay, minimise, status }.Parse(args).Invoke();

Worker WorkerOf(ParseResult result) =>
    new(result.GetValue(folder)!, SeedLibrary.FromFixtures(result.GetValue(fixtures)!), result.GetValue(seed));

static void Show(CodeObject code)
{
    try
    {
        Console.WriteLine(BytecodeDecoder.Decode(code).Dump());
    }
    catch (PycFormatException error)
    {
        Console.WriteLine(error.Message);
    }
}

static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
