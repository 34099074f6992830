using System.Text;
using Spectre.Console;

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

    /// <summary>Whether <see cref="Output"/> may be coloured: never in a pipe, and not where NO_COLOR or TERM say so.</summary>
    public bool IsColoured { get; init; }

    /// <summary>Whether a person looks at <see cref="Error"/>, and the cursor can be moved there, as a progress bar does.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Columns of the window; meaningless when it is not interactive.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The streams of this process, written in large pieces.</summary>
    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsOutputRedirected;
        return new Terminal(Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()))
        {
            IsInteractive = isInteractive,
            IsColoured = isInteractive && AllowsColours(Environment.GetEnvironmentVariable),
            ShowsProgress = !Console.IsErrorRedirected && !IsDumb(Environment.GetEnvironmentVariable),
            Width = isInteractive ? WindowWidth() : 80,
        };
    }

    /// <summary>Whether the environment allows colours.</summary>
    /// <param name="variable">The value of an environment variable.</param>
    /// <remarks>https://no-color.org: <c>NO_COLOR</c>, set to anything but the empty string. A terminal of type <c>dumb</c> has none.</remarks>
    public static bool AllowsColours(Func<string, string?> variable) => string.IsNullOrEmpty(variable("NO_COLOR")) && !IsDumb(variable);

    /// <summary>A console of Spectre.Console that writes to <see cref="Output"/>.</summary>
    public IAnsiConsole OutputConsole()
    {
        var console = ConsoleOf(Output, IsColoured, InteractionSupport.No);
        console.Profile.Width = Width;
        return console;
    }

    /// <summary>A console of Spectre.Console that writes to <see cref="Error"/>, where the cursor can be moved.</summary>
    public IAnsiConsole ErrorConsole() => ConsoleOf(Error, AllowsColours(Environment.GetEnvironmentVariable), InteractionSupport.Yes, AnsiSupport.Yes);

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool isColoured, InteractionSupport interaction, AnsiSupport? ansi = null) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ?? (isColoured ? AnsiSupport.Detect : AnsiSupport.No),
            ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interaction,
            Out = new AnsiConsoleOutput(writer),
        });

    /// <summary>Writes what is still held back.</summary>
    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private static bool IsDumb(Func<string, string?> variable) => variable("TERM") == "dumb";

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
