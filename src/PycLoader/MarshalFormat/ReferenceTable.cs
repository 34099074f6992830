namespace Pyc.Loader;

/// <summary>The objects of one file that later places can name by number.</summary>
/// <remarks>
/// From 3.4 on, one list of every object that carries the flag; in 2.7, the list of interned strings. CPython takes the number
/// <em>before</em> it reads the content, so a parent comes before its children. An entry is in the file once and shared here:
/// a reference never copies.
/// </remarks>
internal sealed class ReferenceTable
{
    private readonly List<Constant?> _objects = [];

    internal int Count => _objects.Count;

    /// <summary>Takes the next number for an object whose content is still to be read.</summary>
    internal int Reserve()
    {
        _objects.Add(null);
        return _objects.Count - 1;
    }

    internal void Complete(int index, Constant value) => _objects[index] = value;

    internal void Add(Constant value) => _objects.Add(value);

    /// <summary>The object of a number in range; <see langword="null"/> while its content is being read.</summary>
    internal Constant? this[int index] => _objects[index];
}
