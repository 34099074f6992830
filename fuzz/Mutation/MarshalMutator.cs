using Pyc.Fuzz.Format;

namespace Pyc.Fuzz.Mutation;

/// <summary>Changes a tree as a file: types, sizes, counts, flags, references, what lies in what.</summary>
public sealed class MarshalMutator(Dice dice)
{
    private static readonly byte[] s_typeCodes = [.. "NTF.S0iIlfgxystRuaAzZ()[<>{}:cr"u8];

    /// <summary>Changes a tree at one place, in place.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="other">A tree to take objects from.</param>
    public void Mutate(MarshalTree tree, MarshalTree? other)
    {
        var all = tree.Root.All().ToList();
        var node = dice.Of(all);
        switch (dice.Next(14))
        {
            case 0:
                node.Type = dice.Of(s_typeCodes);
                break;
            case 1:
                node.IsFlagged = !node.IsFlagged;
                break;
            case 2:
                node.Claimed = dice.OneIn(2) ? dice.Nasty() : Math.Max(node.Items.Count, node.Payload.Length) + dice.Next(-2, 3);
                break;
            case 3:
                RefTo(all, node);
                break;
            case 4:
                Share(all, node);
                break;
            case 5 when node.Items.Count > 0:
                node.Items.RemoveAt(dice.Next(node.Items.Count));
                break;
            case 6 when node.Items.Count > 0:
                node.Items.Insert(dice.Next(node.Items.Count + 1), dice.Of(node.Items).Copy());
                break;
            case 7 when node.Items.Count > 0 && other is not null:
                node.Items[dice.Next(node.Items.Count)] = dice.Of(other.Root.All().ToList()).Copy();
                break;
            case 8 when node.Items.Count > 1:
                var (one, two) = (dice.Next(node.Items.Count), dice.Next(node.Items.Count));
                (node.Items[one], node.Items[two]) = (node.Items[two], node.Items[one]);
                break;
            case 9 when node.Payload.Length > 0:
                var bytes = (byte[])node.Payload.Clone();
                bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
                node.Payload = bytes;
                break;
            case 10:
                node.Payload = [.. node.Payload, .. node.Payload.Take(64), (byte)dice.Next(256)];
                break;
            case 11 when node.Items.Count > 0:
                node.Items[dice.Next(node.Items.Count)] = NastyConstants.Next(dice, tree.Version);
                break;
            case 12 when node.Items.Count > 0:
                Nest(node);
                break;
            default:
                node.Payload = node.Payload.Length > 0 ? node.Payload[..dice.Next(node.Payload.Length)] : [(byte)dice.Next(256)];
                break;
        }
    }

    /// <summary>Puts a reference in the place of an object: to one before it, around it, behind it, or to none.</summary>
    private void RefTo(List<MarshalNode> all, MarshalNode node)
    {
        var target = dice.Of(all);
        target.IsFlagged = true;
        if (ReferenceEquals(target, all[0]) && ReferenceEquals(node, all[0]))
            return;
        (node.Type, node.Payload, node.Items, node.IsFlagged) = ((byte)'r', [], [], dice.OneIn(4));
        (node.Target, node.Claimed) = (target, dice.OneIn(5) ? dice.Nasty() : null);
    }

    /// <summary>Shares an object between two places, as CPython does.</summary>
    private void Share(List<MarshalNode> all, MarshalNode node)
    {
        var parents = all.Where(parent => parent.Items.Count > 0 && !parent.IsCode).ToList();
        if (parents.Count == 0)
            return;
        node.IsFlagged = true;
        var parent = dice.Of(parents);
        parent.Items.Add(new MarshalNode((byte)'r') { Target = node });
    }

    /// <summary>Puts containers around an object, seldom more than a reader takes.</summary>
    private void Nest(MarshalNode node)
    {
        var place = dice.Next(node.Items.Count);
        var inner = node.Items[place];
        for (var depth = dice.OneIn(20) ? dice.Next(1, 3000) : dice.Next(1, 20); depth > 0; depth--)
            inner = new MarshalNode((byte)"(<>["[dice.Next(4)]) { Items = [inner] };
        node.Items[place] = inner;
    }
}
