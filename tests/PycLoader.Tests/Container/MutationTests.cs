using Pyc.Fuzz.Mutation;

namespace Pyc.Loader.Tests;

/// <summary>No damage to a file makes the loader throw anything of another kind, or take memory out of proportion.</summary>
public sealed class MutationTests
{
    private const int Seed = 20270;
    private const int Mutations = 10_000;

    [Test]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        byte[][] files =
        [
            .. Fixtures.AllPyc.Concat(Fixtures.AllVariants).Select(Fixtures.Bytes),
            .. CodeBytes.AllVersions.SelectMany(version => Enumerable.Repeat(CodeBytes.WithEveryConstant(version).ToPyc(), 5)),
        ];
        var mutator = new ByteMutator(new Dice(Seed));
        var (read, refused) = (0, 0);
        TestContext.Out.WriteLine($"seed {Seed}, {files.Length} files, {Mutations} mutations");

        for (var i = 0; i < Mutations; i++)
        {
            // The neighbour in the list is mostly of the same version, so that its pieces mean something.
            var file = mutator.Mutate(files[i % files.Length], files[(i + 1) % files.Length], from: i % 20 == 0 ? 0 : 8);

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read += PycFile.Read(file).CodeObjects().Any() ? 1 : 0;
            }
            catch (PycFormatException error)
            {
                refused++;
                if (error.Offset < -1 || error.Offset > file.Length)
                    Assert.Fail($"mutation {i}: offset {error.Offset} is not in the file: {error.Message}");
            }
            catch (Exception error)
            {
                Assert.Fail($"mutation {i}: {error}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > 64L * file.Length + (1 << 20))
                Assert.Fail($"mutation {i}: {allocated} bytes for a file of {file.Length}");
        }

        TestContext.Out.WriteLine($"{read} read, {refused} refused");
        Assert.That(read + refused, Is.EqualTo(Mutations));
        Assert.That(Math.Min(read, refused), Is.GreaterThan(Mutations / 50), "the damage is of both kinds");
    }
}
