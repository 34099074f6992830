using Pyc.Loader;
using Pyc.Tracing;
using Pyc.Translation;
using Pyc.X64;

namespace Pyc;

/// <content>The way of a function through the compiler.</content>
public sealed partial class PycFunction
{
    /// <summary>
    /// Compiles it once more and gives all that the compilation made: bytecode, the IR before and behind each pass that changed it, machine code, each line with the
    /// instruction of Python that it comes from.
    /// </summary>
    /// <remarks>
    /// The code is the one that <see cref="Compile"/> makes, but it is not installed, so no executable memory is needed. Takes several times as long as a
    /// compilation.
    /// </remarks>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    /// <exception cref="FunctionTooLargeException">The function has too many values alive at once.</exception>
    /// <exception cref="NativeCodeUnavailableException">It is no function of Python code.</exception>
    /// <exception cref="PycFormatException">Its bytecode is damaged.</exception>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public CompilationTrace Trace(params ReadOnlySpan<Type> parameterTypes) => VersionOfCalls(TypesOf(parameterTypes)).Trace();

    /// <summary>Its bytecode alone: what there is to see of a function that is not compiled.</summary>
    /// <exception cref="NativeCodeUnavailableException">It is no function of Python code.</exception>
    /// <exception cref="PycFormatException">Its bytecode is damaged.</exception>
    public CodeTrace TraceBytecode()
    {
        var codes = new TraceCodes();
        codes.NumberOf(CodeOrThrow());
        return codes.ToTraces()[0];
    }
}
