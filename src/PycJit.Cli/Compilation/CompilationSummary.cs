using Pyc.Translation;

namespace Pyc.Cli.Compilation;

/// <summary>What became of all files together.</summary>
internal sealed class CompilationSummary
{
    /// <summary>Counts.</summary>
    public CompilationSummary(IReadOnlyList<CompiledFile> files)
    {
        var functions = files.SelectMany(file => file.Functions.Select(function => (file, function))).ToList();
        Functions = functions.Count;
        CodeSize = functions.Sum(pair => (long)pair.function.CodeSize);
        CompileTime = new TimeSpan(functions.Sum(pair => pair.function.Time.Ticks));
        _counts = functions.CountBy(pair => pair.function.Tier).ToDictionary();
        Reasons = [.. functions.Where(pair => pair.function.WhyNot is not null)
            .GroupBy(pair => pair.function.WhyNot!.Descriptor)                      // the others have gone
            .Select(group => new CountedReason(group.Key, group.Count(), group.First().function))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Descriptor.Id, StringComparer.Ordinal)];
        Unreadable = [.. files.Where(file => file.Problem is not null)];
        Faults = [.. functions.Where(pair => pair.function.Tier == CompiledTier.Fault).Select(pair => (pair.file.Path, pair.function))];
    }

    private readonly Dictionary<CompiledTier, int> _counts;

    /// <summary>How many functions there are.</summary>
    public int Functions { get; }

    /// <summary>Bytes of machine code.</summary>
    public long CodeSize { get; }

    /// <summary>How long compiling took, of all threads.</summary>
    public TimeSpan CompileTime { get; }

    /// <summary>Why functions are not native, the most frequent reason first.</summary>
    public IReadOnlyList<CountedReason> Reasons { get; }

    /// <summary>Files that could not be read.</summary>
    public IReadOnlyList<CompiledFile> Unreadable { get; }

    /// <summary>Where PycJit itself failed.</summary>
    public IReadOnlyList<(string Path, CompiledFunction Function)> Faults { get; }

    /// <summary>How many functions are of a tier.</summary>
    public int CountOf(CompiledTier tier) => _counts.GetValueOrDefault(tier);
}

/// <summary>Why functions are not native.</summary>
/// <param name="Descriptor">The reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">The first of them.</param>
internal sealed record CountedReason(DiagnosticDescriptor Descriptor, int Count, CompiledFunction Example)
{
    /// <summary>Its place: <c>file.py:12 in function</c>.</summary>
    /// <param name="isShort">Whether the folder of the file is left out.</param>
    public string Place(bool isShort)
    {
        var where = Example.WhyNot!.Where;                                          // it has a reason
        var file = isShort ? Path.GetFileName(Example.SourceFile) : Example.SourceFile;
        return $"{file}:{(where.Line > 0 && where.File == Example.SourceFile ? where.Line : Example.Line)} in {Example.Name}";
    }
}
