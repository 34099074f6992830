using Pyc.Loader;
using Pyc.Translation;

namespace Pyc.Explanations;

/// <summary>The instructions of the places that IR names, with their expressions: of code of a module, not of Python's own functions.</summary>
internal sealed class CodeIndex
{
    private readonly HashSet<CodeObject> _codes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CodeObject, (Bytecode Bytecode, ExpressionText Text)> _decoded = new(ReferenceEqualityComparer.Instance);

    /// <summary>The code of a module.</summary>
    /// <param name="module">Its top level.</param>
    public CodeIndex(CodeObject module)
    {
        _codes.Add(module);
        var pending = new Queue<CodeObject>([module]);
        while (pending.TryDequeue(out var code))
        {
            // Constants may be shared in many places.
            foreach (var inner in code.Constants.OfType<CodeObject>().Where(_codes.Add))
                pending.Enqueue(inner);
        }
    }

    /// <summary>The code that a place is in; <see langword="null"/> where that is not the module's.</summary>
    public (Bytecode Bytecode, ExpressionText Text)? Find(SourceLocation where)
    {
        if (where.Index < 0 || where.Code is not { } code || !_codes.Contains(code))
            return null;
        if (!_decoded.TryGetValue(code, out var known))
        {
            var bytecode = BytecodeDecoder.Decode(code);       // it was decoded to be compiled
            _decoded[code] = known = (bytecode, new ExpressionText(bytecode));
        }
        return known;
    }
}
