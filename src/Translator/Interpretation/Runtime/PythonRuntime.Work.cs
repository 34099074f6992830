using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <content>Work: what keeps code from running for ever.</content>
/// <remarks>
/// Jumps backwards, calls and the loops of Python's own functions charge for what they do. The charge is taken from a slice; only when
/// that is used up does anything else happen: the budget, whether the call is stopped, and the memory are looked at.
/// </remarks>
internal sealed partial class PythonRuntime
{
    private const int SliceSize = 4096;
    private const long WorkOfAnswer = 1_000_000;
    private const int Stretch = 1 << 14;
    private const int ShortScan = 1 << 10;

    private int _slice;
    private long _unspent = long.MaxValue;          // beyond the slice; this value is no limit
    private long _granted;

    /// <summary>How much work may still be done; null: any amount. A unit is a turn of a loop or a call.</summary>
    public long? Budget
    {
        get => _unspent == long.MaxValue ? null : _unspent + Math.Max(_slice, 0);
        set
        {
            _unspent = value ?? long.MaxValue;
            _granted = _unspent;
            _slice = 0;
        }
    }

    /// <summary>Whether Python code of this runtime is running: who calls now is called by it.</summary>
    public bool IsRunning => _depth > 0;

    /// <summary>Does something with a budget of its own; what was left of the one before is there again afterwards.</summary>
    /// <param name="budget">The budget; null for none.</param>
    /// <param name="work">What is done.</param>
    public T WithBudget<T>(long? budget, Func<T> work)
    {
        var (unspent, granted, slice) = (_unspent, _granted, _slice);
        Budget = budget;
        try
        {
            return work();
        }
        finally
        {
            (_unspent, _granted, _slice) = (unspent, granted, slice);
        }
    }

    /// <summary>
    /// Asks what is not part of a call, such as the text of an exception that has left one: Python code may answer, and the call's budget
    /// may be spent, or have been none.
    /// </summary>
    /// <exception cref="ExecutionLimitException">The answer takes too long.</exception>
    public T Ask<T>(Func<T> question) => WithBudget(WorkOfAnswer, question);

    /// <summary>Charges for a turn of a loop.</summary>
    /// <exception cref="ExecutionLimitException">The budget is spent, or the code is stopped.</exception>
    /// <exception cref="PythonError">The memory is used up: MemoryError.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Charge()
    {
        if (--_slice < 0)
            Look(0);
    }

    /// <summary>Charges for something that takes as long as so many turns of a loop.</summary>
    /// <exception cref="ExecutionLimitException">The budget is spent, or the code is stopped.</exception>
    /// <exception cref="PythonError">The memory is used up: MemoryError.</exception>
    internal void Charge(long work)
    {
        if (work <= _slice)
            _slice -= (int)work;
        else
            Look(work);
    }

    /// <summary>Charges for going through so many values without calling anything.</summary>
    internal void ChargeCopy(long count) => Charge(count >> 3);

    /// <summary>Charges for a loop that goes through characters or values one by one, whenever so many of them are done.</summary>
    /// <param name="index">The number of the turn. It may grow by 1 or 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ChargeStretch(int index)
    {
        // One of two numbers in a row is met, if not both.
        if ((index & (Stretch - 2)) == Stretch - 2)
            Charge(Stretch >> 3);
    }

    /// <summary>Charges for going through bytes or characters many at a time, as comparing and searching do.</summary>
    internal void ChargeScan(long count)
    {
        if (count > ShortScan)
            Charge(count >> 6);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Look(long work)
    {
        var owed = Math.Min(work, long.MaxValue / 2) - _slice;
        _slice = 0;                                  // whoever goes on after an exception looks again at once
        Poll();
        if (_unspent == long.MaxValue)
        {
            _slice = SliceSize;
        }
        else if (owed > _unspent)
        {
            _unspent = 0;
            var spent = ExecutionLimitException.OfSteps(_granted);
            throw Control?.Note(spent) ?? spent;
        }
        else
        {
            _unspent -= owed;
            _slice = (int)Math.Min(SliceSize, _unspent);
            _unspent -= _slice;
        }
        Memory.Look(0);
    }
}
