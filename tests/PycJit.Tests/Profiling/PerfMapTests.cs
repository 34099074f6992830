using System.Runtime.Versioning;
using System.Text;
using Pyc.Profiling;
using Pyc.Tests.Support;

namespace Pyc.Tests.Profiling;

[Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
[SupportedOSPlatform("linux")]
public sealed class PerfMapTests
{
    private ProfileFolder _folder = null!;                  // SetUp makes it

    [SetUp]
    public void MakeFolder() => _folder = new ProfileFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_function_has_a_line_with_its_address_its_size_and_its_name()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), _folder.Options(ProfilerFiles.PerfMap));
        Assert.That(_folder.Map, Does.Not.Exist, "nothing is compiled yet");
        var code = module["foo"].Compile();
        Assert.That(PerfMap.Read(_folder.Map), Is.EqualTo(new[] { new PerfMap.Entry((ulong)code.Address, code.Size, "py:straight.foo(i64,i64)") }));
    }

    [Test]
    public void Functions_that_are_called_natively_have_lines_of_their_own()
    {
        using var module = PycJit.Load(Repository.Pyc("calls"), _folder.Options(ProfilerFiles.PerfMap));
        var code = module["is_even"].Compile();
        var entries = PerfMap.Read(_folder.Map);
        Assert.That(entries.Select(entry => entry.Name), Is.EqualTo(new[] { "py:calls.is_even(i64)", "py:calls.is_odd(i64)" }));
        Assert.That(entries[0].Address, Is.EqualTo((ulong)code.Address));
        Assert.That(entries[1].Address, Is.EqualTo(entries[0].Address + (ulong)entries[0].Size), "one ends where the next begins");
    }

    [Test]
    public void Code_lies_in_anonymous_memory_where_alone_perf_looks_names_up()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), _folder.Options(ProfilerFiles.PerfMap));
        using var other = PycJit.Load(Repository.Pyc("straight"));
        Assert.That(MappingOf(module["foo"].Compile().Address), Does.Match("^[0-9a-f-]+ r-xp [^/]*$"));
        Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
        Assert.That(MappingOf(other["foo"].Compile().Address), Does.Match("^[0-9a-f-]+ r-x"));
    }

    [Test]
    public void Lines_of_others_are_kept_whoever_writes_when()
    {
        // As .NET opens it when the process starts: from the beginning, at a place of its own in the file.
        using var runtime = new FileStream(_folder.Map, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        runtime.Write("0x1000 10 first [Runtime]\n"u8);
        using var map = new PerfMapFile(_folder.FullName);
        Add(map, 0x2000, "py:m.f()");
        runtime.Write("0x3000 20 second [Runtime]\n"u8);
        Add(map, 0x4000, "py:m.g()");
        runtime.Write("0x5000 30 third [Runtime]\n"u8);

        Assert.That(File.ReadAllText(_folder.Map), Is.EqualTo(
            "0x1000 10 first [Runtime]\n2000 8 py:m.f()\n0x3000 20 second [Runtime]\n4000 8 py:m.g()\n0x5000 30 third [Runtime]\n"));
    }

    [Test]
    public void A_map_that_is_begun_anew_later_gets_all_lines_again()
    {
        using var map = new PerfMapFile(_folder.FullName);
        Add(map, 0x2000, "py:m.f()");
        using var runtime = new FileStream(_folder.Map, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        runtime.Write("0x1000 10 a [R]\n"u8);
        Add(map, 0x4000, "py:m.g()");
        runtime.Write("0x3000 20 b [R]\n"u8);

        Assert.That(File.ReadAllText(_folder.Map), Is.EqualTo("0x1000 10 a [R]\n2000 8 py:m.f()\n4000 8 py:m.g()\n0x3000 20 b [R]\n"));
    }

    [Test]
    public void A_map_of_a_process_that_had_the_same_number_before_is_replaced()
    {
        File.WriteAllText(_folder.Map, "1000 10 stale\n");
        File.SetLastWriteTimeUtc(_folder.Map, DateTime.UtcNow.AddDays(-1));
        using var map = new PerfMapFile(_folder.FullName);
        Add(map, 0x2000, "py:m.f()");
        Assert.That(File.ReadAllText(_folder.Map), Is.EqualTo("2000 8 py:m.f()\n"));
    }

    [Test]
    public void A_link_that_somebody_put_there_is_not_followed()
    {
        var target = Path.Combine(_folder.FullName, "target");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(_folder.Map, target);
        Assert.That(() => new PerfMapFile(_folder.FullName), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(target), Is.EqualTo("precious"));
    }

    [Test]
    public void Threads_write_whole_lines()
    {
        const int Threads = 8;
        var logger = new RecordingLogger();
        var modules = Enumerable.Range(0, Threads)
            .Select(_ => PycJit.Load(Repository.Pyc("straight"), _folder.Options(ProfilerFiles.All, logger))).ToList();
        var compiled = new int[Threads];
        var threads = modules.Select((module, number) => new Thread(() =>
        {
            foreach (var function in module.Functions.Where(function => function.IsCompilable(out _)))
            {
                function.Compile();
                compiled[number]++;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var entries = PerfMap.Read(_folder.Map);
        var loads = JitDump.Read(_folder.Dump).Functions;
        modules.ForEach(module => module.Dispose());
        Assert.That(compiled.Sum(), Is.GreaterThan(Threads * 10));
        Assert.That(entries, Has.Count.GreaterThanOrEqualTo(compiled.Sum()));
        Assert.That(entries.Select(entry => entry.Address), Is.Unique);
        Assert.That(entries.Select(entry => (entry.Address, entry.Size, entry.Name)), Is.EquivalentTo(
            loads.Select(load => (load.Address, load.Code.Length, load.Name))));
        Assert.That(loads.Select(load => load.Index), Is.EqualTo(Enumerable.Range(0, loads.Count).Select(index => (ulong)index)));
        Assert.That(loads.Select(load => load.Thread).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(logger.MessagesOf(5007), Is.EquivalentTo(new[]
        {
            $"Compiled functions are written for profilers to {_folder.Map}", $"Compiled functions are written for profilers to {_folder.Dump}",
        }));
    }

    private static void Add(PerfMapFile map, nint address, string name) =>
        map.Add(address, new byte[8], [new CodeSymbol(name, 0, 8, [])]);

    private static string MappingOf(nint address) => File.ReadLines("/proc/self/maps").Single(line =>
    {
        var range = line.Split(' ')[0].Split('-');
        return address >= Convert.ToInt64(range[0], 16) && address < Convert.ToInt64(range[1], 16);
    });
}
