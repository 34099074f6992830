using System.Runtime.CompilerServices;

namespace Pyc.Execution;

/// <summary>Calls native code with arguments whose number is not known at compile time.</summary>
/// <remarks>
/// More words are passed than the function takes, 5 or all 16: who takes fewer does not see the rest, and the caller clears the stack in both
/// calling conventions. Beside the context, 5 fit the registers for arguments, or nearly.
/// </remarks>
internal static unsafe class NativeCall
{
    private const int MostArguments = 16;
    private const int FewArguments = 5;

    /// <summary>A call with a GC transition: other threads may collect garbage while the code runs.</summary>
    [SkipLocalsInit]
    public static long Run(nint code, CallContext* context, ReadOnlySpan<long> arguments)
    {
        if (arguments.Length <= FewArguments)
        {
            var few = stackalloc long[FewArguments];
            arguments.CopyTo(new Span<long>(few, FewArguments));
            return ((delegate* unmanaged<CallContext*, long, long, long, long, long, long>)code)(context, few[0], few[1], few[2], few[3], few[4]);
        }
        var a = stackalloc long[MostArguments];
        arguments.CopyTo(new Span<long>(a, MostArguments));
        var function = (delegate* unmanaged<CallContext*, long, long, long, long, long, long, long, long, long, long, long, long, long,
            long, long, long, long>)code;
        return function(
            context, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
    }

    /// <summary>A call without one, for code that ends within a bounded, short time.</summary>
    [SkipLocalsInit]
    public static long RunLeaf(nint code, CallContext* context, ReadOnlySpan<long> arguments)
    {
        if (arguments.Length <= FewArguments)
        {
            var few = stackalloc long[FewArguments];
            arguments.CopyTo(new Span<long>(few, FewArguments));
            return ((delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long>)code)(
                context, few[0], few[1], few[2], few[3], few[4]);
        }
        var a = stackalloc long[MostArguments];
        arguments.CopyTo(new Span<long>(a, MostArguments));
        var function = (delegate* unmanaged[SuppressGCTransition]<CallContext*, long, long, long, long, long, long, long, long, long, long,
            long, long, long, long, long, long, long>)code;
        return function(
            context, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
    }
}
