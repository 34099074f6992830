namespace Pyc.Translation.Interpretation;

/// <summary>A merge sort that finds the runs a list has, in exactly CPython's order of comparisons.</summary>
/// <remarks>
/// CPython: <c>Objects/listobject.c</c>, <c>list_sort_impl</c>, and <c>Objects/listsort.txt</c> for the reasons. The order is visible where
/// keys contradict each other, as nan does, where comparing has effects, and in what an exception leaves behind.
/// </remarks>
/// <typeparam name="TKey">What is compared.</typeparam>
/// <typeparam name="TOrder">How.</typeparam>
internal sealed partial class TimSort<TKey, TOrder>
    where TOrder : struct, ISortOrder<TKey>
{
    private const int MinimumLength = 64;                   // shorter lists are one run
    private const int GallopThreshold = 7;                  // wins in a row that make galloping worth its while

    private readonly PythonRuntime _runtime;
    private readonly TOrder _order;
    private readonly TKey[] _keys;
    private readonly PyValue[]? _values;
    private readonly SortPolicy _policy;
    private readonly List<Run> _pending = [];
    private TKey[] _spareKeys = [];
    private PyValue[] _spareValues = [];
    private int _minGallop = GallopThreshold;

    private TimSort(PythonRuntime runtime, TOrder order, TKey[] keys, PyValue[]? values) =>
        (_runtime, _order, _keys, _values, _policy) = (runtime, order, keys, values, runtime.Semantics.Containers.Sorting);

    /// <summary>Sorts keys, and values along with them.</summary>
    /// <param name="runtime">What is charged, and has the version's ways.</param>
    /// <param name="order">Compares keys; may throw, which leaves a permutation.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="values">A value for each key; null for none.</param>
    public static void Sort(PythonRuntime runtime, TOrder order, TKey[] keys, PyValue[]? values)
    {
        if (keys.Length >= 2)
            new TimSort<TKey, TOrder>(runtime, order, keys, values).Sort();
    }

    private void Sort()
    {
        var shift = 0;
        while (_keys.Length >> shift >= MinimumLength)
            shift++;
        var mask = (1L << shift) - 1;
        var fraction = 0L;
        for (var start = 0; start < _keys.Length;)
        {
            var remaining = _keys.Length - start;
            var length = _policy.RunsMayFallAndRest ? CountRunWithRests(start, remaining) : CountRun(start, remaining);
            long minimum;
            if (_policy.VariesMinimumRun)
            {
                fraction += _keys.Length;
                minimum = fraction >> shift;
                fraction &= mask;
            }
            else
            {
                minimum = (_keys.Length >> shift) + ((_keys.Length & mask) != 0 ? 1 : 0);
            }
            if (length < minimum)
            {
                var forced = (int)Math.Min(minimum, remaining);
                SortByInsertion(start, forced, length);
                length = forced;
            }
            if (_policy.Merging == MergePolicy.Powers)
                MergeByPower(length);
            _runtime.Charge(Math.Min(length, MinimumLength));
            _pending.Add(new Run(start, length, 0));
            if (_policy.Merging != MergePolicy.Powers)
                MergeByLength();
            start += length;
        }
        while (_pending.Count > 1)
        {
            var index = _pending.Count - 2;
            if (index > 0 && _pending[index - 1].Length < _pending[index + 1].Length)
                index--;
            MergeAt(index);
        }
    }

    /// <summary>The length of the run that starts here; a descending one, without equal neighbours, is turned around.</summary>
    private int CountRun(int start, int remaining)
    {
        if (remaining == 1)
            return 1;
        var isDescending = IsLess(start + 1, start);
        var length = 2;
        while (length < remaining && IsLess(start + length, start + length - 1) == isDescending)
            _runtime.ChargeStretch(length++);
        if (isDescending)
            Reverse(start, length);
        return length;
    }

    /// <summary>The length of the run that starts here; a descending one, in which neighbours may be equal, is turned around.</summary>
    private int CountRunWithRests(int start, int remaining)
    {
        var length = CountAscending(start, 1, remaining);
        if (length == remaining)
            return length;
        if (length > 1)
        {
            if (IsLess(start, start + length - 1))
                return length;
            Reverse(start, length);                         // all are equal, and what follows is less: a descending run
        }
        length++;
        var equal = 0;
        for (; length < remaining; length++)
        {
            _runtime.ChargeStretch(length);
            if (IsLess(start + length, start + length - 1))
                ReverseEqual(start + length, ref equal);
            else if (IsLess(start + length - 1, start + length))
                break;
            else
                equal++;
        }
        ReverseEqual(start + length, ref equal);            // the whole is turned around: equal ones keep their order
        Reverse(start, length);
        return CountAscending(start, length, remaining);
    }

    private int CountAscending(int start, int length, int remaining)
    {
        while (length < remaining && !IsLess(start + length, start + length - 1))
            _runtime.ChargeStretch(length++);
        return length;
    }

    private void ReverseEqual(int end, ref int equal)
    {
        if (equal > 0)
            Reverse(end - equal - 1, equal + 1);
        equal = 0;
    }

    private void SortByInsertion(int start, int length, int sorted)
    {
        for (var i = start + sorted; i < start + length; i++)
        {
            var key = _keys[i];
            var (low, high) = (start, i);
            while (low < high)
            {
                var middle = (int)((uint)(low + high) >> 1);
                if (_order.IsLess(key, _keys[middle]))
                    high = middle;
                else
                    low = middle + 1;
            }
            Array.Copy(_keys, low, _keys, low + 1, i - low);
            _keys[low] = key;
            if (_values is null)
                continue;
            var value = _values[i];
            Array.Copy(_values, low, _values, low + 1, i - low);
            _values[low] = value;
        }
    }

    private void MergeByLength()
    {
        while (_pending.Count > 1)
        {
            var index = _pending.Count - 2;
            if ((index > 0 && IsTooShort(index - 1)) || (index > 1 && _policy.Merging == MergePolicy.LastFour && IsTooShort(index - 2)))
            {
                MergeAt(_pending[index - 1].Length < _pending[index + 1].Length ? index - 1 : index);
                continue;
            }
            if (_pending[index].Length > _pending[index + 1].Length)
                return;
            MergeAt(index);
        }
    }

    private bool IsTooShort(int index) => _pending[index].Length <= (long)_pending[index + 1].Length + _pending[index + 2].Length;

    private void MergeByPower(int nextLength)
    {
        if (_pending.Count == 0)
            return;
        var power = PowerOf(_pending[^1], nextLength, _keys.Length);
        while (_pending.Count > 1 && _pending[^2].Power > power)
            MergeAt(_pending.Count - 2);
        _pending[^1] = _pending[^1] with { Power = power };
    }

    /// <summary>The first binary digit in which the middles of two neighbours, as parts of the list, differ.</summary>
    private static int PowerOf(Run run, int nextLength, int total)
    {
        var first = (2L * run.Start) + run.Length;
        var second = first + run.Length + nextLength;
        for (var power = 1; ; power++)
        {
            if (first >= total)
                (first, second) = (first - total, second - total);
            else if (second >= total)
                return power;
            (first, second) = (first << 1, second << 1);
        }
    }

    private bool IsLess(int left, int right) => _order.IsLess(_keys[left], _keys[right]);

    private void Reverse(int start, int length)
    {
        Array.Reverse(_keys, start, length);
        if (_values is not null)
            Array.Reverse(_values, start, length);
    }

    private readonly record struct Run(int Start, int Length, int Power);
}
