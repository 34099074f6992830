using Pyc.Translation;

namespace Pyc.Telemetry;

/// <summary>Names of tags, those of OpenTelemetry's conventions where it has them.</summary>
/// <remarks>
/// Tags of metrics have few values: a diagnostic code, a stage, a reason. Modules and functions may be any number, and are tags of activities alone.
/// </remarks>
internal static class TelemetryTags
{
    public const string ErrorType = "error.type";
    public const string FunctionName = "code.function.name";
    public const string FilePath = "code.file.path";
    public const string LineNumber = "code.line.number";

    public const string Module = "pycjit.module";
    public const string PythonVersion = "pycjit.python.version";
    public const string Functions = "pycjit.functions";
    public const string Signature = "pycjit.signature";
    public const string Tier = "pycjit.tier";
    public const string CodeSize = "pycjit.code.size";
    public const string Stage = "pycjit.stage";
    public const string ExitReason = "pycjit.exit.reason";
    public const string Limit = "pycjit.limit";

    /// <summary>What kind of error it is: the diagnostic code, or the type of the exception where it has none.</summary>
    public static string ErrorTypeOf(Exception error) =>
        error is IDiagnosed { Diagnostic.Descriptor.Id: var code } ? code : error.GetType().FullName!;     // an exception's type has a name

    /// <summary>Which limit a call exceeded: the name of an <see cref="ExecutionLimit"/>, or <c>cancelled</c>.</summary>
    public static string LimitOf(Exception end) => end is ExecutionLimitException { Limit: var limit }
        ? limit switch
        {
            ExecutionLimit.Time => "time",
            ExecutionLimit.Steps => "steps",
            ExecutionLimit.RecursionDepth => "recursion_depth",
            ExecutionLimit.Stack => "stack",
            ExecutionLimit.IntegerBits => "integer_bits",
            ExecutionLimit.ListBytes => "list_bytes",
            _ => "memory",
        }
        : "cancelled";
}
