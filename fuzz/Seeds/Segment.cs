using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;

namespace Pyc.Fuzz.Seeds;

/// <summary>Instructions that stand alone: they take nothing off the stack that they find, and leave nothing or one value.</summary>
/// <param name="Items">The instructions, whose jumps stay among them, or go to <see cref="End"/>.</param>
/// <param name="End">Stands for what follows them.</param>
/// <param name="Pushes">Values that they leave, 0 or 1.</param>
/// <param name="Source">The code that they are of, with the constants and names that they use.</param>
public sealed record Segment(IReadOnlyList<CodeInstruction> Items, CodeInstruction End, int Pushes, CodeEditor Source)
{
    private const int Longest = 40;

    /// <summary>The segments of a code object that begin at an instruction: the shortest that leaves nothing, and the shortest that leaves a value.</summary>
    /// <param name="list">The instructions, with their depths.</param>
    /// <param name="source">The code.</param>
    /// <param name="start">Index of the first instruction.</param>
    /// <param name="pushes">Values to leave, 0 or 1.</param>
    public static Segment? At(InstructionList list, CodeEditor source, int start, int pushes)
    {
        var end = EndOf(list, start, pushes);
        return end < 0 ? null : Copy(list, source, start, end, pushes);
    }

    /// <summary>Index of the first instruction behind the segment that begins at one; −1 where none does.</summary>
    public static int EndOf(InstructionList list, int start, int pushes)
    {
        var depth = list.Items[start].Depth;
        if (depth < 0)
            return -1;
        var highest = depth;
        for (var i = start + 1; i < list.Items.Count && i <= start + Longest; i++)
        {
            var at = list.Items[i].Depth;
            if (at < depth)
                return -1;
            highest = Math.Max(highest, at);
            if (at == depth + pushes && (pushes == 1 || highest > depth))
                return i;
            if (at == depth && pushes == 1)
                return -1;
        }
        return -1;
    }

    private static Segment? Copy(InstructionList list, CodeEditor source, int start, int end, int pushes)
    {
        var last = list.Items[end];
        var marker = new CodeInstruction(0, 0);
        var copies = new Dictionary<CodeInstruction, CodeInstruction>(ReferenceEqualityComparer.Instance) { [last] = marker };
        var items = new List<CodeInstruction>(end - start);
        for (var i = start; i < end; i++)
        {
            var item = list.Items[i];
            if (list.Names.KindOf(item.Opcode) == ArgumentKind.Cell)
                return null;
            var copy = item.Copy();
            copy.Depth = item.Depth < 0 ? -1 : item.Depth - list.Items[start].Depth;
            copies[item] = copy;
            items.Add(copy);
        }
        foreach (var item in items)
        {
            if (item.Target is null)
                continue;
            if (!copies.TryGetValue(item.Target, out var target))
                return null;
            item.Target = target;
        }
        return new Segment(items, marker, pushes, source);
    }

    /// <summary>Copies of its instructions for another code object, which gets the constants and names that they need.</summary>
    /// <param name="into">The code.</param>
    /// <param name="depth">Values on the stack where they will stand.</param>
    /// <param name="next">What will stand behind them.</param>
    public List<CodeInstruction> CopyInto(CodeEditor into, int depth, CodeInstruction next)
    {
        var names = OpcodeNames.For(into.Version);
        var copies = new Dictionary<CodeInstruction, CodeInstruction>(ReferenceEqualityComparer.Instance) { [End] = next };
        var items = new List<CodeInstruction>(Items.Count);
        var locals = into.LocalCount;
        foreach (var item in Items)
        {
            var copy = item.Copy();
            copy.Depth = copy.Depth < 0 || depth < 0 ? -1 : copy.Depth + depth;
            copy.Argument = Map(names, into, copy, locals);
            copies[item] = copy;
            items.Add(copy);
        }
        foreach (var item in items)
            item.Target = item.Target is not null && copies.TryGetValue(item.Target, out var target) ? target : null;
        return items;
    }

    private int Map(OpcodeNames names, CodeEditor into, CodeInstruction item, int locals)
    {
        var argument = item.Argument;
        switch (names.KindOf(item.Opcode))
        {
            case ArgumentKind.Constant when argument < Source["consts"].Items.Count:
                return into.AddConstant(CodeEditor.Followed(Source["consts"].Items[argument]).Copy());
            case ArgumentKind.Name when names.ShiftOf(item.Opcode) is var shift && argument >> shift < Source["names"].Items.Count:
                var name = CodeEditor.Followed(Source["names"].Items[argument >> shift]).AsText() ?? "x";
                return into.AddName(name) << shift | argument & (1 << shift) - 1;
            case ArgumentKind.Local when locals > 0:
                return argument % locals;
            case ArgumentKind.LocalPair when locals > 0:
                return (argument >> 4) % Math.Min(16, locals) << 4 | (argument & 15) % Math.Min(16, locals);
            default:
                return argument;
        }
    }
}
