using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pyc.X64;

namespace Pyc.Tracing;

/// <summary>Makes the lines of a trace of a listing of machine code.</summary>
internal static class TraceAssembly
{
    /// <summary>The lines.</summary>
    /// <param name="code">The code.</param>
    /// <param name="names">What snapshots call its functions, in their order.</param>
    /// <param name="codes">Numbers of code objects.</param>
    public static ImmutableArray<AssemblyLine> Of(MachineCode code, IReadOnlyList<string> names, TraceCodes codes)
    {
        var listing = MachineCodeListing.Lines(code).ToList();
        var lines = new AssemblyLine[listing.Count];
        var (function, block) = (names.Count - 1, -1);
        // From the back: a label belongs to the block of the instruction behind it.
        for (var i = listing.Count - 1; i >= 0; i--)
        {
            var line = listing[i];
            while (function > 0 && code.Functions[function].Offset > line.Offset)
                function--;
            var isCode = line.Offset < code.CodeLength;
            if (line.Kind == CodeLineKind.Instruction)
                block = line.Origin.Block;
            lines[i] = new AssemblyLine(
                line.Kind, line.Offset, line.BytesIn(code.Bytes), line.Text,
                line.Kind == CodeLineKind.Instruction ? line.Origin.Comment : line.Comment, line.Comment.Length > 0,
                line.Origin.ValueId, isCode ? block : -1, isCode ? names[function] : "", codes.OriginOf(line.Origin.Origin));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(lines);
    }
}
