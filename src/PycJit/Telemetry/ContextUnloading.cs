using System.Runtime.Loader;

namespace Pyc.Telemetry;

/// <summary>Lets go of what the process holds of PycJit when the context is unloaded that PycJit was loaded into, such as that of a plug-in.</summary>
/// <remarks>
/// A meter and a source of activities are in lists of the process, and so is a handler of the process's end. What they call is in PycJit, whose context
/// could never go.
/// </remarks>
internal static class ContextUnloading
{
    /// <summary>Has something done when the context is unloaded. Code of it may run at the same time, and later.</summary>
    public static void Register(Action release)
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(ContextUnloading).Assembly) is { IsCollectible: true } context)
            context.Unloading += _ => release();
    }
}
