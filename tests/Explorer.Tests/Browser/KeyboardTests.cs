using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>The page without a mouse, over a module of several functions.</summary>
internal sealed class KeyboardTests
{
    private Explored _lists;

    private IPage Page => _lists.Page;

    [OneTimeSetUp]
    public async Task Open() => _lists = await Explored.OpenAsync("lists", Reports.Lists);

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_lists is not null)
            await _lists.DisposeAsync();
    }

    [SetUp]
    public async Task Reset()
    {
        await Page.Mouse.MoveAsync(0, 0);
        await Press("Escape");
        await GoTo("primes_below");
    }

    [Test]
    public async Task Lines_columns_and_pins()
    {
        await Press("1");
        await Press("ArrowDown", "ArrowDown");
        Assert.That(await Focused(), Does.Contain("count = 0"));
        Assert.That(await _lists.MarkedAsync("source"), Has.Count.EqualTo(1));

        await Press("ArrowRight");
        Assert.That(await Page.EvaluateAsync<bool>("() => document.activeElement.closest('#body-bytecode') !== null && document.activeElement.matches('.mark, .mark-line')"), Is.True);

        await Press("Enter");
        Assert.That(_lists.Address, Does.Contain("line="));
        await Press("Enter");
        Assert.That(_lists.Address, Does.Not.Contain("line="));
    }

    [Test]
    public async Task Functions_are_found_by_name()
    {
        await Press("f");
        await Page.Keyboard.TypeAsync("pasc");
        await Press("Enter");
        Assert.That(await Page.Locator("h1").InnerTextAsync(), Is.EqualTo("pascal(n)"));
        Assert.That(_lists.Address, Is.EqualTo("#function=pascal"));

        await Press("n");
        Assert.That(await Page.Locator("h1").InnerTextAsync(), Does.StartWith("sort_list("));
        await Press("p");
        Assert.That(await Page.Locator("h1").InnerTextAsync(), Is.EqualTo("pascal(n)"));
    }

    [Test]
    public async Task The_list_of_functions_says_where_they_run()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "14 functions" }).ClickAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await Page.Locator("#functions .badge-native").CountAsync(), Is.EqualTo(11));
            Assert.That(await Page.Locator("#functions .badge-interpreted").CountAsync(), Is.EqualTo(3));
        });
        await Press("Escape");
        Assert.That(await Page.Locator(".panel").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task A_function_that_runs_interpreted_says_why_where_code_would_be()
    {
        await GoTo("memo_fib");
        var remedy = Reports.Documents(Reports.Lists).Values.Single(document => document.TryGetProperty("declaration", out var name) && name.GetString() == "memo_fib(n)")
            .GetProperty("notes")[0].GetProperty("remedy").GetString();

        Assert.Multiple(async () =>
        {
            Assert.That(await Page.Locator("#summary").InnerTextAsync(), Does.Contain("interpreted").And.Contain("PYJ1").And.Not.Contain("null"));
            Assert.That(await Page.Locator("#body-source .notice-refused").InnerTextAsync(), Does.Contain("PYJ1"));
            Assert.That(await Page.Locator("#body-assembly").InnerTextAsync(), Does.Contain("There is no machine code").And.Contain(remedy ?? "a remedy"));
            Assert.That(await Page.Locator("#body-bytecode .row").CountAsync(), Is.GreaterThan(10));
            Assert.That(await Page.Locator("#timeline").IsVisibleAsync(), Is.False);
        });
        await _lists.Row("source", "memo[i] = ").HoverAsync();
        Assert.That(await _lists.MarkedAsync("bytecode"), Is.Not.Empty);
    }

    [Test]
    public async Task Help_opens_and_closes()
    {
        await Press("?");
        Assert.That(await Page.Locator("#help").IsVisibleAsync(), Is.True);
        Assert.That(await Page.Locator("#help tr").AllInnerTextsAsync(), Has.Count.EqualTo(15).And.Contain("[ ]\tthe pass before, the next pass"));
        await Press("Escape");
        Assert.That(await Page.Locator("#help").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task Every_control_has_a_name_and_every_column_can_be_reached_with_tab()
    {
        var nameless = await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, select, input, [role=slider], [role=listbox], section, nav, dialog')]
                .filter(element => !(element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.textContent.trim()))
                .map(element => element.outerHTML.slice(0, 80))
            """);
        Assert.That(nameless, Is.Empty);

        var reached = new HashSet<string>();
        await Page.EvaluateAsync("() => document.activeElement.blur()");
        for (var i = 0; i < 40; i++)
        {
            await Press("Tab");
            reached.Add(await Page.EvaluateAsync<string>("() => document.activeElement.closest('.body, .track, .picture')?.parentElement.id ?? ''"));
        }
        Assert.That(reached, Is.SupersetOf(new[] { "column-source", "column-bytecode", "column-ir", "column-assembly", "timeline", "graph" }));
    }

    private async Task Press(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    private async Task GoTo(string function)
    {
        await Page.EvaluateAsync("name => { location.hash = `function=${name}`; }", function);
        await Page.WaitForFunctionAsync("name => document.querySelector('h1').textContent.startsWith(name + '(')", function);
    }

    private Task<string> Focused() => Page.EvaluateAsync<string>("() => document.activeElement.innerText");
}
