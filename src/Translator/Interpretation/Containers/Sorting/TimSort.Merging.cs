namespace Pyc.Translation.Interpretation;

/// <content>Merging two runs. Keys may contradict each other: no side's end is ever taken for granted.</content>
internal sealed partial class TimSort<TKey, TOrder>
{
    /// <summary>Merges two neighbours among the pending runs.</summary>
    private void MergeAt(int index)
    {
        var (left, right) = (_pending[index], _pending[index + 1]);
        _pending[index] = left with { Length = left.Length + right.Length };
        _pending.RemoveAt(index + 1);

        var inPlace = GallopRight(_keys[right.Start], _keys, left.Start, left.Length, 0);
        var (start, count) = (left.Start + inPlace, left.Length - inPlace);
        if (count == 0)
            return;
        var rightCount = GallopLeft(_keys[start + count - 1], _keys, right.Start, right.Length, right.Length - 1);
        if (rightCount == 0)
            return;
        if (count <= rightCount)
            MergeForwards(start, count, right.Start, rightCount);
        else
            MergeBackwards(start, count, right.Start, rightCount);
    }

    /// <summary>Merges from the front; the left run, the shorter one, lies in the spare arrays meanwhile.</summary>
    private void MergeForwards(int left, int leftCount, int right, int rightCount)
    {
        Save(left, leftCount);
        var (target, saved) = (left, 0);
        try
        {
            Move(right++, target++);
            rightCount--;
            var minGallop = _minGallop;
            while (rightCount > 0 && leftCount > 1)
            {
                var (leftWins, rightWins) = (0, 0);
                do
                {
                    _runtime.ChargeStretch(target);
                    if (_order.IsLess(_keys[right], _spareKeys[saved]))
                    {
                        Move(right++, target++);
                        (leftWins, rightWins) = (0, rightWins + 1);
                        rightCount--;
                    }
                    else
                    {
                        Restore(saved++, target++);
                        (leftWins, rightWins) = (leftWins + 1, 0);
                        leftCount--;
                    }
                    if (rightCount == 0 || leftCount == 1)
                        return;
                }
                while (leftWins < minGallop && rightWins < minGallop);

                minGallop++;
                do
                {
                    minGallop -= minGallop > 1 ? 1 : 0;
                    _minGallop = minGallop;
                    leftWins = GallopRight(_keys[right], _spareKeys, saved, leftCount, 0);
                    Restore(saved, target, leftWins);
                    (saved, target, leftCount) = (saved + leftWins, target + leftWins, leftCount - leftWins);
                    if (leftCount <= 1)
                        return;
                    Move(right++, target++);
                    if (--rightCount == 0)
                        return;

                    rightWins = GallopLeft(_spareKeys[saved], _keys, right, rightCount, 0);
                    Move(right, target, rightWins);
                    (right, target, rightCount) = (right + rightWins, target + rightWins, rightCount - rightWins);
                    if (rightCount == 0)
                        return;
                    Restore(saved++, target++);
                    if (--leftCount == 1)
                        return;
                }
                while (leftWins >= GallopThreshold || rightWins >= GallopThreshold);
                _minGallop = ++minGallop;
            }
        }
        finally
        {
            // The left run's last item belongs to the end. An exception finds more of them, which go to where they came from.
            if (leftCount == 1)
            {
                Move(right, target, rightCount);
                target += rightCount;
            }
            Restore(saved, target, leftCount);
        }
    }

