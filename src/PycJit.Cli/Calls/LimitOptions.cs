using System.CommandLine;
using System.Globalization;

namespace Pyc.Cli.Calls;

/// <summary>The options that limit a call.</summary>
internal sealed class LimitOptions
{
    private readonly Option<double?> _timeout = new("--timeout")
    {
        Description = "Stop the call, or the load, after that time.",
        HelpName = "SECONDS",
    };

    private readonly Option<long?> _integerBits = new("--int-bits")
    {
        Description = "Stop the call where an int would have more bits, from 64.",
        HelpName = "N",
    };

    private readonly Option<long?> _listBytes = new("--list-bytes")
    {
        Description = "Stop the call where its lists would take more bytes.",
        HelpName = "N",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_timeout);
        command.Add(_integerBits);
        command.Add(_listBytes);
    }

    /// <summary>What a command line says.</summary>
    /// <exception cref="CommandException">A number is none that the limit can have.</exception>
    public ExecutionLimits Of(ParseResult result)
    {
        var timeout = result.GetValue(_timeout);
        if (timeout is not (null or (> 0 and < 1e9)))
            throw new CommandException(ExitCode.Usage, $"--timeout takes a number of seconds above 0, not {timeout.Value.ToString(CultureInfo.InvariantCulture)}");
        return new ExecutionLimits
        {
            Time = timeout is { } seconds ? TimeSpan.FromTicks(Math.Max((long)(seconds * TimeSpan.TicksPerSecond), 1)) : null,
            IntegerBits = AtLeast(64, result.GetValue(_integerBits), _integerBits),
            ListBytes = AtLeast(1, result.GetValue(_listBytes), _listBytes),
        };
    }

    private static long? AtLeast(long least, long? value, Option option) => value is null || value >= least
        ? value
        : throw new CommandException(ExitCode.Usage, $"{option.Name} takes a number from {least}, not {value}");
}
