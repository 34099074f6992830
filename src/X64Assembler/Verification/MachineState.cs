using Iced.Intel;

namespace Pyc.X64;

/// <summary>What is where at one place in the code: a node for each register and each word of the stack.</summary>
internal sealed class MachineState
{
    /// <summary>The flags.</summary>
    internal const int Flags = 32;

    /// <summary>When elements of lists have last moved.</summary>
    internal const int Moves = 33;

    /// <summary>The status in the call context.</summary>
    internal const int Status = 34;

    /// <summary>Which of its results the function gives.</summary>
    internal const int ResultShape = 35;

    /// <summary>The lowest place of the stack that has been touched, page by page.</summary>
    internal const int Touched = 36;

    /// <summary>When the length of a list has last changed.</summary>
    internal const int Lengths = 37;

    /// <summary>The call of a function of the unit whose result is in the context.</summary>
    internal const int LastCall = 38;

    /// <summary>Variables that are no words of memory.</summary>
    internal const int Registers = 39;

    // Words of memory: those of the stack by their distance from where the stack pointer was, then frame words, then words of a caller's slot.
    private const int StackBase = Registers + 16384;
    private const int FrameBase = 32768;
    private const int SlotBase = 49152;
    private const int Last = 65535;

    private readonly MachineNode?[] _registers;
    private WordTree _words;

    private MachineState(MachineNode?[] registers, WordTree words) => (_registers, _words) = (registers, words);

    internal MachineState()
        : this(new MachineNode?[Registers], WordTree.Empty)
    {
    }

    internal MachineState Copy() => new((MachineNode?[])_registers.Clone(), _words);

    /// <summary>What a variable is; null where nothing is known to be in it.</summary>
    internal MachineNode? this[int variable]
    {
        get => variable < Registers ? _registers[variable] : _words[variable];
        set
        {
            if (variable < Registers)
                _registers[variable] = value;
            else
                _words = _words.With(variable, value);
        }
    }

    internal MachineNode? this[Register register]
    {
        get => this[VariableOf(register)];
        set => this[VariableOf(register)] = value;
    }

    /// <summary>The number of a register, its parts included.</summary>
    internal static int VariableOf(Register register) => register.IsVectorRegister()
        ? 16 + register.GetNumber()
        : register.GetFullRegister() - Register.RAX;

    /// <summary>The variable of a word of the stack; −1 where it is too far away to be one.</summary>
    internal static int StackWord(long place) => place / 8 + StackBase is > Registers and < FrameBase and var variable && place % 8 == 0 ? (int)variable : -1;

    internal static int FrameWord(long word) => word is >= 0 and < SlotBase - FrameBase ? (int)(FrameBase + word) : -1;

    internal static int SlotWord(long word) => word is >= 0 and <= Last - SlotBase ? (int)(SlotBase + word) : -1;

    /// <summary>Forgets what is in the words from one variable up to before another.</summary>
    internal void Forget(int from, int to)
    {
        for (var variable = from; variable < to; variable++)
        {
            if (_words[variable] is not null)
                _words = _words.With(variable, null);
        }
    }

    /// <summary>Forgets what has been written to the context and to slots.</summary>
    internal void ForgetOutside() => _words = _words.Below(FrameBase);

    /// <summary>Forgets what has been written to slots.</summary>
    internal void ForgetSlot() => _words = _words.Below(SlotBase);

    /// <summary>Goes through the variables that differ in two states.</summary>
    internal static void Compare(MachineState a, MachineState b, Action<int, MachineNode?, MachineNode?> visit)
    {
        for (var variable = 0; variable < Registers; variable++)
        {
            if (a._registers[variable] != b._registers[variable])
                visit(variable, a._registers[variable], b._registers[variable]);
        }
        WordTree.Compare(a._words, b._words, visit);
    }
}
