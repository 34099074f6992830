using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Pyc.Cli;

/// <summary><c>pycjit --version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine($"pycjit {version?.Split('+')[0]}");
        return 0;
    }
}
