using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pyc.Cli.Explorer;

/// <summary>Serves one page to browsers of this machine.</summary>
/// <remarks>
/// <see cref="HttpListener"/> is part of .NET itself; Kestrel would make the tool need the ASP.NET runtime, for one page. It listens on 127.0.0.1 alone. A name
/// of some other site that resolves to 127.0.0.1 (DNS rebinding) would let that site read the page: a request that names another host than this one is refused.
/// </remarks>
internal sealed class ExplorerServer : IDisposable
{
    private const int Attempts = 20;

    private readonly HttpListener _listener;
    private readonly int _port;
    private readonly Func<string> _page;

    private ExplorerServer(HttpListener listener, int port, Func<string> page)
    {
        _listener = listener;
        _port = port;
        _page = page;
    }

    /// <summary>What to open: <c>http://127.0.0.1:8747/</c>.</summary>
    public string Address => $"http://127.0.0.1:{_port}/";

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port; <see langword="null"/> for one that is free.</param>
    /// <param name="page">Makes the page, anew for each request.</param>
    /// <exception cref="CommandException">The port is taken, or is none.</exception>
    public static ExplorerServer Start(int? port, Func<string> page)
    {
        if (port is < 1 or > 65535)
            throw new CommandException(ExitCode.Usage, $"--port takes 1 to 65535, not {port}");
        for (var attempt = 1; ; attempt++)
        {
            var chosen = port ?? FreePort();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{chosen}/");
            try
            {
                listener.Start();
                return new ExplorerServer(listener, chosen, page);
            }
            catch (HttpListenerException exception)
            {
                listener.Close();
                // Somebody else may take a free port before this does.
                if (port is not null || attempt == Attempts)
                    throw new CommandException(ExitCode.Usage, $"port {chosen}: {exception.Message}");
            }
        }
    }

    /// <summary>Answers requests until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(_listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException && cancellation.IsCancellationRequested)
            {
                return;
            }
            try
            {
                Answer(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The browser has gone before it had its answer: nobody is left to tell.
                context.Response.Abort();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsThisHost(request.UserHostName))
            Send(response, HttpStatusCode.MisdirectedRequest, "text/plain", "This is 127.0.0.1 and no other host.\n", withBody: true);
        else if (request.HttpMethod is not ("GET" or "HEAD"))
            Send(response, HttpStatusCode.MethodNotAllowed, "text/plain", "GET is all there is.\n", withBody: true);
        else if (request.Url?.AbsolutePath != "/")
            Send(response, HttpStatusCode.NotFound, "text/plain", "There is one page: /\n", withBody: true);
        else
            SendPage(response, request.HttpMethod == "GET");
    }

    // Browsers leave the port out where it is the one of http.
    private bool IsThisHost(string? host) => host == $"127.0.0.1:{_port}" || (_port == 80 && host == "127.0.0.1");

    private void SendPage(HttpListenerResponse response, bool withBody)
    {
        string page;
        try
        {
            page = _page();
        }
        catch (Exception exception)
        {
            // The file may be written just now: the next reload may find it whole. Whatever it is, the server goes on.
            Send(response, HttpStatusCode.InternalServerError, "text/plain", Printable.Line(Failure.Of(exception).Message) + "\n", withBody);
            return;
        }
        Send(response, HttpStatusCode.OK, "text/html", page, withBody);
    }

    private static void Send(HttpListenerResponse response, HttpStatusCode status, string type, string text, bool withBody)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.StatusCode = (int)status;
        response.ContentType = type + "; charset=utf-8";
        response.ContentLength64 = bytes.Length;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        // What a page may be framed by, only a header can say. No other site may read or embed it either.
        response.Headers["Content-Security-Policy"] = "frame-ancestors 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (withBody)
            response.OutputStream.Write(bytes);
        response.Close();
    }
}
