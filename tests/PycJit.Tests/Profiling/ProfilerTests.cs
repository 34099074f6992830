using Microsoft.Extensions.Logging;
using Pyc.Profiling;
using Pyc.Tests.Support;

namespace Pyc.Tests.Profiling;

public sealed class ProfilerTests
{
    [TestCase(ProfilerFiles.None, null, ProfilerFiles.None)]
    [TestCase(ProfilerFiles.PerfMap, null, ProfilerFiles.PerfMap)]
    [TestCase(ProfilerFiles.None, "perfmap", ProfilerFiles.PerfMap)]
    [TestCase(ProfilerFiles.None, "JitDump", ProfilerFiles.JitDump)]
    [TestCase(ProfilerFiles.None, "all", ProfilerFiles.All)]
    [TestCase(ProfilerFiles.None, " perfmap , jitdump ", ProfilerFiles.All)]
    [TestCase(ProfilerFiles.PerfMap, "jitdump", ProfilerFiles.All)]
    [TestCase(ProfilerFiles.PerfMap, "none", ProfilerFiles.PerfMap)]
    [TestCase(ProfilerFiles.None, "", ProfilerFiles.None)]
    public void The_environment_adds_to_what_the_options_say(ProfilerFiles option, string? variable, ProfilerFiles expected)
    {
        var settings = ProfilingSettings.Of(
            new PycOptions { Profiling = option }, name => name == "PYCJIT_PROFILE" ? variable : null, out var problem);
        Assert.That(problem, Is.Null);
        Assert.That(settings, Is.EqualTo(new ProfilingSettings(expected, "/tmp")));
    }

    [TestCase(null, null, "/tmp")]
    [TestCase(null, "/var/tmp", "/var/tmp")]
    [TestCase("/srv", "/var/tmp", "/srv")]
    public void The_folder_is_that_of_the_options_or_of_the_environment(string? option, string? variable, string expected)
    {
        var settings = ProfilingSettings.Of(
            new PycOptions { ProfilingDirectory = option }, name => name == "PYCJIT_PROFILE_DIRECTORY" ? variable : null, out _);
        Assert.That(settings.Directory, Is.EqualTo(expected));
    }

    [Test]
    public void A_name_of_no_file_is_told_and_the_others_count()
    {
        var settings = ProfilingSettings.Of(
            PycOptions.Default, name => name == "PYCJIT_PROFILE" ? "perf,jitdump" : null, out var problem);
        Assert.That(settings.Files, Is.EqualTo(ProfilerFiles.JitDump));
        Assert.That(problem, Is.EqualTo("PYCJIT_PROFILE names 'perf', which is none of perfmap, jitdump, all and none."));
    }

    [TestCase("black_scholes", "black_scholes")]
    [TestCase("outer.<locals>.<lambda>#2", "outer.<locals>.<lambda>#2")]
    [TestCase("größe_π", "größe_π")]
    [TestCase("a b\nff 10 evil", "a_b?ff_10_evil")]
    [TestCase("\u001b[31mred", "?[31mred")]
    [TestCase("nul\0`$(rm)", "nul???(rm)")]
    [TestCase("turned\u202Eround", "turned?round")]
    public void Names_of_functions_are_made_safe(string name, string expected) => Assert.That(SymbolName.Safe(name), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_none() => Assert.That(SymbolName.Safe("half" + (char)0xD800), Is.EqualTo("half?"));

    [Test]
    public void Long_names_are_cut() => Assert.That(SymbolName.Safe(new string('x', 100_000)), Is.EqualTo(new string('x', 256) + "..."));

    [Test]
    public void Types_of_parameters_are_without_spaces() => Assert.That(
        SymbolName.Of("m", "f", ["i64", "[f64, 2]", "readonly [f64]"]), Is.EqualTo("py:m.f(i64,[f64,2],readonly_[f64])"));

    [Test]
    [Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
    public void Where_the_files_cannot_be_written_all_else_goes_on_and_that_is_logged_once()
    {
        using var folder = new ProfileFolder();
        var blocked = Path.Combine(folder.FullName, "file");
        File.WriteAllText(blocked, "");
        var logger = new RecordingLogger();
        var options = folder.Options(ProfilerFiles.All, logger) with { ProfilingDirectory = blocked };
        for (var i = 0; i < 2; i++)
        {
            using var module = PycJit.Load(Repository.Pyc("straight"), options);
            Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
            Assert.That(module.Get<Func<long, long>>("cube")(3), Is.EqualTo(27));
        }
        Assert.That(logger.MessagesOf(5008).Count(), Is.EqualTo(2), "once for each file");
        Assert.That(logger.MessagesOf(5008).First(), Does.StartWith($"The perf map in {blocked} is not written any more: "));
        Assert.That(logger.Entries.Where(entry => entry.Id == 5008).Select(entry => entry.Level), Is.All.EqualTo(LogLevel.Warning));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
    public void A_folder_that_is_not_there_is_made()
    {
        using var folder = new ProfileFolder();
        var inner = Path.Combine(folder.FullName, "a", "b");
        using var module = PycJit.Load(Repository.Pyc("straight"), folder.Options(ProfilerFiles.All) with { ProfilingDirectory = inner });
        module["foo"].Compile();
        Assert.That(Directory.GetFiles(inner, "*", SearchOption.AllDirectories), Has.Length.EqualTo(2));
    }
}
