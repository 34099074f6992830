using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>A function of the module for one combination of arguments: their types, and what they are where they need no value.</summary>
internal sealed class Specialisation
{
    /// <summary>The most kinds of results of one function: beyond, it leaves where it would return another.</summary>
    public const int MostResults = 16;

    // Results of more words than a call context has room for are for the interpreter.
    private const int MostWords = 32;

    private readonly List<Operand> _results = [];

    /// <summary>A function that is not built yet.</summary>
    /// <param name="name">Its name in the unit.</param>
    /// <param name="key">What tells it from others.</param>
    /// <param name="callee">What is called.</param>
    /// <param name="arguments">What each parameter's slot holds, with values that stand for their types.</param>
    public Specialisation(string name, string key, Callee callee, Operand[] arguments)
    {
        Name = name;
        Key = key;
        Callee = callee;
        Arguments = arguments;
        Function = new Function(name, IrType.Void);
    }

    /// <summary>Its name in the unit.</summary>
    public string Name { get; }

    /// <summary>What tells it from others: what is called, and the types of the arguments.</summary>
    public string Key { get; }

    /// <summary>What is called.</summary>
    public Callee Callee { get; }

    /// <summary>Whether it changes sequences that are passed to it.</summary>
    public bool Writes { get; private set; }

    /// <summary>What each parameter's slot holds.</summary>
    public Operand[] Arguments { get; }

    /// <summary>Its IR, as it was built last.</summary>
    public Function Function { get; set; }

    /// <summary>Why native code does not have it; null where it has.</summary>
    public UnsupportedBytecodeException? Refusal { get; set; }

    /// <summary>Who calls it: they are built again once more is known of it.</summary>
    public HashSet<Specialisation> Callers { get; } = [];

    /// <summary>The calls in <see cref="Function"/>.</summary>
    public List<(Value Call, Specialisation Callee)> Calls { get; } = [];

    /// <summary>What it is known to return, with values that stand for their types. It only ever grows.</summary>
    public IReadOnlyList<Operand> Results => _results;

    /// <summary>Notes that it changes a sequence that is passed to it.</summary>
    public void NoteWrite() => Writes = true;

    /// <summary>The number of a result, which is added where it is new.</summary>
    /// <param name="result">What is returned.</param>
    /// <param name="keys">Numbers of what has none by itself.</param>
    /// <returns>Its index in <see cref="Results"/>; −1 where there are too many already, or it has too many words.</returns>
    public int NumberOf(Operand result, OperandKeys keys)
    {
        var key = keys.KeyOf(result);
        var index = _results.FindIndex(known => keys.KeyOf(known) == key);
        if (index >= 0)
            return index;
        if (_results.Count == MostResults || result.AllValues().Count() > MostWords)
            return -1;
        _results.Add(result);
        return _results.Count - 1;
    }
}

/// <summary>A Python function that is certainly the one that is called.</summary>
/// <param name="Known">The function; null where code of the unit makes it.</param>
/// <param name="Made">How it is made; null where it is there before the call.</param>
/// <param name="Flow">Its code.</param>
internal sealed record Callee(PyFunction? Known, Operand? Made, CodeFlow Flow)
{
    /// <summary>Its instructions.</summary>
    public Bytecode Bytecode => Flow.Bytecode;

    /// <summary>Its code object.</summary>
    public CodeObject Code => Flow.Bytecode.Code;
}
