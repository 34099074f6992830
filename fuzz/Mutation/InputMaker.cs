using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;
using Pyc.Fuzz.Seeds;
using Pyc.Loader;

namespace Pyc.Fuzz.Mutation;

/// <summary>Makes hostile inputs of files: the same seed, number and files give the same bytes.</summary>
/// <param name="library">Pieces to put in.</param>
/// <param name="seed">The seed of the campaign.</param>
public sealed class InputMaker(SeedLibrary library, long seed)
{
    private const int LongestInput = 16 << 10;

    /// <summary>The input with a number.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="files">What it may be made of; at least one.</param>
    /// <param name="corpus">What else it may be made of: half of them are, if there is any.</param>
    public byte[] Make(long number, IReadOnlyList<SeedFile> files, IReadOnlyList<SeedFile>? corpus = null)
    {
        var dice = new Dice(seed, number);
        var file = dice.Of(corpus is { Count: > 0 } && dice.OneIn(2) ? corpus : files);
        var other = dice.Of(files);
        var bytes = Make(dice, file, other);
        return bytes.Length <= LongestInput ? bytes : bytes[..LongestInput];
    }

    /// <summary>Mutates one file.</summary>
    /// <param name="dice">What decides.</param>
    /// <param name="file">The file.</param>
    /// <param name="other">A file to take objects and bytes from.</param>
    public byte[] Make(Dice dice, SeedFile file, SeedFile other)
    {
        var kind = dice.Next(100);
        if (file.Tree is null || kind < 8)
            return new ByteMutator(dice).Mutate(file.Bytes, other.Bytes, dice.OneIn(10) ? 0 : 16);
        var tree = file.Tree.Copy();
        if (kind < 20)
        {
            var mutator = new MarshalMutator(dice);
            for (var rounds = Rounds(dice, 4); rounds > 0; rounds--)
                mutator.Mutate(tree, other.Tree);
        }
        else
        {
            ChangeCode(dice, file, tree, kind);
        }
        var bytes = tree.ToBytes();
        return dice.OneIn(40) ? new ByteMutator(dice).Mutate(bytes, other.Bytes, 16) : bytes;
    }

    private void ChangeCode(Dice dice, SeedFile file, MarshalTree tree, int kind)
    {
        var codes = tree.Codes();
        if (codes.Count == 0)
            return;
        var index = codes.Count > 1 && !dice.OneIn(10) ? dice.Next(1, codes.Count) : 0;
        var code = new CodeEditor(codes[index], tree.Version);
        if (kind < 30)
        {
            var fields = new FieldMutator(dice);
            for (var rounds = Rounds(dice, 3); rounds > 0; rounds--)
                fields.Mutate(code);
            return;
        }
        var list = code.Instructions(file.Depths[index]);
        if (list.Items.Count == 0)
            return;
        var plain = new InstructionMutator(dice, library);
        var structured = new StructuredMutator(dice, library, plain);
        if (kind < 90)
        {
            for (var rounds = Rounds(dice, 10); rounds > 0; rounds--)
                structured.Mutate(code, list);
        }
        if (kind >= 85)
        {
            for (var rounds = Rounds(dice, 2); rounds > 0 && list.Items.Count > 0; rounds--)
                plain.Mutate(list);
        }
        code.SetInstructions(list);
    }

    // Few changes mostly: each makes it less likely that the whole is accepted.
    private static int Rounds(Dice dice, int most) => 1 + Math.Min(dice.Next(most), dice.Next(most));
}
