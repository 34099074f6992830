namespace Pyc.X64;

/// <summary>A set of virtual registers, by id, that is emptied in constant time: for each block anew.</summary>
internal sealed class LiveSet(int capacity)
{
    private readonly int[] _addedIn = new int[capacity];
    private int _round = 1;

    internal bool Contains(int id) => _addedIn[id] == _round;

    internal void Add(int id) => _addedIn[id] = _round;

    internal void Remove(int id) => _addedIn[id] = 0;

    internal void Clear() => _round++;
}