    /// <summary>Merges from the back; the right run, the shorter one, lies in the spare arrays meanwhile.</summary>
    private void MergeBackwards(int left, int leftCount, int right, int rightCount)
    {
        Save(right, rightCount);
        var target = right + rightCount - 1;
        try
        {
            Move(left + --leftCount, target--);
            var minGallop = _minGallop;
            while (leftCount > 0 && rightCount > 1)
            {
                var (leftWins, rightWins) = (0, 0);
                do
                {
                    _runtime.ChargeStretch(target);
                    if (_order.IsLess(_spareKeys[rightCount - 1], _keys[left + leftCount - 1]))
                    {
                        Move(left + --leftCount, target--);
                        (leftWins, rightWins) = (leftWins + 1, 0);
                    }
                    else
                    {
                        Restore(--rightCount, target--);
                        (leftWins, rightWins) = (0, rightWins + 1);
                    }
                    if (leftCount == 0 || rightCount == 1)
                        return;
                }
                while (leftWins < minGallop && rightWins < minGallop);

                minGallop++;
                do
                {
                    minGallop -= minGallop > 1 ? 1 : 0;
                    _minGallop = minGallop;
                    leftWins = leftCount - GallopRight(_spareKeys[rightCount - 1], _keys, left, leftCount, leftCount - 1);
                    (leftCount, target) = (leftCount - leftWins, target - leftWins);
                    Move(left + leftCount, target + 1, leftWins);
                    if (leftCount == 0)
                        return;
                    Restore(--rightCount, target--);
                    if (rightCount == 1)
                        return;

                    rightWins = rightCount - GallopLeft(_keys[left + leftCount - 1], _spareKeys, 0, rightCount, rightCount - 1);
                    (rightCount, target) = (rightCount - rightWins, target - rightWins);
                    Restore(rightCount, target + 1, rightWins);
                    if (rightCount <= 1)
                        return;
                    Move(left + --leftCount, target--);
                    if (leftCount == 0)
                        return;
                }
                while (leftWins >= GallopThreshold || rightWins >= GallopThreshold);
                _minGallop = ++minGallop;
            }
        }
        finally
        {
            // The right run's first item belongs to the front. An exception finds more of them, which go to where they came from.
            if (rightCount == 1)
            {
                target -= leftCount;
                Move(left, target + 1, leftCount);
            }
            Restore(0, target - rightCount + 1, rightCount);
        }
    }

    /// <summary>How many keys of a run come before a key that goes left of its equals.</summary>
    private int GallopLeft(TKey key, TKey[] keys, int start, int count, int hint)
    {
        var (last, offset) = (0, 1);
        if (_order.IsLess(keys[start + hint], key))
        {
            var maximum = count - hint;
            while (offset < maximum && _order.IsLess(keys[start + hint + offset], key))
                (last, offset) = (offset, Widen(offset));
            (last, offset) = (hint + last, hint + Math.Min(offset, maximum));
        }
        else
        {
            var maximum = hint + 1;
            while (offset < maximum && !_order.IsLess(keys[start + hint - offset], key))
                (last, offset) = (offset, Widen(offset));
            (last, offset) = (hint - Math.Min(offset, maximum), hint - last);
        }
        last++;
        while (last < offset)
        {
            var middle = last + ((offset - last) >> 1);
            if (_order.IsLess(keys[start + middle], key))
                last = middle + 1;
            else
                offset = middle;
        }
        return offset;
    }

    /// <summary>How many keys of a run come before a key that goes right of its equals.</summary>
    private int GallopRight(TKey key, TKey[] keys, int start, int count, int hint)
    {
        var (last, offset) = (0, 1);
        if (_order.IsLess(key, keys[start + hint]))
        {
            var maximum = hint + 1;
            while (offset < maximum && _order.IsLess(key, keys[start + hint - offset]))
                (last, offset) = (offset, Widen(offset));
            (last, offset) = (hint - Math.Min(offset, maximum), hint - last);
        }
        else
        {
            var maximum = count - hint;
            while (offset < maximum && !_order.IsLess(key, keys[start + hint + offset]))
                (last, offset) = (offset, Widen(offset));
            (last, offset) = (hint + last, hint + Math.Min(offset, maximum));
        }
        last++;
        while (last < offset)
        {
            var middle = last + ((offset - last) >> 1);
            if (_order.IsLess(key, keys[start + middle]))
                offset = middle;
            else
                last = middle + 1;
        }
        return offset;
    }

    private static int Widen(int offset) => offset > int.MaxValue / 2 ? int.MaxValue : (offset << 1) + 1;

    private void Save(int start, int count)
    {
        if (_spareKeys.Length < count)
            _spareKeys = new TKey[count];
        Array.Copy(_keys, start, _spareKeys, 0, count);
        if (_values is null)
            return;
        if (_spareValues.Length < count)
            _spareValues = new PyValue[count];
        Array.Copy(_values, start, _spareValues, 0, count);
    }

    private void Move(int from, int to)
    {
        _keys[to] = _keys[from];
        if (_values is not null)
            _values[to] = _values[from];
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_keys, from, _keys, to, count);
        if (_values is not null)
            Array.Copy(_values, from, _values, to, count);
    }

    private void Restore(int from, int to)
    {
        _keys[to] = _spareKeys[from];
        if (_values is not null)
            _values[to] = _spareValues[from];
    }

    private void Restore(int from, int to, int count)
    {
        Array.Copy(_spareKeys, from, _keys, to, count);
        if (_values is not null)
            Array.Copy(_spareValues, from, _values, to, count);
    }
}
