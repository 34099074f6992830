using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>The pictures of the documentation. PYCJIT_ACCEPT_GOLDEN=1 writes them; fonts differ between machines, so they are not compared.</summary>
internal sealed class ScreenshotTests
{
    private const int Width = 1600;
    private const int Height = 1000;

    [TestCase("black_scholes", "function=black_scholes&line=294")]
    [TestCase("sieve", "function=sieve&line=110")]
    public async Task The_page_is_worth_a_picture(string function, string address)
    {
        var report = function == "sieve" ? Reports.Sieve : Reports.BlackScholes;
        await using var explored = await Explored.OpenAsync(
            function, report, address, new() { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = Width, Height = Height } });
        await explored.Page.WaitForFunctionAsync("() => document.querySelectorAll('#ribbons path').length > 0");

        await TakeAsync(explored.Page, $"explorer-{function}.png");
        await explored.Page.Keyboard.PressAsync("t");
        await TakeAsync(explored.Page, $"explorer-{function}-dark.png");
    }

    private static async Task TakeAsync(IPage page, string picture)
    {
        var bytes = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        var accepts = Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1";
        var path = accepts ? Repository.PathTo("docs", picture) : Path.Combine(TestContext.CurrentContext.WorkDirectory, picture);
        File.WriteAllBytes(path, bytes);
        TestContext.AddTestAttachment(path);
        Assert.Multiple(() =>
        {
            Assert.That(Size(bytes), Is.EqualTo((Width, Height)));
            // An empty page of this size takes 20 KB.
            Assert.That(bytes, Has.Length.InRange(100_000, 600_000));
            Assert.That(Repository.PathTo("docs", picture), Does.Exist);
        });
    }

    /// <summary>Width and height, from the header of a PNG file.</summary>
    private static (int Width, int Height) Size(byte[] png) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
