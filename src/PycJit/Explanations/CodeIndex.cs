using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Build;

namespace Pyc.Explanations;

/// <summary>The code objects of a module by the places that IR names: file, function, instruction.</summary>
internal sealed class CodeIndex
{
    private const int MostCodes = 20_000;

    private readonly Dictionary<(string File, string Function), List<CodeObject>> _codes = [];
    private readonly Dictionary<CodeObject, (Bytecode Bytecode, ExpressionText Text)> _decoded = new(ReferenceEqualityComparer.Instance);

    public CodeIndex(CodeObject module)
    {
        var known = new HashSet<CodeObject>(ReferenceEqualityComparer.Instance) { module };
        var pending = new Queue<CodeObject>([module]);
        while (pending.TryDequeue(out var code))
        {
            var key = (code.FileName, code.QualifiedName);
            if (!_codes.TryGetValue(key, out var same))
                _codes[key] = same = [];
            same.Add(code);
            // Constants may be shared in many places.
            foreach (var inner in code.Constants.OfType<CodeObject>().Where(inner => known.Count < MostCodes && known.Add(inner)))
                pending.Enqueue(inner);
        }
    }

    /// <summary>The instructions of the code that a place is in, with their expressions; <see langword="null"/> where they are not those of the module.</summary>
    public (Bytecode Bytecode, ExpressionText Text)? Find(SourceLocation where)
    {
        if (where.Index < 0 || !_codes.TryGetValue((where.File, where.Function), out var codes))
            return null;
        foreach (var code in codes)
        {
            if (Decode(code) is { } decoded && where.Index < decoded.Bytecode.Instructions.Length && decoded.Bytecode.Instructions[where.Index].Position == where.Position)
                return decoded;
        }
        return null;
    }

    private (Bytecode Bytecode, ExpressionText Text)? Decode(CodeObject code)
    {
        if (_decoded.TryGetValue(code, out var known))
            return known;
        try
        {
            var bytecode = BytecodeDecoder.Decode(code);
            return _decoded[code] = (bytecode, new ExpressionText(bytecode));
        }
        catch (PycFormatException)
        {
            return null;            // another function of that name, which nobody has compiled
        }
    }
}
