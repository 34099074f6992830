using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>The one browser of all tests. Where no Chromium is, its tests are ignored and say so.</summary>
[SetUpFixture]
public sealed class Browsers
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // No sandbox, because the tests may run as root; nothing is loaded but files that they have made. The others keep it from asking for anything.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--font-render-hinting=none",
    ];

    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;
    private static readonly TemporaryFolder s_folder = new();

    /// <summary>The browser; ends the test as ignored where there is none.</summary>
    internal static async Task<IBrowser> OpenAsync()
    {
        if (s_browser is not null)
            return s_browser;
        var path = Find();
        if (path is null)
            Assert.Ignore("No Chromium: none of " + string.Join(", ", s_names) + " is on the PATH, and CHROMIUM names none.");
        s_playwright = await Playwright.CreateAsync();
        s_browser = await s_playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = s_arguments, Timeout = 60_000 });
        return s_browser;
    }

    /// <summary>A page as a file, as <c>-o</c> writes it.</summary>
    internal static string FileOf(string name, string page)
    {
        var path = s_folder.PathTo(name + ".html");
        if (!File.Exists(path))
            File.WriteAllText(path, page);
        return path;
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (s_browser is not null)
            await s_browser.CloseAsync();
        s_playwright?.Dispose();
        s_folder.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
