using System.Collections.Immutable;
using System.Globalization;
using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Build;

namespace Pyc.Tracing;

/// <summary>Numbers the code objects and call sites that a trace meets.</summary>
internal sealed class TraceCodes
{
    private readonly List<CodeObject> _codes = [];
    private readonly Dictionary<CodeObject, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<TraceOrigin> _callSites = [];
    private readonly Dictionary<TraceOrigin, int> _callSiteNumbers = [];
    private readonly Dictionary<InlineSite, int> _known = new(ReferenceEqualityComparer.Instance);     // many values share one

    /// <summary>The index of a code object, which is added where it is new.</summary>
    public int NumberOf(CodeObject code)
    {
        if (!_numbers.TryGetValue(code, out var number))
        {
            _numbers[code] = number = _codes.Count;
            _codes.Add(code);
        }
        return number;
    }

    /// <summary>The origin of what comes from a place; null where that is no instruction.</summary>
    public TraceOrigin? OriginOf(in SourceLocation place) =>
        place is { Code: { } code, Index: >= 0 } ? new TraceOrigin(NumberOf(code), place.Index, place.Line, NumberOf(place.InlinedAt)) : null;

    /// <summary>The call sites that were met.</summary>
    public ImmutableArray<TraceOrigin> CallSites => [.. _callSites];

    /// <summary>All code objects that were met, decoded.</summary>
    public ImmutableArray<CodeTrace> ToTraces()
    {
        var names = new UniqueNames();
        return [.. _codes.Select(code => TraceOf(code, names.Add(code.QualifiedName)))];
    }

    private int NumberOf(InlineSite? site)
    {
        if (site is null)
            return -1;
        if (_known.TryGetValue(site, out var number))
            return number;
        if (OriginOf(site.Place) is not { } place)
            return _known[site] = -1;
        if (!_callSiteNumbers.TryGetValue(place, out number))
        {
            _callSiteNumbers[place] = number = _callSites.Count;
            _callSites.Add(place);
        }
        return _known[site] = number;
    }

    private static CodeTrace TraceOf(CodeObject code, string name)
    {
        var bytecode = BytecodeDecoder.Decode(code);
        var listing = BytecodePrinter.List(bytecode);
        return new CodeTrace(
            name, code.FileName, code.FirstLine, PreludeFunctions.Owns(code), listing.Header,
            [.. listing.Lines.Select(line => LineOf(line, bytecode.StackDepths[line.Index]))], bytecode.Regions);
    }

    private static BytecodeLine LineOf(BytecodeListingLine line, int depth)
    {
        var (instruction, position) = (line.Instruction, line.Instruction.Position);
        return new BytecodeLine(
            line.Index, instruction.Offset, instruction.Opcode, instruction.Op.ToString(), line.Operand, line.Text, depth,
            position.Line, position.EndLine, position.Column, position.EndColumn, instruction.Target, line.IsTarget, line.IsHandler);
    }
}

/// <summary>Tells things of one name apart: they are numbered from the second on.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The name, or the first numbered form of it that is not taken, which is taken then.</summary>
    public string Add(string name)
    {
        var unique = name;
        while (!_taken.Add(unique))
        {
            var count = _counts[name] = _counts.GetValueOrDefault(name, 1) + 1;
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}#{count}");
        }
        return unique;
    }
}
