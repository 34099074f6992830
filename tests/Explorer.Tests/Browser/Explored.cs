using Microsoft.Playwright;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>A report in a window of the browser. At the end it asserts that the page has complained of nothing and asked for nothing.</summary>
internal sealed class Explored : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Explored(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens a report.</summary>
    /// <param name="name">Its name as a file.</param>
    /// <param name="report">The page.</param>
    /// <param name="address">What stands behind <c>#</c>.</param>
    /// <param name="options">The window.</param>
    public static async Task<Explored> OpenAsync(string name, string report, string address = "", BrowserNewContextOptions? options = null)
    {
        var browser = await Browsers.OpenAsync();
        options ??= new();
        options.ViewportSize ??= new() { Width = 1280, Height = 800 };
        // Scrolling takes no time then, so that what follows sees where it ends.
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        var explored = new Explored(context, await context.NewPageAsync());
        var file = new Uri(Browsers.FileOf(name, report)).AbsoluteUri;
        explored.Page.Console += (_, message) => explored._complaints.Add($"{message.Type}: {message.Text}");
        explored.Page.PageError += (_, error) => explored._complaints.Add(error);
        explored.Page.Dialog += (_, dialog) => explored._complaints.Add("a dialog: " + dialog.Message);
        explored.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(file, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                explored._complaints.Add("a request: " + request.Url);
        };
        await explored.Page.GotoAsync(file + (address.Length > 0 ? "#" + address : ""));
        return explored;
    }

    /// <summary>Texts of the rows of a column that have a mark.</summary>
    public async Task<IReadOnlyList<string>> MarkedAsync(string column, string mark = "mark") =>
        await Page.Locator($".column-{column} .row.{mark} .text").AllInnerTextsAsync();

    /// <summary>A row of a column with some text.</summary>
    public ILocator Row(string column, string text) => Page.Locator($".column-{column} .row:not(.row-gone)").Filter(new() { HasText = text }).First;

    /// <summary>The address behind <c>#</c>.</summary>
    public string Address => new Uri(Page.Url).Fragment;

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.That(_complaints, Is.Empty);
    }
}
