using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>The pictures of the documentation. PYCJIT_ACCEPT_GOLDEN=1 writes them; fonts differ between machines, so they are not compared.</summary>
internal sealed class ScreenshotTests
{
    private const int Width = 1600;
    private const int Height = 1000;

    [TestCase("black_scholes", "function=black_scholes&line=294", ColorScheme.Light, "explorer-black_scholes")]
    [TestCase("black_scholes", "function=black_scholes&line=294", ColorScheme.Dark, "explorer-black_scholes-dark")]
    [TestCase("sieve", "function=sieve&line=110", ColorScheme.Light, "explorer-sieve")]
    [TestCase("sieve", "function=sieve&line=110", ColorScheme.Dark, "explorer-sieve-dark")]
    public async Task The_page_is_worth_a_picture(string function, string address, ColorScheme scheme, string picture)
    {
        var report = function == "sieve" ? Reports.Sieve : Reports.BlackScholes;
        await using var explored = await Explored.OpenAsync(function, report, address, new() { ColorScheme = scheme, ViewportSize = new() { Width = Width, Height = Height } });
        await explored.Page.WaitForFunctionAsync("() => document.querySelectorAll('#ribbons path').length > 0");

        var bytes = await explored.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        var accepts = Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1";
        var path = accepts ? Repository.PathTo("docs", picture + ".png") : Path.Combine(TestContext.CurrentContext.WorkDirectory, picture + ".png");
        File.WriteAllBytes(path, bytes);
        TestContext.AddTestAttachment(path);
        Assert.Multiple(() =>
        {
            Assert.That(Size(bytes), Is.EqualTo((Width, Height)));
            // An empty page of this size takes 20 KB.
            Assert.That(bytes, Has.Length.InRange(100_000, 600_000));
            Assert.That(Repository.PathTo("docs", picture + ".png"), Does.Exist);
        });
    }

    /// <summary>Width and height, from the header of a PNG file.</summary>
    private static (int Width, int Height) Size(byte[] png) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
