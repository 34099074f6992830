namespace Pyc.Loader;

/// <summary>Decodes the body of a code object of any version into version-neutral instructions.</summary>
public static class BytecodeDecoder
{
    /// <summary>Decodes and verifies a code object; those among its constants are not touched.</summary>
    /// <exception cref="PycFormatException">
    /// The code is damaged, or does what no compiler of CPython makes it do: an unknown opcode or argument, a jump into the
    /// middle of an instruction, a stack that is too low or whose depth depends on the way, a NULL used as an object, finally
    /// bodies nested so that the code would become more than 64 times as long (less for code beyond 30,000 instructions), more
    /// than 2²¹ instructions. The message names file, line, function, offset and opcode.
    /// </exception>
    /// <remarks>
    /// Safe for any input: time and memory are proportional to the length of the code. The depth of the stack is found from the
    /// instructions; <c>co_stacksize</c> is not trusted, and the depth here can differ from it, as opcodes are split.
    /// </remarks>
    public static Bytecode Decode(CodeObject code)
    {
        ArgumentNullException.ThrowIfNull(code);

        var graph = new CodeGraph(code);
        var layout = new CodeLayout(graph);
        layout.Run(Normaliser.Run(graph));
        return BytecodeVerifier.Verify(new UnverifiedBytecode(
            code, layout.Instructions, [.. code.Constants, .. graph.ExtraConstants], graph.Slots, layout.Regions));
    }
}
