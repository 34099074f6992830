using System.Text.Json.Serialization;

namespace Pyc.Cli;

/// <summary>What the process says about its end; <c>pycjit --help</c> lists them.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("success")]
    Success = 0,

    /// <summary>The Python function raised, or a number does not fit.</summary>
    [JsonStringEnumMemberName("raised")]
    Raised = 1,

    /// <summary>The command line is wrong: an unknown option or function, a wrong argument.</summary>
    [JsonStringEnumMemberName("usage")]
    Usage = 2,

    /// <summary>The file cannot be read or is no .pyc of a supported CPython.</summary>
    [JsonStringEnumMemberName("badFile")]
    BadFile = 3,

    /// <summary>The function does what is not supported, or this system cannot run native code.</summary>
    [JsonStringEnumMemberName("notSupported")]
    NotSupported = 4,

    /// <summary>A fault of pycjit itself; the number is EX_SOFTWARE of sysexits.h.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault = 70,

    /// <summary>The call exceeded a limit that it was given; the number is that of <c>timeout</c> of the GNU coreutils.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped = 124,

    /// <summary>Ctrl+C ended the call; the number is that of shells.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted = 130,
}
