using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>Where the classes that implement interfaces come from: a program has them, or they are made at run time.</summary>
internal static class InterfaceClasses
{
    private static readonly TypeCache<Func<PycInterfaceMethods, object>> s_known = new();

    /// <summary>Notes a class that a program has.</summary>
    public static void Add(Type type, Func<PycInterfaceMethods, object> make) => s_known.Add(type, make);

    /// <summary>Makes an object.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="description">What <c>ToString</c> says.</param>
    /// <exception cref="TypeNotCompiledException">There is no class, and none can be made.</exception>
    public static object Make(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type type, IReadOnlyList<BoundMethod> methods, string description)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            return InterfaceEmitter.Make(type, methods, description);
        return s_known.Find(type) is { } make
            ? make(new PycInterfaceMethods(methods, description))
            : throw TypeNotCompiledException.OfInterface(type);
    }
}
