using System.Numerics;
using Pyc.Binding;
using Pyc.Differential.Support;
using Pyc.Loader;
using Pyc.Translation;
using Pyc.Loader.Tests;

namespace Pyc.Differential;

/// <summary>Damaged files, the whole way: each stage gives a result or an error of its kind, in memory in proportion to the file.</summary>
[NonParallelizable]
public sealed class HostileFilesTests
{
    private const int Seed = 20271;
    private const int StepsOfCall = 1_000_000;
    private const int Mutations = 10_200;
    private const int CompiledEach = 20;           // of the mutations, one in so many goes the whole way

    // A file has a thousand instructions or more for each kilobyte, and each becomes nodes of a graph with states and positions.
    private const long BytesPerByte = 1000;
    private const long BytesAlways = 4 << 20;

    private static readonly BigInteger[] s_boundaries =
        [0, 1, -1, 2, 63, 64, -64, int.MaxValue, long.MinValue, long.MaxValue, 1L << 32, -3037000500];

    private readonly Random _random = new(Seed);
    private int _calls;
    private int _compiled;

    [Test]
    public void Damaged_files_give_a_result_or_a_typed_error_at_every_stage()
    {
        byte[][] files = [.. Repository.PythonVersions.SelectMany(FilesOf)];
        var mutator = new Mutator(Seed);
        var (decoded, refused, loaded) = (0, 0, 0);
        var worst = 0.0;
        TestContext.Out.WriteLine($"seed {Seed}, {files.Length} files, {Mutations} mutations");

        for (var i = 0; i < Mutations; i++)
        {
            // The next file is mostly of the same version, so that its pieces mean something.
            var at = _random.Next(files.Length);
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
            if (file.Length > 1000)
                worst = Math.Max(worst, (double)allocated / file.Length);
            if (allocated > BytesPerByte * file.Length + BytesAlways)
                Assert.Fail($"mutation {i}: {allocated} bytes for a file of {file.Length}");
            if (i % CompiledEach == 0)
                GoTheWholeWay(i, file);
        }

        TestContext.Out.WriteLine(
            $"{loaded} read; {decoded} code objects decoded, {refused} refused; at most {worst:F0} bytes for a byte of a file beyond a kilobyte; "
            + $"{_compiled} functions compiled, {_calls} calls");
        Assert.Multiple(() =>
        {
            Assert.That(loaded, Is.GreaterThan(Mutations / 10));
            Assert.That(refused, Is.GreaterThan(Mutations / 10));
            Assert.That(_compiled, Is.GreaterThan(100));
            Assert.That(_calls, Is.GreaterThan(100));
        });
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

    private void GoTheWholeWay(int mutation, byte[] file)
    {
        PycModule? module = null;
        try
        {
            module = PycJit.Load(file, new PycOptions { Limits = new ExecutionLimits { Steps = StepsOfCall } });
            foreach (var function in module.Functions)
                TryFunction(module, function);
        }
        catch (PycFormatException)
        {
            Assert.That(module, Is.Null, "what was loaded says what is wrong with a function when that is asked for");
        }
        catch (ExecutionLimitException)
        {
            Assert.That(module, Is.Null, "only loading has a budget");
        }
        catch (PythonException raised)
        {
            Assert.That(module, Is.Null, "nothing was called");
            Assert.That(raised.Message, Does.Contain("cannot be loaded, its top level raises "));
        }
        catch (Exception error)
        {
            Assert.Fail($"mutation {mutation}: {error}");
        }
        finally
        {
            module?.Dispose();
        }
    }

    private void TryFunction(PycModule module, PycFunction function)
    {
        if (!function.IsCompilable(out var whyNot))
        {
            Assert.That(whyNot, Is.Not.Empty);
            return;
        }
        try
        {
            Assert.That(function.Compile().Size, Is.GreaterThan(0));
            _compiled++;
        }
        catch (PycJitException)
        {
            return;                                     // a limit of the code generator
        }
        TryCalls(module, function, "long", () => (long)s_boundaries[_random.Next(s_boundaries.Length)]);
        TryCalls(module, function, "long[]", () => new long[] { 3, 1, 2, (long)s_boundaries[_random.Next(s_boundaries.Length)] }[.._random.Next(5)]);
    }

    private void TryCalls(PycModule module, PycFunction function, string type, Func<object> makeArgument)
    {
        var signature = new FixtureSignature($"{string.Join(',', Enumerable.Repeat(type, function.Parameters.Count))}->object", big: false);
        if (function.Parameters.Count > 4 || !signature.Compiles(function, out _))
            return;
        // A damaged loop may never end, and nothing stops native code.
        if (function.VersionFor([.. signature.Parameters.Select(NativeWord.ParameterTypeOf)]).MachineCode.HasLoops)
            return;
        Delegate target;
        try
        {
            target = signature.Bind(module, function.Name);
        }
        catch (SignatureMismatchException mismatch)
        {
            Assert.That(mismatch.Message, Does.Contain("the delegate wants object"), "a function, say, which no delegate returns");
            return;
        }
        for (var call = 0; call < 3; call++)
        {
            var arguments = signature.Parameters.Select(_ => makeArgument()).ToArray();
            try
            {
                target.Method.Invoke(target.Target, System.Reflection.BindingFlags.DoNotWrapExceptions, null, arguments, null);
            }
            catch (Exception error) when (error is PycJitException and not InternalCompilerException)
            {
                Assert.That(error.Message, Is.Not.Empty);
            }
            _calls++;
        }
    }
}
