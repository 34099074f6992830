using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>What the variables of a unit hold, noted while its IR is built.</summary>
/// <remarks>What a list holds is known only when all is built: types are named then.</remarks>
internal sealed class VariableNotes
{
    private const int Most = 4096;   // of a function; blocks have versions, and a hostile one has many variables

    private readonly Dictionary<Specialisation, List<Note>> _notes = [];

    /// <summary>Forgets what was noted of all functions, which are built again.</summary>
    public void Clear() => _notes.Clear();

    /// <summary>Forgets what was noted of a function, which is built again.</summary>
    public void Forget(Specialisation built) => _notes.Remove(built);

    /// <summary>Notes that a variable holds an operand.</summary>
    /// <param name="built">The function that is built.</param>
    /// <param name="bytecode">The code that has the variable: that of the function, or of a generator in it.</param>
    /// <param name="slot">The slot of the variable.</param>
    /// <param name="operand">What it holds.</param>
    /// <param name="line">Where it is stored; the line of the <c>def</c> for a parameter.</param>
    public void Add(Specialisation built, Bytecode bytecode, int slot, Operand operand, int line)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentNullException.ThrowIfNull(bytecode);
        if (!_notes.TryGetValue(built, out var notes))
            _notes[built] = notes = [];
        if (notes.Count < Most)
            notes.Add(new Note(bytecode.Code, slot, bytecode.SlotNames[slot], operand, line));
    }

    /// <summary>The variables, those of the function that is called from outside first, in the order in which they are stored.</summary>
    /// <param name="entry">That function's name in the unit.</param>
    public IReadOnlyList<VariableType> All(string entry) =>
    [
        .. _notes.OrderBy(pair => pair.Key.Name == entry ? 0 : 1)
            .SelectMany(pair => pair.Value)
            .Where(note => note.Operand.Kind != OperandKind.Unbound && !note.Name.StartsWith('.'))   // those of the compiler
            .GroupBy(note => (note.Code.FileName, note.Code.QualifiedName, note.Code.FirstLine, note.Slot))
            .Select(group => new VariableType(
                group.First().Name, group.Key.QualifiedName, group.Key.FileName,
                [.. group.GroupBy(note => OperandTypes.Of(note.Operand)).Select(same => new TypeOfVariable(same.Key, [.. same.Select(note => note.Line).Where(line => line > 0).Distinct().Order()]))])),
    ];

    private readonly record struct Note(CodeObject Code, int Slot, string Name, Operand Operand, int Line);
}
