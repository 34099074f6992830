using System.Text;

namespace Pyc.Cli;

/// <summary>Where the output goes, and what can be done there.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error) : IDisposable
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What the command was asked for.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Errors.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person looks at <see cref="Output"/>; a file or a pipe gets plain text of a fixed form.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether <see cref="Output"/> may be coloured: never in a pipe, and not where NO_COLOR says so.</summary>
    public bool IsColoured { get; init; }

    /// <summary>Columns of the window; meaningless when it is not interactive.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The streams of this process, written in large pieces.</summary>
    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsOutputRedirected;
        return new Terminal(Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()))
        {
            IsInteractive = isInteractive,
            // https://no-color.org: set to anything but the empty string.
            IsColoured = isInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = isInteractive ? WindowWidth() : 80,
        };
    }

    /// <summary>Writes what is still held back.</summary>
    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private static StreamWriter Writer(Stream stream) => new(stream, s_utf8, bufferSize: 4096) { NewLine = "\n" };

    private static int WindowWidth()
    {
        try
        {
            return Math.Max(Console.WindowWidth, 40);
        }
        catch (IOException)
        {
            return 80;      // a terminal that does not tell its size
        }
    }
}
