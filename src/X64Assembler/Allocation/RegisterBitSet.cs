using System.Numerics;

namespace Pyc.X64;

/// <summary>A set of virtual registers, by id.</summary>
internal sealed class RegisterBitSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    internal bool Contains(int id) => (_words[id >> 6] >> (id & 63) & 1) != 0;

    internal void Add(int id) => _words[id >> 6] |= 1UL << (id & 63);

    internal void Remove(int id) => _words[id >> 6] &= ~(1UL << (id & 63));

    /// <summary>
    /// Adds what is in <paramref name="added"/> and not in <paramref name="except"/>; says whether anything was new.
    /// </summary>
    internal bool Union(RegisterBitSet added, RegisterBitSet? except = null)
    {
        var changed = false;
        for (var index = 0; index < _words.Length; index++)
        {
            var union = _words[index] | added._words[index] & ~(except?._words[index] ?? 0);
            changed |= union != _words[index];
            _words[index] = union;
        }
        return changed;
    }

    internal IEnumerable<int> Ids
    {
        get
        {
            for (var index = 0; index < _words.Length; index++)
            {
                for (var bits = _words[index]; bits != 0; bits &= bits - 1)
                    yield return index * 64 + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
