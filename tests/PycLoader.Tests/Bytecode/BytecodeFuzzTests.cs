namespace Pyc.Loader.Tests;

/// <summary>No code object makes the decoder throw anything of another kind, or take memory out of proportion.</summary>
public sealed class BytecodeFuzzTests
{
    private const int Seed = 31415;
    private const int Mutations = 10_000;

    [Test]
    public void Damaged_code_is_decoded_or_refused_and_nothing_else()
    {
        var codes = Fixtures.Versions
            .SelectMany(version => Fixtures.CodeObjects($"bytecode/{version}/examples.pyc")).ToArray();
        var random = new Random(Seed);
        var (decoded, refused) = (0, 0);
        TestContext.Out.WriteLine($"seed {Seed}, {codes.Length} code objects, {Mutations} mutations");

        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var code = Mutate(codes[random.Next(codes.Length)], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = BytecodeDecoder.Decode(code).Dump();
                decoded++;
            }
            catch (PycFormatException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"mutation {mutation}, {code.QualifiedName} of {code.Version}: {error}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > 200L << 20)
                Assert.Fail($"mutation {mutation}: {allocated} bytes for {code.Code.Length} bytes of code");
        }

        TestContext.Out.WriteLine($"{decoded} decoded, {refused} refused");
        Assert.That(Math.Min(decoded, refused), Is.GreaterThan(Mutations / 50), "the damage is of both kinds");
    }

    private static CodeObject Mutate(CodeObject code, Random random)
    {
        var bytes = code.Code.ToArray();
        var table = code.ExceptionTable.ToArray();
        for (var rounds = 1 + random.Next(3); rounds > 0; rounds--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = bytes[random.Next(bytes.Length)];
                    break;
                case 3:
                    var from = random.Next(bytes.Length);
                    var length = random.Next(Math.Min(bytes.Length - at, bytes.Length - from) + 1);
                    Array.Copy(bytes, from, bytes, at, length);
                    break;
                case 4 when table.Length > 0:
                    table[random.Next(table.Length)] ^= (byte)(1 << random.Next(6));
                    break;
                default:
                    (bytes[at], bytes[at / 2]) = (bytes[at / 2], bytes[at]);
                    break;
            }
        }
        var flags = random.Next(20) == 0 ? code.Flags ^ (CodeFlags)(1 << random.Next(10)) : code.Flags;
        return code.With(code: [.. bytes], flags: flags, exceptionTable: [.. table]);
    }
}
