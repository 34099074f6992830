using System.Runtime.InteropServices;
using Pyc.Tests.Support;

namespace Pyc.Tests.Lending;

/// <summary>Spans that lie over each other, in loops that native code runs in the lanes of vectors.</summary>
public sealed class OverlapTests
{
    private delegate void Saxpy(double a, ReadOnlySpan<double> xs, Span<double> ys);

    private delegate void InPlace(Span<long> items);

    [Test]
    public void What_is_written_to_one_span_is_read_from_the_other_in_the_order_of_the_loop([Values(0, 4, 8)] int lanes)
    {
        using var module = Load(lanes);
        var saxpy = module.Get<Saxpy>("saxpy");
        foreach (var length in new[] { 0, 1, 7, 16, 17, 33, 40 })
        {
            for (var distance = -140; distance <= 140; distance += distance is > -8 and < 8 ? 1 : 4)   // in bytes: elements need not be aligned to each other
            {
                var (bytes, expected) = (Bytes(distance), Bytes(distance));
                var (from, to) = (400, 400 + distance);
                for (var i = 0; i < length; i++)
                    At(expected, to, length)[i] += 2.0 * At(expected, from, length)[i];
                saxpy(2.0, At(bytes, from, length), At(bytes, to, length));
                Assert.That(bytes, Is.EqualTo(expected), $"{length} elements, {distance} bytes behind each other");
            }
        }
    }

    [Test]
    public void A_span_is_its_own_neighbour([Values(0, 4, 8)] int lanes)
    {
        using var module = Load(lanes);
        var prefixSums = module.Get<InPlace>("prefix_sums");
        var (items, sum) = (Enumerable.Range(1, 50).Select(i => (long)i).ToArray(), 0L);
        prefixSums(items);
        Assert.That(items, Is.EqualTo(Enumerable.Range(1, 50).Select(i => sum += i)));
    }

    private static byte[] Bytes(int seed)
    {
        var (bytes, random) = (new byte[1200], new Random(seed));
        random.NextBytes(bytes);
        for (var i = 6; i < bytes.Length; i += 7)
            bytes[i] &= 0x3f;   // few are NaN wherever an element starts
        return bytes;
    }

    private static Span<double> At(byte[] bytes, int place, int length) => MemoryMarshal.Cast<byte, double>(bytes.AsSpan(place, length * sizeof(double)));

    private static PycModule Load(int lanes) => PycJit.Load(Repository.Pyc("arrays"), new PycOptions { MaximumVectorLanes = lanes });
}
