using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;
using Pyc.Loader;

namespace Pyc.Fuzz.Seeds;

/// <summary>A file that inputs are made of.</summary>
/// <param name="bytes">The file.</param>
public sealed class SeedFile(byte[] bytes)
{
    private bool _isRead;
    private MarshalTree? _tree;
    private List<Dictionary<int, int>?>? _depths;

    /// <summary>The file.</summary>
    public byte[] Bytes => bytes;

    /// <summary>It as a tree; null where it is not well formed.</summary>
    public MarshalTree? Tree
    {
        get
        {
            if (!_isRead)
                (_isRead, _tree) = (true, MarshalTree.TryRead(bytes, out var tree) ? tree : null);
            return _tree;
        }
    }

    /// <summary>Depths of the stack by offset, for each code object of <see cref="MarshalTree.Codes"/>; null where the code is refused.</summary>
    public IReadOnlyList<Dictionary<int, int>?> Depths => _depths ??= FindDepths();

    private List<Dictionary<int, int>?> FindDepths()
    {
        if (Tree is null)
            return [];
        var codes = Tree.Codes();
        var result = new List<Dictionary<int, int>?>(codes.Count);
        Dictionary<string, CodeObject> known;
        try
        {
            known = PycFile.Read(bytes).CodeObjects().GroupBy(code => Convert.ToBase64String([.. code.Code])).ToDictionary(group => group.Key, group => group.First());
        }
        catch (PycFormatException)
        {
            return [.. codes.Select(_ => (Dictionary<int, int>?)null)];
        }
        foreach (var node in codes)
        {
            var bytecode = new CodeEditor(node, Tree.Version).BytesOf("code");
            result.Add(known.TryGetValue(Convert.ToBase64String(bytecode), out var code) ? DepthsOf(code) : null);
        }
        return result;
    }

    private static Dictionary<int, int>? DepthsOf(CodeObject code)
    {
        try
        {
            var verified = BytecodeDecoder.Decode(code);
            var depths = new Dictionary<int, int>();
            for (var i = 0; i < verified.Instructions.Length; i++)
                depths.TryAdd(verified.Instructions[i].Offset, verified.StackDepths[i]);
            return depths;
        }
        catch (PycFormatException)
        {
            return null;
        }
    }
}
