using Pyc.Fuzz.Code;
using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Format;

namespace Pyc.Fuzz.Campaign;

/// <summary>Makes an input smaller that has a finding: takes out objects and instructions one after the other, as long as it has it still.</summary>
public static class Minimiser
{
    private const int MostRounds = 300;

    /// <summary>The smaller input.</summary>
    /// <param name="input">An input with a finding.</param>
    /// <param name="seed">What its arguments were chosen by.</param>
    public static byte[] Minimise(byte[] input, long seed)
    {
        var runner = new InputRunner();
        var wanted = runner.Run(input, seed).Findings.FirstOrDefault()
            ?? throw new ArgumentException("The input has no finding in this process.", nameof(input));
        for (var round = 0; round < MostRounds; round++)
        {
            var known = input;
            if (Smaller(input).FirstOrDefault(candidate => candidate.Length < known.Length && HasIt(candidate)) is not { } smaller)
                break;
            input = smaller;
        }
        return input;

        // The kind is enough for what is told by text: names and numbers change with the file.
        bool HasIt(byte[] candidate) => runner.Run(candidate, seed).Findings.Exists(
            finding => finding.Kind == wanted.Kind && (finding.Kind != "exception" || finding.Key == wanted.Key));
    }

    private static IEnumerable<byte[]> Smaller(byte[] input)
    {
        if (!MarshalTree.TryRead(input, out var tree))
        {
            for (var size = input.Length / 2; size > 0; size /= 2)
            {
                for (var at = 16; at + size <= input.Length; at += size)
                    yield return [.. input[..at], .. input[(at + size)..]];
            }
            yield break;
        }
        for (var index = tree.Codes().Count - 1; index >= 0; index--)
        {
            var count = new CodeEditor(tree.Codes()[index], tree.Version).Instructions().Items.Count;
            for (var at = count - 1; at >= 0; at--)
            {
                var copy = tree.Copy();
                var code = new CodeEditor(copy.Codes()[index], copy.Version);
                var list = code.Instructions();
                Mutation.InstructionMutator.Remove(list, at);
                code.SetInstructions(list);
                yield return copy.ToBytes();
            }
        }
        var nodes = tree.Root.All().Count();
        for (var at = nodes - 1; at > 0; at--)
        {
            var copy = tree.Copy();
            var node = copy.Root.All().ElementAt(at);
            if (node.Type == MarshalNode.BareInt32)
                continue;
            if (node.Items.Count > 0 && !node.IsCode)
                node.Items.RemoveAt(node.Items.Count - 1);
            else if (node.Payload.Length > 0 && node.Type is (byte)'s' or (byte)'u' or (byte)'t')
                node.Payload = node.Payload[..(node.Payload.Length / 2)];
            else
                (node.Type, node.Payload, node.Items, node.IsFlagged) = ((byte)'N', [], [], false);
            yield return copy.ToBytes();
        }
    }
}
