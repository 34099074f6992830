using System.Net;
using System.Net.Sockets;
using Pyc.Cli;
using Pyc.Cli.Explorer;

namespace Pyc.Explorer.Tests;

/// <summary>The page over HTTP.</summary>
internal sealed class ExplorerServerTests
{
    private readonly CancellationTokenSource _stop = new();
    private ExplorerServer _server;
    private Task _running;
    private HttpClient _client;
    private Func<string> _page = () => "<p>1</p>";

    [OneTimeSetUp]
    public void Start()
    {
        _server = ExplorerServer.Start(null, () => _page());
        _running = Task.Run(() => _server.RunAsync(_stop.Token));
        _client = new HttpClient { BaseAddress = new Uri(_server.Address) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _running;
        _client.Dispose();
        _server.Dispose();
        _stop.Dispose();
    }

    [Test]
    public async Task Makes_the_page_anew_for_each_request()
    {
        _page = () => "<p>2</p>";
        var first = await _client.GetStringAsync("/");
        _page = () => "<p>3</p>";
        var second = await _client.GetStringAsync("/");

        Assert.That((first, second), Is.EqualTo(("<p>2</p>", "<p>3</p>")));
    }

    [Test]
    public async Task Tells_browsers_to_keep_nothing_and_to_let_nobody_else_in()
    {
        using var response = await _client.GetAsync("/");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/html; charset=utf-8"));
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(response.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "frame-ancestors 'none'" }));
            Assert.That(response.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
        });
    }

    // A site whose name resolves to 127.0.0.1 after it was loaded would read the page as its own.
    [TestCase("attacker.example"), TestCase("attacker.example:{0}"), TestCase("127.0.0.1.attacker.example:{0}"), TestCase("127.0.0.1:1"), TestCase("127.0.0.1:{0}.example"), TestCase("[::1]:{0}")]
    public async Task Refuses_requests_for_another_host(string host)
    {
        var status = await StatusOf($"GET / HTTP/1.1\r\nHost: {string.Format(null, host, new Uri(_server.Address).Port)}\r\nConnection: close\r\n\r\n");

        Assert.That(status, Does.Match("^HTTP/1.1 4[0-9][0-9] "));
    }

    [Test]
    public async Task Answers_for_the_host_that_it_is()
    {
        var status = await StatusOf($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{new Uri(_server.Address).Port}\r\nConnection: close\r\n\r\n");

        Assert.That(status, Does.StartWith("HTTP/1.1 200 "));
    }

    [Test]
    public async Task Has_one_page_and_takes_nothing()
    {
        using var missing = await _client.GetAsync("/../etc/passwd");
        using var posted = await _client.PostAsync("/", new StringContent("x"));

        Assert.That((missing.StatusCode, posted.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed)));
    }

    [Test]
    public async Task Goes_on_after_a_file_that_could_not_be_read()
    {
        _page = () => throw new CommandException(ExitCode.BadFile, "lists.pyc: no such file");
        using var failed = await _client.GetAsync("/");
        _page = () => "<p>4</p>";

        Assert.That((failed.StatusCode, await failed.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.InternalServerError, "lists.pyc: no such file\n")));
        Assert.That(await _client.GetStringAsync("/"), Is.EqualTo("<p>4</p>"));
    }

    [Test]
    public void Says_that_a_port_is_taken()
    {
        var port = new Uri(_server.Address).Port;

        Assert.That(() => ExplorerServer.Start(port, () => ""), Throws.TypeOf<CommandException>().With.Message.StartsWith($"port {port}: "));
    }

    private async Task<string> StatusOf(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_server.Address).Port);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
