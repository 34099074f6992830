using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Numbers the exits of the functions of a unit, and says what each of them stores.</summary>
/// <remarks>
/// Exits of one reason and one frame state are the same to whoever goes on from there, so they share a number, unless each is to be
/// forced by itself. Where a call is stopped nobody goes on, but its caller is told the place: one exit for each. The exit of a call has a state of its own, of a frame that awaits the result, or begins the call again.
/// </remarks>
/// <param name="unit">The function that the unit is for.</param>
/// <param name="areForcible">Whether each exit is to be forced by itself.</param>
internal sealed class ExitTable(Function unit, bool areForcible = false)
{
    /// <summary>Most words that all exits together may store: what takes some hundred megabytes while code is generated.</summary>
    internal const int MaximumWords = 2_000_000;

    private readonly List<MachineExit> _exits = [];
    private readonly Dictionary<(Value? State, ExitReason Reason, SourceLocation? Place), int> _shared = [];
    private readonly Dictionary<Value, int> _byValue = [];
    private readonly Dictionary<Value, StoredState> _states = [];
    private int _words;

    /// <summary>Whether each exit is to be forced by itself.</summary>
    internal bool AreForcible => areForcible;

    /// <summary>The exits: number n is element n − 1.</summary>
    internal IReadOnlyList<MachineExit> All => _exits;

    /// <summary>The most words that any exit stores in the call context.</summary>
    internal int FrameWords { get; private set; }

    /// <summary>The most words that the exit of any call stores in the slot of a caller; final when all functions are lowered.</summary>
    internal int CallerFrameWords { get; private set; }

    /// <summary>The exit of a number.</summary>
    internal MachineExit this[int number] => _exits[number - 1];

    /// <summary>The exit of a value.</summary>
    /// <param name="value">What may exit.</param>
    /// <param name="registerOf">The register of a value that is no constant.</param>
    /// <returns>Its number, from 1, and the registers that it stores, in the order of their words.</returns>
    /// <exception cref="FunctionTooLargeException">The exits store more than code can be generated for.</exception>
    internal (int Number, ImmutableArray<VirtualRegister> Words) Of(Value value, Func<Value, VirtualRegister> registerOf)
    {
        var state = value.State is { } frame ? StateOf(frame, registerOf) : StoredState.None;
        if (_byValue.TryGetValue(value, out var number))
            return (number, state.Words);

        var key = (value.State, value.ExitsFor, value.ExitsFor == ExitReason.Stop ? value.Origin : (SourceLocation?)null);
        if (areForcible || !_shared.TryGetValue(key, out number))
        {
            _exits.Add(new MachineExit(value.ExitsFor, state.Frames) { Place = value.Origin, Op = value.Op });
            number = _exits.Count;
            _shared[key] = number;
        }
        if (value.Op == Op.Call)
            CallerFrameWords = Math.Max(CallerFrameWords, state.Words.Length);
        else
            FrameWords = Math.Max(FrameWords, state.Words.Length);
        _byValue[value] = number;
        _words += state.Words.Length;
        if (_words > MaximumWords)
            throw new FunctionTooLargeException(unit, $"{MaximumWords} values to be stored where it leaves native code");
        return (number, state.Words);
    }

    /// <summary>A register that is several operands of a state, or of states around it, is stored once.</summary>
    private StoredState StateOf(Value state, Func<Value, VirtualRegister> registerOf)
    {
        if (_states.TryGetValue(state, out var stored))
            return stored;

        var words = new List<VirtualRegister>();
        var places = new Dictionary<VirtualRegister, int>();
        var frames = ImmutableArray.CreateBuilder<MachineFrame>();
        for (var frame = state; frame is not null; frame = frame.State)
        {
            var operands = ImmutableArray.CreateBuilder<FrameOperand>(frame.Operands.Count);
            foreach (var operand in frame.Operands.Where(operand => operand.Type != IrType.State))
            {
                if (InstructionSelector.IsConstant(operand, out var number))
                {
                    operands.Add(new FrameOperand(operand.Type, Word: -1, number));
                    continue;
                }
                var register = registerOf(operand);
                if (!places.TryGetValue(register, out var word))
                {
                    places[register] = word = words.Count;
                    words.Add(register);
                }
                operands.Add(new FrameOperand(operand.Type, word, Constant: 0));
            }
            frames.Add(new MachineFrame(frame.Frame!, operands.ToImmutable())); // a state has a shape
        }
        return _states[state] = new StoredState([.. words], frames.ToImmutable());
    }

    private sealed record StoredState(ImmutableArray<VirtualRegister> Words, ImmutableArray<MachineFrame> Frames)
    {
        internal static StoredState None { get; } = new([], []);
    }
}
