using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pyc;

/// <summary>How a module is loaded and compiled.</summary>
public sealed record PycOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static PycOptions Default { get; } = new();

    /// <summary>What happens to an integer that does not fit 64 bits; <see cref="IntegerMode.Exact"/> unless said otherwise.</summary>
    public IntegerMode Integers { get; init; } = IntegerMode.Exact;

    /// <summary>Where the module says what it loads and compiles; nowhere unless said otherwise.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// Whether the IR is verified after every pass, which finds faults of the compiler itself; debug builds always do.
    /// </summary>
    public bool VerifyEachPass { get; init; }
}
