using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Mutation;
using Pyc.Fuzz.Seeds;
using Pyc.Loader;

namespace Pyc.Differential;

/// <summary>Damaged files, the whole way: each stage gives a result or an error of its kind, in memory in proportion to the file.</summary>
/// <remarks><c>fuzz</c> makes many more of the same inputs, and keeps what does something new.</remarks>
[NonParallelizable]
public sealed class HostileFilesTests
{
    private const int Seed = 20271;
    private const int Mutations = 5_000;
    private const int Inputs = 1_500;

    // A file has a thousand instructions or more for each kilobyte, and each becomes nodes of a graph with states and positions.
    private const long BytesPerByte = 1000;
    private const long BytesAlways = 4 << 20;

    private static readonly string[] s_found = Directory.GetFiles(Repository.PathTo("fixtures", "hostile", "found"), "*.pyc");

    private static IEnumerable<string> Found => s_found.Select(path => Path.GetFileNameWithoutExtension(path)!);     // a path of a file has one

    [Test]
    public void Damaged_files_are_decoded_or_refused()
    {
        byte[][] files = [.. Repository.PythonVersions.SelectMany(FilesOf)];
        var dice = new Dice(Seed);
        var mutator = new ByteMutator(dice);
        var (decoded, refused, loaded) = (0, 0, 0);
        TestContext.Out.WriteLine($"seed {Seed}, {files.Length} files, {Mutations} mutations");
        for (var i = 0; i < Mutations; i++)
        {
            // The next file is mostly of the same version, so that its pieces mean something.
            var at = dice.Next(files.Length);
            var file = mutator.Mutate(files[at], files[(at + 1) % files.Length], from: i % 20 == 1 ? 0 : 16);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (var code in PycFile.Read(file).CodeObjects())
                {
                    if (Decode(code))
                        decoded++;
                    else
                        refused++;
                }
                loaded++;
            }
            catch (PycFormatException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"mutation {i}: {error}");
            }
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > BytesPerByte * file.Length + BytesAlways)
                Assert.Fail($"mutation {i}: {allocated} bytes for a file of {file.Length}");
        }

        TestContext.Out.WriteLine($"{loaded} read; {decoded} code objects decoded, {refused} refused");
        Assert.Multiple(() =>
        {
            Assert.That(loaded, Is.GreaterThan(Mutations / 10));
            Assert.That(refused, Is.GreaterThan(Mutations / 10));
        });
    }

    [Test]
    public void Inputs_of_the_fuzzer_end_in_what_is_promised_and_in_the_same_in_both_tiers()
    {
        var library = SeedLibrary.FromFixtures(Repository.PathTo("fixtures"), share: 20);
        var maker = new InputMaker(library, Seed);
        var runner = new InputRunner();
        var (loaded, compiled, compared) = (0, 0, 0);
        for (var number = 0; number < Inputs; number++)
        {
            var input = maker.Make(number, library.Files);
            var report = runner.Run(input, Seed ^ number);
            Assert.That(report.Findings.Select(finding => finding.Text), Is.Empty, $"input {number} of seed {Seed}");
            loaded += report.Outcome > Outcome.NotVerified ? 1 : 0;
            compiled += report.Compilations;
            compared += report.Comparisons;
        }
        TestContext.Out.WriteLine($"{library.Files.Count} seeds, {loaded} of {Inputs} loaded, {compiled} compilations, {compared} calls compared");
        Assert.Multiple(() =>
        {
            Assert.That(loaded, Is.GreaterThan(Inputs * 3 / 10));
            Assert.That(compiled, Is.GreaterThan(Inputs / 10));
            Assert.That(compared, Is.GreaterThan(Inputs / 10));
        });
    }

    [Test]
    public void The_same_seed_and_number_give_the_same_bytes()
    {
        string[] folders = [Repository.PathTo("fixtures", "pyc", "3.13")];
        var (one, other) = (SeedLibrary.From(5, folders), SeedLibrary.From(5, folders));
        for (var number = 0; number < 200; number++)
            Assert.That(new InputMaker(one, Seed).Make(number, one.Files), Is.EqualTo(new InputMaker(other, Seed).Make(number, other.Files)));
    }

    [TestCaseSource(nameof(Found))]
    public void What_the_fuzzer_has_found_stays_mended(string name)
    {
        var file = File.ReadAllBytes(Repository.PathTo("fixtures", "hostile", "found", name + ".pyc"));
        // Arguments and types are chosen by the seed: each file needs other ones.
        for (var seed = 0; seed < 12; seed++)
            Assert.That(new InputRunner().Run(file, seed).Findings.Select(finding => finding.Text), Is.Empty);
    }

    private static IEnumerable<byte[]> FilesOf(string version) =>
        Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);

    private static bool Decode(CodeObject code)
    {
        try
        {
            _ = BytecodeDecoder.Decode(code);
            return true;
        }
        catch (PycFormatException)
        {
            return false;
        }
    }
}
