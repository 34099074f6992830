using System.Diagnostics;
using Pyc.Loader;

namespace Pyc.Telemetry;

/// <summary>The work that shows in traces: loading a module, building a function, compiling it.</summary>
/// <remarks>A function is built when somebody asks for it, and compiled at its first call, inside whatever called it.</remarks>
internal static class PycJitActivities
{
    private static readonly ActivitySource s_source = new(PycTelemetry.ActivitySourceName, typeof(PycJitActivities).Assembly.GetName().Version?.ToString(3));

    static PycJitActivities() => ContextUnloading.Register(s_source.Dispose);

    /// <summary>Begins with a module; null where nobody listens.</summary>
    public static Activity? StartLoad() => s_source.StartActivity("pycjit.load");

    /// <summary>Begins to make the IR of a function; null where nobody listens.</summary>
    /// <param name="module">The module.</param>
    /// <param name="code">The function.</param>
    public static Activity? StartBuild(PycModule module, CodeObject? code) => Start("pycjit.build", module, code);

    /// <summary>Begins to make machine code of a function; null where nobody listens.</summary>
    /// <param name="module">The module.</param>
    /// <param name="code">The function.</param>
    public static Activity? StartCompile(PycModule module, CodeObject code) => Start("pycjit.compile", module, code);

    /// <summary>Says what has been loaded.</summary>
    public static void EndLoad(Activity? activity, PycModule module) => activity?
        .SetTag(TelemetryTags.Module, module.Name)
        .SetTag(TelemetryTags.PythonVersion, module.Version.ToString())
        .SetTag(TelemetryTags.Functions, module.Functions.Count);

    /// <summary>Says what has been compiled, with an event at the end of each stage.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="signature">Parameter types and results.</param>
    /// <param name="bytes">Size of the code in bytes.</param>
    /// <param name="times">How long the stages took.</param>
    public static void EndCompile(Activity? activity, string signature, int bytes, in CompileTimes times)
    {
        if (activity is null)
            return;
        activity.SetTag(TelemetryTags.Signature, signature).SetTag(TelemetryTags.Tier, "native").SetTag(TelemetryTags.CodeSize, bytes);
        // Built before, when it was asked for.
        var moment = new DateTimeOffset(activity.StartTimeUtc);
        activity.AddEvent(new ActivityEvent("optimised", moment += times.Optimise));
        activity.AddEvent(new ActivityEvent("selected", moment += times.Select));
        activity.AddEvent(new ActivityEvent("allocated", moment += times.Allocate));
        activity.AddEvent(new ActivityEvent("emitted", moment += times.Emit));
        activity.AddEvent(new ActivityEvent("installed", moment + times.Install));
    }

    /// <summary>Says why it failed.</summary>
    public static void Fail(Activity? activity, Exception error) => activity?
        .SetTag(TelemetryTags.ErrorType, TelemetryTags.ErrorTypeOf(error))
        .SetStatus(ActivityStatusCode.Error, error.Message);

    private static Activity? Start(string name, PycModule module, CodeObject? code)
    {
        var activity = s_source.StartActivity(name);
        activity?.SetTag(TelemetryTags.Module, module.Name)
            .SetTag(TelemetryTags.FunctionName, code?.QualifiedName)
            .SetTag(TelemetryTags.FilePath, code?.FileName)
            .SetTag(TelemetryTags.LineNumber, code?.FirstLine);
        return activity;
    }
}
