namespace Pyc.Loader;

/// <summary>The type codes of the marshal format: what each is called and which versions read it.</summary>
/// <remarks>CPython: <c>Python/marshal.c</c>, <c>r_object</c>, of each version.</remarks>
internal static class TypeCodes
{
    /// <summary>The bit that enters an object into the list of references (3.4 on).</summary>
    internal const byte ReferenceFlag = 0x80;

    internal static bool Exists(byte code, PythonVersion version) => code switch
    {
        (byte)'N' or (byte)'T' or (byte)'F' or (byte)'.' or (byte)'S' or (byte)'0' => true,
        (byte)'i' or (byte)'l' or (byte)'f' or (byte)'g' or (byte)'x' or (byte)'y' => true,
        (byte)'s' or (byte)'u' or (byte)'(' or (byte)'[' or (byte)'<' or (byte)'>' or (byte)'{' or (byte)'c' => true,
        (byte)'I' => version != new PythonVersion(3, 4) && version != new PythonVersion(3, 5),
        (byte)'t' => version.Major == 2 || version.IsAtLeast(3, 4),
        (byte)'R' => version.Major == 2,
        (byte)'a' or (byte)'A' or (byte)'z' or (byte)'Z' or (byte)')' or (byte)'r' => version.IsAtLeast(3, 4),
        (byte)':' => version.IsAtLeast(3, 14),
        (byte)'}' => version.IsAtLeast(3, 15),
        _ => false,
    };

    /// <summary>Whether the flag counts: the singletons, the end mark and references ignore it.</summary>
    internal static bool HeedsReferenceFlag(byte code) => code
        is not ((byte)'N' or (byte)'T' or (byte)'F' or (byte)'.' or (byte)'S' or (byte)'0' or (byte)'r');

    /// <summary>What a code stands for in any version; <see langword="null"/> when no version has it.</summary>
    internal static string? Meaning(byte code) => code switch
    {
        (byte)'N' => "None",
        (byte)'T' => "True",
        (byte)'F' => "False",
        (byte)'.' => "Ellipsis",
        (byte)'S' => "StopIteration",
        (byte)'0' => "the end of a dict",
        (byte)'i' => "an int of 32 bits",
        (byte)'I' => "an int of 64 bits",
        (byte)'l' => "an int of any size",
        (byte)'f' => "a float as text",
        (byte)'g' => "a float",
        (byte)'x' => "a complex as text",
        (byte)'y' => "a complex",
        (byte)'s' => "a byte string",
        (byte)'t' => "an interned string",
        (byte)'R' => "a reference to an interned string",
        (byte)'u' => "a string",
        (byte)'a' or (byte)'A' => "an ASCII string",
        (byte)'z' or (byte)'Z' => "a short ASCII string",
        (byte)'(' => "a tuple",
        (byte)')' => "a short tuple",
        (byte)'[' => "a list",
        (byte)'<' => "a set",
        (byte)'>' => "a frozenset",
        (byte)'{' => "a dict",
        (byte)'}' => "a frozendict",
        (byte)':' => "a slice",
        (byte)'c' => "a code object",
        (byte)'r' => "a back reference",
        _ => null,
    };
}
