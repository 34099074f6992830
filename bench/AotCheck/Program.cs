// Makes the recorded calls of the fixtures in a program that is compiled ahead of time, compares what comes back with what CPython gave, and times a call.
// dotnet publish bench/AotCheck -r linux-x64 -o artifacts/aot-check && artifacts/aot-check/AotCheck fixtures

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pyc;
using Pyc.AotCheck;

if (args is not [var fixtures, .. var versions])
{
    Console.Error.WriteLine("AotCheck FIXTURES [VERSION ...]");
    return 2;
}
Console.WriteLine($"code can be made at run time by .NET: {RuntimeFeature.IsDynamicCodeSupported}");
var (calls, native, skipped, different) = (0, 0, 0, 0);
foreach (var version in versions is [] ? ["2.7", "3.8", "3.13"] : versions)
{
    foreach (var path in Directory.GetFiles(Path.Combine(fixtures, "pyc", version), "*.pyc").Order())
    {
        var name = Path.GetFileNameWithoutExtension(path);
        // Those call transcendental functions of the C library, which differ from one to the other.
        if (name == "mathfns")
            continue;
        using var module = PycJit.Load(path, new PycOptions { Fallback = Fallback.Interpreter });
        foreach (var line in File.ReadLines(Path.Combine(fixtures, "expected", name + ".jsonl")))
            Check(module, JsonDocument.Parse(line).RootElement, version);
    }
}
Console.WriteLine($"{calls} calls, {native} of functions that run natively, {skipped} that pass or leave what arrays of C# do not hold; {different} differ from CPython");
Time(Path.Combine(fixtures, "pyc", "3.13", "straight.pyc"));
return different == 0 ? 0 : 1;

void Check(PycModule module, JsonElement call, string version)
{
    if (!Holds(call.GetProperty("versions").GetString()!, version))
        return;
    var types = call.GetProperty("signature").GetString()!.Split("->")[0].Split(',');
    var function = module[call.GetProperty("function").GetString()!];
    object?[] arguments;
    try
    {
        var written = call.GetProperty("args").EnumerateArray().ToArray();
        arguments = new object?[written.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = written[i].TryGetProperty("s", out var same) ? arguments[same.GetInt32()] : Recorded.Argument(written[i], types[i]);
        // A list of CPython's holds what an array does not: such a call ends otherwise, as it should.
        for (var i = 0; i < arguments.Length && call.TryGetProperty("after", out var after); i++)
            Recorded.Argument(after[i], types[i]);
    }
    catch (Exception reason) when (reason is NotSupportedException or KeyNotFoundException or OverflowException)
    {
        skipped++;
        return;
    }
    calls++;
    if (function.IsCompilable(out _, [.. arguments.Select(argument => argument?.GetType() ?? typeof(long?))]))
        native++;
    string actual;
    try
    {
        var result = function.Invoke(arguments);
        if (call.TryGetProperty("result", out var expected) && Recorded.IsEqual(expected, result)
            && (!call.TryGetProperty("after", out var after) || after.EnumerateArray().Zip(arguments).All(pair => Recorded.IsEqual(pair.First, pair.Second))))
        {
            return;
        }
        actual = $"{result} ({result?.GetType().ToString() ?? "null"})";
    }
    catch (PythonException raised)
    {
        actual = $"{raised.PythonType}: {raised.PythonMessage}";
        if (call.TryGetProperty("error", out var error) && actual == $"{error.GetString()}: {call.GetProperty("message").GetString()}")
            return;
    }
    different++;
    if (different <= 20)
        Console.WriteLine($"{version} {call}: {actual}");
}

// "2.7 3.0-3.4 3.13": versions and ranges of them.
static bool Holds(string ranges, string version) => ranges.Split(' ').Any(range =>
    range.Split('-') is var ends && Version.Parse(ends[0]) <= Version.Parse(version) && Version.Parse(version) <= Version.Parse(ends[^1]));

// Both loops are the same, and so are the work and what surrounds it.
static void Time(string path)
{
    using var module = PycJit.Load(path);
    var python = module.Get<Func<long, long, long>>("foo");
    Func<long, long, long> managed = new Managed().Foo;
    var (best, bestManaged) = (double.MaxValue, double.MaxValue);
    for (var round = 0; round < 20; round++)
    {
        best = Math.Min(best, Nanoseconds(python));
        bestManaged = Math.Min(bestManaged, Nanoseconds(managed));
    }
    Console.WriteLine($"a call of foo takes {best:F2} ns, of the same in C# {bestManaged:F2} ns: {best / bestManaged:F2}");
}

static double Nanoseconds(Func<long, long, long> function)
{
    const int Calls = 2_000_000;
    var (start, sum) = (Stopwatch.GetTimestamp(), 0L);
    for (var i = 0; i < Calls; i++)
        sum += function(i & 1023, 3);
    GC.KeepAlive(sum);
    return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
}

internal sealed class Managed
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Foo(long a, long b) => checked((a * a) - (b * b));
}
