using System.Security.Cryptography;
using System.Text.Json;
using SkiaSharp;

namespace Pyc.Samples.Tests;

public sealed class ImageFilterTests
{
    private const int Width = 96, Height = 64;

    private static readonly string[] s_versions = ["2.7", "3.8", "3.13"];

    [Test]
    public void Makes_the_pictures_that_are_kept_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("pycjit-pictures-").FullName;
        try
        {
            var outcome = SampleProgram.RunIn(folder, "ImageFilter");

            Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
            Assert.That(outcome.Output, Is.EqualTo((string[])
            [
                "before.png: 320 x 200 pixels, painted",
                "after.png: 960 x 400 pixels, sepia, vignette, dither, blur, sharpen, edges",
            ]));
            var page = File.ReadAllText(Repository.PathTo("docs", "samples.md")).ReplaceLineEndings("\n");
            Assert.That(page, Does.Contain("$ dotnet run --project samples/ImageFilter\n" + string.Join("\n", outcome.Output) + "\n"));
            foreach (var name in (string[])["before.png", "after.png"])
                Assert.That(Pixels(Path.Combine(folder, name)), Is.EqualTo(Pixels(Path.Combine(Repository.Root, "samples", "ImageFilter", name))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Filters_a_file_by_one_filter_after_the_other()
    {
        var folder = Directory.CreateTempSubdirectory("pycjit-pictures-").FullName;
        try
        {
            var source = Path.Combine(Repository.Root, "samples", "ImageFilter", "before.png");
            var outcome = SampleProgram.RunIn(folder, "ImageFilter", source, "edges.png", "blur", "edges");

            Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
            Assert.That(outcome.Output, Is.EqualTo((string[])["edges.png: 320 x 200 pixels, blur, edges"]));
            Assert.That(Path.Combine(folder, "edges.png"), Does.Exist);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("picture.png")]
    [TestCase("in.png", "out.png", "enlarge")]
    public void Explains_its_use_when_the_arguments_are_wrong(params string[] arguments)
    {
        var outcome = SampleProgram.Run("ImageFilter", arguments);

        Assert.That(outcome.Errors, Does.StartWith("Usage: ImageFilter [IN.png OUT.png FILTER...]"));
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Filter_as_CPython_does([ValueSource(nameof(s_versions))] string version, [Values] Tier tier)
    {
        var path = Path.Combine(Repository.Root, "samples", "ImageFilter", "pyc", version, "filters.pyc");
        using var module = PycJit.Load(path, new PycOptions { Tier = tier });       // nothing falls back: Fallback is Error
        var filters = module.Bind<IFilters>();
        var picture = new byte[Width * Height * 4];
        filters.Paint(picture, Width, Height);
        var found = new Dictionary<string, string> { ["paint"] = Digest(picture) };
        Change("sepia", pixels => filters.Sepia(pixels));
        Change("vignette", pixels => filters.Vignette(pixels, Width, Height, 0.9));
        Change("dither", pixels => filters.Dither(pixels, Width, Height, 3));
        Make("blur", target => filters.Blur(picture, target, Width, Height, 6));
        Make("sharpen", target => filters.Sharpen(picture, target, Width, Height, 1.5));
        Make("edges", target => filters.Edges(picture, target, Width, Height));

        Assert.That(Digest(picture), Is.EqualTo(found["paint"]));
        Assert.That(found, Is.EqualTo(Recorded(version)));

        void Change(string name, Action<byte[]> filter)
        {
            var pixels = (byte[])picture.Clone();
            filter(pixels);
            found.Add(name, Digest(pixels));
        }

        void Make(string name, Action<byte[]> filter)
        {
            var target = new byte[picture.Length];
            filter(target);
            found.Add(name, Digest(target));
        }
    }

    private static byte[] Pixels(string path)
    {
        using var picture = SKBitmap.Decode(path);
        return picture.Bytes;
    }

    private static string Digest(byte[] pixels) => Convert.ToHexStringLower(SHA256.HashData(pixels));

    private static Dictionary<string, string> Recorded(string version) =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Samples.Tests", "Recorded", version, "filters.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(record => record.GetProperty("call").GetString()!, record => record.GetProperty("sha256").GetString()!);
}
