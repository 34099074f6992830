using Microsoft.Playwright;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>What the page does when it is pointed at and clicked.</summary>
internal sealed class PageTests
{
    private Explored _sieve;

    [OneTimeSetUp]
    public async Task Open() => _sieve = await Explored.OpenAsync("sieve", Reports.Sieve);

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_sieve is not null)
            await _sieve.DisposeAsync();
    }

    [SetUp]
    public async Task Reset()
    {
        await _sieve.Page.Keyboard.PressAsync("Escape");
        await _sieve.Page.Keyboard.PressAsync("}");
    }

    [Test]
    public async Task The_summary_says_what_was_made()
    {
        var summary = await _sieve.Page.Locator("#summary").InnerTextAsync();

        Assert.That(summary, Does.Contain("sieve(flags)").And.Contain("native").And.Contain("2 of 11").And.Contain("([u8]) -> i64").And.Contain("compiled in"));
        Assert.That(await _sieve.Page.TitleAsync(), Is.EqualTo("sieve(flags) · arrays.pyc · PycJit"));
    }

    [Test]
    public async Task Pointing_at_a_source_line_marks_what_it_becomes()
    {
        await _sieve.Row("source", "flags[0] = 0").HoverAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await _sieve.MarkedAsync("source"), Has.Exactly(1).Contains("flags[0] = 0"));
            Assert.That((await _sieve.MarkedAsync("bytecode")).Select(text => text.Split(' ')[0]), Is.EqualTo(new[] { "LoadConstant", "LoadLocal", "LoadConstant", "StoreSubscript" }));
            Assert.That(await _sieve.MarkedAsync("ir"), Has.Some.StartsWith("store u8"));
            Assert.That(await _sieve.MarkedAsync("assembly"), Has.Exactly(1).Contains("byte ptr [rdx], 0"));
        });
    }

    [Test]
    public async Task Pointing_at_a_value_marks_its_own_instructions_and_its_line()
    {
        await _sieve.Row("ir", "load u8 v35, v118").HoverAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await _sieve.MarkedAsync("ir"), Has.Count.EqualTo(1));
            Assert.That(await _sieve.MarkedAsync("assembly"), Has.Exactly(1).StartsWith("movzx"));
            Assert.That(await _sieve.MarkedAsync("bytecode"), Has.Exactly(1).StartsWith("LoadSubscript"));
            Assert.That(await _sieve.MarkedAsync("source"), Has.Exactly(1).Contains("if flags[i]:"));
            Assert.That(await _sieve.MarkedAsync("bytecode", "mark-line"), Has.Some.StartsWith("LoadLocal"));
            Assert.That(await _sieve.Page.Locator(".use").AllInnerTextsAsync(), Has.Count.GreaterThan(1).And.All.EqualTo("v135"));
            Assert.That(await _sieve.Page.EvaluateAsync<string>("() => [...CSS.highlights.get('expression')].map(String).join()"), Is.EqualTo("flags[i]"));
            Assert.That(await _sieve.Page.Locator("#detail").InnerTextAsync(), Does.StartWith("arrays.py:109 in sieve").And.Contain("BINARY_SUBSCR"));
        });
    }

    [Test]
    public async Task A_click_keeps_the_marks_until_they_are_let_go()
    {
        await _sieve.Row("assembly", "byte ptr [rdx + 1], 0").ClickAsync();
        await _sieve.Row("source", "count += f").HoverAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await _sieve.MarkedAsync("source"), Has.Exactly(1).Contains("flags[1] = 0"));
            Assert.That(await _sieve.Page.Locator(".row[aria-selected=true]").CountAsync(), Is.EqualTo(1));
            Assert.That(_sieve.Address, Is.EqualTo("#function=sieve&line=106"));
        });

        await _sieve.Page.Keyboard.PressAsync("Escape");

        Assert.That(await _sieve.Page.Locator(".mark").CountAsync(), Is.Zero);
        Assert.That(_sieve.Address, Is.EqualTo("#function=sieve"));
    }

    [Test]
    public async Task What_is_said_about_a_line_is_shown_when_it_is_pinned_or_asked_for()
    {
        var notices = _sieve.Page.Locator("#body-source .notice:visible");
        Assert.That(await notices.CountAsync(), Is.Zero);

        await _sieve.Row("source", "count += f").ClickAsync();
        Assert.That(await notices.AllInnerTextsAsync(), Has.Exactly(1).Contains("overflow of count + f").And.Contains("in each round"));

        await _sieve.Page.Keyboard.PressAsync("Escape");
        await _sieve.Page.Keyboard.PressAsync("e");
        Assert.That(await notices.AllInnerTextsAsync(), Has.Count.GreaterThan(4).And.Some.Contains("count: int").And.Some.Contains("Not in lanes: "));
        var overhang = await _sieve.Page.EvaluateAsync<double>("""
            () => Math.max(...[...document.querySelectorAll('#body-source .notice')].map(notice => notice.getBoundingClientRect().right))
                - document.querySelector('#body-source').getBoundingClientRect().right
            """);
        Assert.That(overhang, Is.Negative);
        await _sieve.Page.Keyboard.PressAsync("e");
    }

    [Test]
    public async Task Ribbons_lead_from_column_to_column()
    {
        await _sieve.Row("source", "flags[0] = 0").ClickAsync();
        await _sieve.Page.WaitForFunctionAsync("() => document.querySelector('#ribbons path')?.getAttribute('d').split('M').length > 3");
    }

    [Test]
    public async Task Passes_show_what_they_did()
    {
        var select = _sieve.Page.GetByLabel("Pass by name");
        var last = await _sieve.Page.Locator(".step").CountAsync() - 1;
        await _sieve.Page.Keyboard.PressAsync("{");
        Assert.That(await select.InputValueAsync(), Is.EqualTo("0"));
        Assert.That(await _sieve.Page.Locator(".column-ir .row-added, .column-ir .row-gone").CountAsync(), Is.Zero);

        var changes = 0;
        for (var pass = 1; pass <= last; pass++)
        {
            await _sieve.Page.Keyboard.PressAsync("]");
            changes += await _sieve.Page.Locator(".column-ir .row-added, .column-ir .row-gone, .column-ir .row-changed, .column-ir .row-moved").CountAsync();
            Assert.That(_sieve.Address, Is.EqualTo(pass == last ? "#function=sieve" : $"#function=sieve&pass={pass}"));
        }
        Assert.That(changes, Is.GreaterThan(100));
        Assert.That(await _sieve.Page.Locator("#timeline [role=slider]").GetAttributeAsync("aria-valuetext"), Does.StartWith($"{last} "));

        await _sieve.Page.Locator(".step").Nth(2).ClickAsync();
        Assert.That(await select.InputValueAsync(), Is.EqualTo("2"));
        await select.SelectOptionAsync("3");
        Assert.That(await _sieve.Page.Locator(".step.current").GetAttributeAsync("data-index"), Is.EqualTo("3"));
    }

    [Test]
    public async Task A_pinned_line_stays_pinned_from_pass_to_pass()
    {
        await _sieve.Row("source", "flags[j] = 0").ClickAsync();
        await _sieve.Page.Keyboard.PressAsync("[");

        Assert.That(await _sieve.MarkedAsync("ir"), Has.Some.StartsWith("store u8"));
    }

    [Test]
    public async Task The_graph_shows_loops_in_loops_and_finds_blocks()
    {
        var graph = _sieve.Page.Locator("#graph");
        var blocks = await _sieve.Page.Locator(".column-ir .block").CountAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await graph.Locator(".node").CountAsync(), Is.EqualTo(blocks));
            Assert.That(await graph.Locator(".loop").CountAsync(), Is.EqualTo(5));
            Assert.That(await graph.Locator(".loop[data-depth='2']").CountAsync(), Is.EqualTo(1));
            Assert.That(await graph.Locator(".edge.back").CountAsync(), Is.GreaterThanOrEqualTo(5));
            Assert.That(await graph.Locator(".edge-likely").CountAsync(), Is.GreaterThan(0));
        });

        var last = graph.Locator(".node").Last;
        var label = await last.GetAttributeAsync("data-block");
        await last.DispatchEventAsync("click");
        await _sieve.Page.Locator($".block[data-block='sieve:{label}'].flash").WaitForAsync();

        await _sieve.Row("source", "flags[j] = 0").HoverAsync();
        Assert.That(await graph.Locator(".node.marked").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Columns_fold()
    {
        await _sieve.Page.GetByRole(AriaRole.Button, new() { Name = "Fold Bytecode" }).ClickAsync();
        Assert.That(await _sieve.Page.Locator("#body-bytecode").IsVisibleAsync(), Is.False);
        await _sieve.Page.Keyboard.PressAsync("Shift+Digit2");
        Assert.That(await _sieve.Page.Locator("#body-bytecode").IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task Everything_fits_a_laptop()
    {
        var sizes = await _sieve.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        Assert.That(sizes, Is.EqualTo(new[] { 1280, 800 }));
        foreach (var name in (string[])["source", "bytecode", "ir", "assembly"])
        {
            var box = await _sieve.Page.Locator("#body-" + name).BoundingBoxAsync();
            Assert.That(box?.Width, Is.GreaterThan(190), name);
        }
    }
}
