using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;
using Pyc.X64;

namespace Pyc.Cli;

/// <summary><c>pycjit --version</c>: a line that scripts read, and below it what a report of a fault should say.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine($"pycjit {version?.Split('+')[0]}");
        output.WriteLine($"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
        output.WriteLine(NativeCodeHere());
        return 0;
    }

    private static string NativeCodeHere()
    {
        if (!CpuFeatures.IsSupported)
            return "no native code: the processor is none of x86-64-v2, so that everything runs interpreted";
        var features = CpuFeatures.Detected;
        return "native code for x86-64-v2"
            + (features.Bmi2 ? ", BMI2" : "")
            + (features.VectorLanes switch { 8 => ", AVX2, AVX-512", 4 => ", AVX2", _ => "" });
    }
}
