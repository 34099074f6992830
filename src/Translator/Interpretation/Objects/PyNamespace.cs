namespace Pyc.Translation.Interpretation;

/// <summary>Names and what they are bound to: the globals of a module, the body of a class.</summary>
/// <remarks>
/// A name keeps its cell for good, bound or not, so that code can look it up once and hold the cell. Enumeration gives bound names in the
/// order of their first binding.
/// </remarks>
internal sealed class PyNamespace
{
    private readonly Dictionary<string, PyCell> _cells = [];

    /// <summary>The bound names, in the order in which they came.</summary>
    public IEnumerable<KeyValuePair<string, PyValue>> Items
    {
        get
        {
            foreach (var (name, cell) in _cells)
            {
                if (!cell.Value.IsUnbound)
                    yield return new(name, cell.Value);
            }
        }
    }

    /// <summary>What stands for a name that is not bound: a star import of a module whose names nobody knows may have bound it.</summary>
    public Func<string, PyValue>? Unknown { get; set; }

    /// <summary>The value of a name; nothing where it is unbound. Setting nothing unbinds it.</summary>
    public PyValue this[string name]
    {
        get => _cells.TryGetValue(name, out var cell) ? cell.Value : PyValue.Unbound;
        set => CellOf(name).Value = value;
    }

    /// <summary>The cell of a name, made unbound where there was none.</summary>
    public PyCell CellOf(string name)
    {
        if (!_cells.TryGetValue(name, out var cell))
            _cells[name] = cell = new PyCell();
        return cell;
    }

    /// <summary>The value of a name, if it is bound.</summary>
    public bool TryGet(string name, out PyValue value)
    {
        value = this[name];
        return !value.IsUnbound;
    }
}
