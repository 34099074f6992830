using System.Collections.Immutable;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>The constants that instructions read from behind the code: those of 16 bytes first, so that each lies at a multiple of its size.</summary>
internal sealed class ConstantPool
{
    /// <summary>Where the pool begins is a multiple of this.</summary>
    internal const int Alignment = 16;

    private readonly Dictionary<(long Bits, bool IsWide), CodeTarget> _targets = [];
    private readonly List<(long Bits, bool IsWide, CodeTarget Target)> _entries = [];
    private readonly Dictionary<ConstantTable, CodeTarget> _targetsOfTables = [];
    private readonly List<(ImmutableArray<long> Words, CodeTarget Target)> _tables = [];

    internal bool IsEmpty => _entries.Count == 0 && _tables.Count == 0;

    /// <summary>The place of a constant.</summary>
    /// <param name="bits">Its 64 bits.</param>
    /// <param name="isWide">Whether it takes 16 bytes: the 64 bits twice.</param>
    internal CodeTarget PlaceOf(long bits, bool isWide)
    {
        if (!_targets.TryGetValue((bits, isWide), out var target))
        {
            target = new CodeTarget($"c{_entries.Count}");
            _targets[(bits, isWide)] = target;
            _entries.Add((bits, isWide, target));
        }
        return target;
    }

    /// <summary>The place of the first word of a table.</summary>
    internal CodeTarget PlaceOf(ConstantTable table)
    {
        if (!_targetsOfTables.TryGetValue(table, out var target))
        {
            target = new CodeTarget($"t{_tables.Count}");
            _targetsOfTables[table] = target;
            _tables.Add((table.Words, target));
        }
        return target;
    }

    /// <summary>The data, in order, with the place of each; that of a table stands with its first piece.</summary>
    internal IEnumerable<(Instruction Data, CodeTarget? Target)> Data() =>
        _entries.OrderByDescending(entry => entry.IsWide).Select(entry => (entry.IsWide
            ? Instruction.CreateDeclareQword((ulong)entry.Bits, (ulong)entry.Bits)
            : Instruction.CreateDeclareQword((ulong)entry.Bits), (CodeTarget?)entry.Target))
        .Concat(_tables.SelectMany(table => Pieces(table.Words).Select((data, index) => (data, index == 0 ? table.Target : null))));

    // One piece of data has room for two words.
    private static IEnumerable<Instruction> Pieces(ImmutableArray<long> words)
    {
        for (var index = 0; index < words.Length; index += 2)
        {
            yield return index + 1 < words.Length
                ? Instruction.CreateDeclareQword((ulong)words[index], (ulong)words[index + 1])
                : Instruction.CreateDeclareQword((ulong)words[index]);
        }
    }
}
