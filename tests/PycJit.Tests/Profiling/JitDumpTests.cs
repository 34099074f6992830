using System.Runtime.Versioning;
using Pyc.Profiling;

namespace Pyc.Tests.Profiling;

[Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
[SupportedOSPlatform("linux")]
public sealed class JitDumpTests
{
    private ProfileFolder _folder = null!;                  // SetUp makes it

    [SetUp]
    public void MakeFolder() => _folder = new ProfileFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public unsafe void It_holds_the_code_and_the_lines_of_every_function_of_the_corpus()
    {
        var modules = Directory.GetFiles(Path.GetDirectoryName(Repository.Pyc("straight"))!, "*.pyc")       // a file has a folder
            .Select(path => PycJit.Load(path, _folder.Options(ProfilerFiles.All))).ToList();
        var codes = modules.SelectMany(module => module.Functions).Where(function => function.IsCompilable(out _))
            .Select(function => (ulong)function.Compile().Address).ToList();
        var loads = JitDump.Read(_folder.Dump).Functions;
        Assert.That(codes, Has.Count.GreaterThan(500));
        Assert.That(codes.Except(loads.Select(load => load.Address)), Is.Empty);
        Assert.That(PerfMap.Read(_folder.Map), Is.EqualTo(loads.Select(load => new PerfMap.Entry(load.Address, load.Code.Length, load.Name))));

        // Of the pages that run, and not of those that were written.
        Assert.That(loads.Where(load => !load.Code.AsSpan().SequenceEqual(new ReadOnlySpan<byte>((void*)load.Address, load.Code.Length))), Is.Empty);
        Assert.That(loads.Where(load => !LinesAreInOrder(load)).Select(load => load.Name), Is.Empty);
        modules.ForEach(module => module.Dispose());
    }

    private static bool LinesAreInOrder(JitDump.Load load)
    {
        var lines = load.Lines;
        return lines.Count > 0 && lines[0].Address == load.Address && lines[^1].Address < load.Address + (ulong)load.Code.Length
            && lines.All(line => line.Number > 0)
            && lines.Zip(lines.Skip(1)).All(pair => pair.First.Address < pair.Second.Address
                && (pair.First.Number, pair.First.File) != (pair.Second.Number, pair.Second.File));
    }

    [Test]
    public void Lines_name_the_source_by_its_whole_path_where_it_is_found()
    {
        using var module = PycJit.Load(Repository.Pyc("branches"), _folder.Options(ProfilerFiles.JitDump));
        var function = module["clamp"];
        function.Compile();
        var lines = JitDump.Read(_folder.Dump).Functions.Single().Lines;
        Assert.That(lines.Select(line => line.File).Distinct(), Is.EqualTo(new[] { Repository.PathTo("fixtures", "src", "branches.py") }));
        Assert.That(lines.Select(line => line.Number), Is.All.InRange(function.Line + 1, function.Line + 10));
    }

    [Test]
    public void Where_the_source_is_not_found_lines_name_it_as_the_compiler_did()
    {
        using var module = PycJit.Load(File.ReadAllBytes(Repository.Pyc("branches")), _folder.Options(ProfilerFiles.JitDump));
        module["clamp"].Compile();
        Assert.That(JitDump.Read(_folder.Dump).Functions.Single().Lines.Select(line => line.File).Distinct(), Is.EqualTo(new[] { "src/branches.py" }));
    }

    [Test]
    public void It_is_mapped_as_executable_by_which_perf_finds_it_and_ends_with_a_record()
    {
        using (var dump = new JitDumpFile(_folder.FullName))
        {
            Assert.That(File.ReadLines("/proc/self/maps"), Has.One.Match($"r-xp .* {dump.Path}$"));
            Assert.That(File.GetUnixFileMode(dump.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            dump.Add(0x1000, [0x90, 0xC3], [new CodeSymbol("py:m.f()", 0, 1, []), new CodeSymbol("py:m.g()", 1, 1, [new CodeLine(1, "m.py", 7)])]);
        }
        var read = JitDump.Read(_folder.Dump);
        Assert.That(read.IsClosed);
        Assert.That(read.Functions.Select(function => (function.Name, function.Address, function.Code[0], function.Lines.Count)), Is.EqualTo(new[]
        {
            ("py:m.f()", 0x1000UL, (byte)0x90, 0), ("py:m.g()", 0x1001UL, (byte)0xC3, 1),
        }));
        Assert.That(read.Functions[1].Lines.Single(), Is.EqualTo(new JitDump.Line(0x1001, 7, 0, "m.py")));
        Assert.That(File.ReadLines("/proc/self/maps"), Has.None.Match($" {_folder.Dump}$"));
    }

    [Test]
    public void A_second_dump_of_a_folder_does_not_disturb_the_first()
    {
        using var first = new JitDumpFile(_folder.FullName);
        using var second = new JitDumpFile(_folder.FullName);
        Assert.That(second.Path, Is.Not.EqualTo(first.Path));
        Assert.That(Path.GetFileName(second.Path), Is.EqualTo(Path.GetFileName(first.Path)), "perf knows it by its name");
    }
}
