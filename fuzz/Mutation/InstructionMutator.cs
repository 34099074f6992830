using Pyc.Fuzz.Code;
using Pyc.Fuzz.Seeds;
using Pyc.Loader;

namespace Pyc.Fuzz.Mutation;

/// <summary>Changes instructions without a thought for the stack: what comes of it is refused mostly, at some depth of the verifier.</summary>
public sealed class InstructionMutator(Dice dice, SeedLibrary library)
{
    /// <summary>Changes one place, in place.</summary>
    /// <param name="list">The instructions; at least one.</param>
    public void Mutate(InstructionList list)
    {
        var items = list.Items;
        var at = dice.Next(items.Count);
        var item = items[at];
        switch (dice.Next(14))
        {
            case 0:
                item.Argument = dice.OneIn(2) ? item.Argument + dice.Next(-2, 3) : dice.Argument();
                break;
            case 1:
                item.Opcode = dice.Of(list.Names.Table.Rows).Number;
                item.Argument = ArgumentFor(list, item.Opcode);
                item.Target = list.Names.Table[item.Opcode]!.Value.Jump == JumpKind.None ? null : dice.Of(items);
                break;
            case 2:
                item.Opcode = (byte)dice.Next(256);
                break;
            case 3 when items.Count > 1:
                Remove(list, at);
                break;
            case 4:
                items.Insert(at, item.Copy());
                break;
            case 5:
                var other = dice.Next(items.Count);
                (items[at], items[other]) = (items[other], items[at]);
                break;
            case 6 when item.Target is not null:
                item.Target = dice.OneIn(8) ? null : dice.Of(items);
                item.Argument = dice.Argument();
                break;
            case 7:
                item.ExtraPrefixes = dice.Next(1, 6);
                break;
            case 8:
                item.Cache = (byte)dice.Next(256);
                break;
            case 9:
                item.Argument = dice.Nasty();
                break;
            case 10:
                ChangeRanges(list);
                break;
            case 11 when library.Of(list.Version) is { } pieces:
                Splice(list, at, dice.Of(pieces.Bodies).List);
                break;
            case 12:
                // A byte out of place, so that all that follow are read in another way.
                items.Insert(at, new CodeInstruction((byte)dice.Next(256), dice.Next(256)));
                break;
            default:
                item.Argument = ArgumentFor(list, item.Opcode);
                break;
        }
    }

    /// <summary>Removes an instruction; what jumped there jumps to the next one.</summary>
    internal static void Remove(InstructionList list, int at)
    {
        var item = list.Items[at];
        list.Items.RemoveAt(at);
        var next = at < list.Items.Count ? list.Items[at] : list.Items[^1];
        foreach (var other in list.Items)
        {
            if (ReferenceEquals(other.Target, item))
                other.Target = next;
        }
        foreach (var range in list.Ranges)
        {
            range.Start = ReferenceEquals(range.Start, item) ? next : range.Start;
            range.End = ReferenceEquals(range.End, item) ? next : range.End;
            range.Handler = ReferenceEquals(range.Handler, item) ? next : range.Handler;
        }
    }

    /// <summary>An argument that a compiler has given the opcode somewhere.</summary>
    internal int ArgumentFor(InstructionList list, byte opcode) =>
        library.Of(list.Version) is { } pieces && pieces.Arguments[opcode] is { Count: > 0 } seen && !dice.OneIn(6) ? dice.Of(seen) : dice.Argument();

    private void ChangeRanges(InstructionList list)
    {
        if (list.Ranges.Count == 0 || dice.OneIn(3))
        {
            list.Ranges.Add(new ProtectedRange(dice.Of(list.Items), dice.Of(list.Items), dice.Of(list.Items), dice.Next(10)));
            return;
        }
        var range = dice.Of(list.Ranges);
        switch (dice.Next(6))
        {
            case 0:
                range.Start = dice.Of(list.Items);
                break;
            case 1:
                range.End = dice.Of(list.Items);
                break;
            case 2:
                range.Handler = dice.Of(list.Items);
                break;
            case 3:
                range.DepthAndPlace = dice.OneIn(4) ? dice.Nasty() & int.MaxValue : dice.Next(8);
                break;
            case 4:
                list.Ranges.Remove(range);
                break;
            default:
                list.Ranges.Reverse();
                break;
        }
    }

    private void Splice(InstructionList list, int at, InstructionList other)
    {
        if (other.Items.Count == 0)
            return;
        var start = dice.Next(other.Items.Count);
        var count = Math.Min(other.Items.Count - start, dice.Next(1, 12));
        list.Items.InsertRange(at, other.Items.Skip(start).Take(count).Select(item => item.Copy()));
    }
}
