using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>Colours, sizes of windows, paper, and what is hostile.</summary>
internal sealed class AppearanceTests
{
    private const string Ground = "() => getComputedStyle(document.body).backgroundColor";

    // WCAG 2.2, 1.4.3: 4.5 to 1 between the colour of each text and what lies behind it.
    private const string WeakTexts = """
        () => {
          const parse = text => { const [r, g, b, a] = text.match(/[\d.]+/g).map(Number); return [r, g, b, a ?? 1]; };
          const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = element => {
            if (!element) return [255, 255, 255, 1];
            const own = parse(getComputedStyle(element).backgroundColor);
            return own[3] === 1 ? own : over(own, ground(element.parentElement));
          };
          const found = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest('svg, script, style, noscript, .sr, .skip, option') || !element.checkVisibility()) continue;
            const behind = ground(element);
            const [a, b] = [light(over(parse(getComputedStyle(element).color), behind)), light(behind)].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < 4.5) found.add(`${element.className || element.tagName} ${((a + 0.05) / (b + 0.05)).toFixed(2)} "${node.data.trim().slice(0, 20)}"`);
          }
          return [...found];
        }
        """;

    [TestCase(ColorScheme.Light), TestCase(ColorScheme.Dark)]
    public async Task All_text_stands_out_and_the_theme_can_be_changed(ColorScheme scheme)
    {
        await using var lists = await Explored.OpenAsync("lists", Reports.Lists, "function=knapsack&pass=5&line=66", new() { ColorScheme = scheme });
        var ground = await lists.Page.EvaluateAsync<string>(Ground);
        Assert.That(await lists.Page.EvaluateAsync<string[]>(WeakTexts), Is.Empty);

        await lists.Page.Keyboard.PressAsync("t");
        var other = await lists.Page.EvaluateAsync<string>(Ground);
        Assert.That(await lists.Page.EvaluateAsync<string[]>(WeakTexts), Is.Empty);
        Assert.That(new[] { ground, other }, Is.EquivalentTo(new[] { "rgb(251, 250, 248)", "rgb(21, 23, 27)" }));

        await lists.Page.Keyboard.PressAsync("t");
        Assert.That(await lists.Page.EvaluateAsync<string>(Ground), Is.EqualTo(ground));
    }

    [Test]
    public async Task On_paper_the_columns_stand_one_below_the_other()
    {
        await using var sieve = await Explored.OpenAsync("sieve", Reports.Sieve, options: new() { ColorScheme = ColorScheme.Dark });
        await sieve.Page.SetViewportSizeAsync(760, 1000);
        await sieve.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var tops = new List<float>();
        foreach (var name in (string[])["#column-source", "#column-bytecode", "#column-ir", "#column-assembly", "#graph"])
        {
            var box = await sieve.Page.Locator(name).BoundingBoxAsync();
            Assert.That(box, Is.Not.Null, name);
            Assert.That(box!.Height, Is.GreaterThan(200), name);
            tops.Add(box.Y);
        }
        Assert.Multiple(async () =>
        {
            Assert.That(tops, Is.Ordered.Ascending);
            Assert.That(await sieve.Page.Locator(".buttons").IsVisibleAsync(), Is.False);
            Assert.That(await sieve.Page.EvaluateAsync<string>(Ground), Is.EqualTo("rgb(255, 255, 255)"));
            // Everything is there: nothing scrolls.
            Assert.That(await sieve.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.body')].every(body => body.scrollHeight <= body.clientHeight + 1)"), Is.True);
        });
        Assert.That(await sieve.Page.PdfAsync(), Has.Length.GreaterThan(20_000));
    }

    [Test]
    public async Task In_a_narrow_window_there_is_a_tab_for_each_column()
    {
        await using var sieve = await Explored.OpenAsync("sieve", Reports.Sieve, options: new() { ViewportSize = new() { Width = 390, Height = 760 } });
        foreach (var (tab, column) in ((string, string)[])[("Machine code", "#column-assembly"), ("Graph", "#graph"), ("IR", "#column-ir"), ("Bytecode", "#column-bytecode"), ("Source", "#column-source")])
            await ShowAsync(tab, column);
        Assert.That(await sieve.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.EqualTo(390));

        async Task ShowAsync(string tab, string column)
        {
            await sieve.Page.GetByRole(AriaRole.Tab, new() { Name = tab, Exact = true }).ClickAsync();
            Assert.That(await sieve.Page.Locator(column).IsVisibleAsync(), Is.True, tab);
            Assert.That(await sieve.Page.Locator("#columns > section:visible").CountAsync(), Is.EqualTo(1), tab);
        }
    }

    [Test]
    public async Task A_hostile_module_is_shown_and_does_nothing()
    {
        await using var hostile = await Explored.OpenAsync("hostile", Reports.Hostile);
        for (var i = 0; i <= HostileModule.Names.Count; i++)
        {
            await hostile.Page.Keyboard.PressAsync("n");
            await hostile.Page.Keyboard.PressAsync("[");
            await hostile.Page.Locator("#body-bytecode .row").First.HoverAsync();
            Assert.That(await hostile.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.EqualTo(1280));
        }
        Assert.Multiple(async () =>
        {
            Assert.That(await hostile.Page.EvaluateAsync<bool>("() => 'broken' in globalThis"), Is.False);
            Assert.That(await hostile.Page.Locator("img, iframe, object, embed, form:not(dialog form)").CountAsync(), Is.Zero);
            Assert.That(await hostile.Page.Locator("#functions").EvaluateAsync<string>("list => list.textContent"), Does.Contain(HostileModule.ScriptName));
        });
    }

    [Test]
    public async Task A_link_leads_to_a_function_a_pass_and_a_line()
    {
        await using var lists = await Explored.OpenAsync("lists", Reports.Lists, "function=grid_paths&pass=4&line=87");

        Assert.Multiple(async () =>
        {
            Assert.That(await lists.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("grid_paths(rows, columns)"));
            Assert.That(await lists.Page.Locator(".step.current").GetAttributeAsync("data-index"), Is.EqualTo("4"));
            Assert.That(await lists.Page.Locator(".pinned .number").InnerTextAsync(), Is.EqualTo("87"));
            Assert.That(lists.Address, Is.EqualTo("#function=grid_paths&pass=4&line=87"));
        });
    }

    [Test]
    public async Task A_link_that_leads_nowhere_shows_the_first_function()
    {
        await using var lists = await Explored.OpenAsync("lists", Reports.Lists, "function=%3Cb%3E&pass=99999&line=-3");

        Assert.That(await lists.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("primes_below(n)"));
    }
}
