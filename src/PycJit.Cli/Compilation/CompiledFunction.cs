using System.Text.Json.Serialization;
using Pyc.Translation;

namespace Pyc.Cli.Compilation;

/// <summary>What became of a function of a file.</summary>
internal sealed record CompiledFunction
{
    /// <summary>Its qualified name: <c>Point.norm</c>, <c>outer.&lt;locals>.inner</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public required string SourceFile { get; init; }

    /// <summary>The line of its <c>def</c>, or of its first decorator.</summary>
    public required int Line { get; init; }

    /// <summary>Where it runs.</summary>
    public required CompiledTier Tier { get; init; }

    /// <summary>Why it is not native; null where it is.</summary>
    public Diagnostic? WhyNot { get; init; }

    /// <summary>Parameters and result in terms of the IR; null where it has no code of its own.</summary>
    public string? Signature { get; init; }

    /// <summary>Bytes of machine code, with that of what it calls; 0 where it has none of its own.</summary>
    public int CodeSize { get; init; }

    /// <summary>How long it took to compile it.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>What went wrong where PycJit itself failed; null everywhere, if PycJit has no faults.</summary>
    public string? Fault { get; init; }
}

/// <summary>Where a function runs.</summary>
internal enum CompiledTier
{
    /// <summary>As native code of its own.</summary>
    [JsonStringEnumMemberName("compiled")]
    Compiled,

    /// <summary>As part of the native code of the function around it.</summary>
    [JsonStringEnumMemberName("within")]
    Within,

    /// <summary>In the interpreter.</summary>
    [JsonStringEnumMemberName("interpreted")]
    Interpreted,

    /// <summary>Nowhere: its name could not be evaluated, or the module could not be loaded.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>PycJit broke its own rules.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,
}
