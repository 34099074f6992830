using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>Types of values, made of others that are known at run time.</summary>
/// <remarks>They are types to show, and to look up what is known of them: no code is made for them.</remarks>
internal static class ClosedTypes
{
    /// <summary>A generic type with these arguments: a tuple, a list, memory, a nullable type.</summary>
    /// <returns>Null where the program is compiled ahead of time, and does not have it.</returns>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where a program is compiled ahead of time, a type that it does not have is an exception, which is caught here.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The generic types that callers pass are of the framework, and ask for no members of their arguments.")]
    public static Type? Of(Type open, params Type[] arguments)
    {
        try
        {
            return open.MakeGenericType(arguments);
        }
        catch (NotSupportedException) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return null;
        }
    }

    /// <summary>The array of so many of a type; likewise.</summary>
    public static Type? ArrayOf(Type item)
    {
        if (ElementClasses.Of(item) is { } elements)
            return elements.Types.Array;
        if (item.IsSZArray && ElementClasses.Of(item.GetElementType()!) is { } rows)                    // an array has an element type
            return rows.Types.Jagged;
        return RuntimeFeature.IsDynamicCodeSupported ? item.MakeArrayType() : null;
    }

    /// <summary>The list of such items; likewise.</summary>
    public static Type? ListOf(Type item) => ElementClasses.Of(item)?.Types.List ?? Of(typeof(List<>), item);

    /// <summary>The array of two dimensions of numbers or bools.</summary>
    public static Type MatrixOf(Type item) => ElementClasses.Of(item)!.Types.Matrix;                    // nobody else asks
}
