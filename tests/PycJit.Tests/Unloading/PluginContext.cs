using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Pyc.Tests.Unloading;

/// <summary>A context that can be unloaded, with assemblies of its own from the folder of the tests; the others are those of the host.</summary>
/// <param name="owns">Whether it has an assembly of its own, by the name of that.</param>
internal sealed class PluginContext(Func<string, bool> owns) : AssemblyLoadContext("plug-in", isCollectible: true)
{
    // Code that warms up goes on for a while on a thread of its own. Only what never goes takes so long.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>Runs a method of a class of this assembly in a context of its own, which is told to unload then.</summary>
    /// <param name="owns">Whether the context has an assembly of its own, by the name of that.</param>
    /// <param name="guest">The class.</param>
    /// <param name="method">The method, public and static.</param>
    /// <param name="arguments">What it is passed.</param>
    /// <returns>The context, as long as anything holds it, and what the method returned.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (WeakReference Context, object? Result) Run(Func<string, bool> owns, Type guest, string method, params object?[] arguments)
    {
        var context = new PluginContext(owns);
        var assembly = context.LoadFromAssemblyName(guest.Assembly.GetName());
        Assert.That(AssemblyLoadContext.GetLoadContext(assembly), Is.SameAs(context));
        var result = assembly.GetType(guest.FullName!)!.GetMethod(method)!.Invoke(null, arguments);         // the caller knows that they are there
        context.Unload();
        return (new WeakReference(context, trackResurrection: true), result);
    }

    /// <summary>Collects until a context is gone.</summary>
    /// <returns>Whether it is.</returns>
    public static bool IsGone(WeakReference context)
    {
        for (var start = Stopwatch.GetTimestamp(); context.IsAlive && Stopwatch.GetElapsedTime(start) < s_longest; Thread.Sleep(10))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return !context.IsAlive;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        owns(assemblyName.Name!) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) : null;    // it is asked for by it
}
