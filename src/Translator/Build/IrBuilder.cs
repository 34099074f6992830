using System.Collections.Frozen;
using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Builds the SSA form of one function for one combination of parameter types.</summary>
/// <remarks>
/// An abstract interpretation of the verified instructions: locals and stack slots hold <see cref="Operand"/>s, so loads, stores
/// and stack shuffles cost nothing, and each arithmetic instruction is chosen by the types it meets. Handles straight-line code.
/// </remarks>
public sealed class IrBuilder
{
    private static readonly FrozenDictionary<BytecodeOp, IInstructionTranslator> s_translators = new IInstructionTranslator[]
    {
        new VariableTranslator(),
        new StackTranslator(),
        new ArithmeticTranslator(),
        new ComparisonTranslator(),
        new ReturnTranslator(),
    }.SelectMany(family => family.Handles, KeyValuePair.Create)
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    // In bits; what a hash or a random number generator masks with is far below.
    private const int LongestConstant = 1024;

    /// <summary>
    /// The most operations that a function may have, constants and checks included, a power counting as many. All that follows takes
    /// time and memory in proportion: some seconds and a gigabyte at worst here. What people write is far below.
    /// </summary>
    internal const int MaximumSize = 200_000;

    private const int SizeOfPower = 16;

    private readonly Bytecode _bytecode;
    private readonly ModuleScope _scope;
    private readonly Operand[] _slots;
    private readonly Stack<Operand> _stack = new();
    private readonly Function _function;
    private Block _block;
    private int _index;
    private int _powers;

    private IrBuilder(Bytecode bytecode, ModuleScope scope, IReadOnlyList<IrType> parameterTypes, IntegerMode integers)
    {
        _bytecode = bytecode;
        _scope = scope;
        Integers = integers;
        _slots = new Operand[bytecode.SlotNames.Length];
        _function = new Function(bytecode.Code.QualifiedName, IrType.Void);
        _block = _function.NewBlock();
        for (var slot = 0; slot < parameterTypes.Count; slot++)
        {
            var parameter = _function.NewValue(Op.Parameter, [], SourceLocation.None, parameterTypes[slot], immediate: slot);
            _slots[slot] = Operand.Of(_block.Append(parameter));
        }
    }

    /// <summary>What becomes of integers beyond 64 bits.</summary>
    internal IntegerMode Integers { get; }

    /// <summary>The place in Python of the instruction that is being translated.</summary>
    internal SourceLocation Location => LocationOf(_bytecode, _index);

    /// <summary>Builds the IR of a function.</summary>
    /// <param name="bytecode">The function's verified instructions.</param>
    /// <param name="scope">The module that the function belongs to.</param>
    /// <param name="parameterTypes">A type for each parameter, in the order of the frame's slots.</param>
    /// <param name="integers">What becomes of integers beyond 64 bits.</param>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public static Function Build(Bytecode bytecode, ModuleScope scope, IReadOnlyList<IrType> parameterTypes, IntegerMode integers)
    {
        ArgumentNullException.ThrowIfNull(bytecode);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(parameterTypes);
        if (parameterTypes.Count != bytecode.Code.ParameterCount)
            throw new ArgumentException($"{bytecode.Code.ParameterCount} parameters, {parameterTypes.Count} types.", nameof(parameterTypes));
        return new IrBuilder(bytecode, scope, parameterTypes, integers).Run();
    }

    /// <summary>The place in Python of an instruction.</summary>
    public static SourceLocation LocationOf(Bytecode bytecode, int index)
    {
        ArgumentNullException.ThrowIfNull(bytecode);
        var code = bytecode.Code;
        return new SourceLocation(code.FileName, bytecode.Instructions[index].Position, code.QualifiedName, index);
    }

    internal void Push(Operand operand) => _stack.Push(operand);

    internal void Push(Value value) => _stack.Push(Operand.Of(value));

    internal Operand Pop() => _stack.Pop();

    internal (Operand Left, Operand Right) PopPair()
    {
        var right = _stack.Pop();
        return (_stack.Pop(), right);
    }

    internal Constant ConstantAt(int index) => _bytecode.Constants[index];

    internal Constant? FindGlobal(int nameIndex) => _scope.Find(_bytecode.Code.Names[nameIndex]);

    internal string NameOfSlot(int slot) => _bytecode.SlotNames[slot];

    internal Operand this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }

    /// <summary>Emits an operation.</summary>
    internal Value Emit(Op op, params ReadOnlySpan<Value> operands)
    {
        // A power becomes up to 11 multiplications, or a loop in blocks of its own.
        if (op is Op.IntPow or Op.IntPowWrap)
            _powers++;
        return _block.Append(_function.NewValue(op, operands, Location));
    }

    /// <summary>Emits a check that exits for a reason.</summary>
    internal void EmitCheck(Op op, Value tested, ExitReason reason) =>
        _block.Append(_function.NewValue(op, [tested], Location, reason: reason));

    internal Value EmitInt(long value) =>
        _block.Append(_function.NewValue(Op.IntConstant, [], Location, immediate: value));

    internal Value EmitBool(bool value) =>
        _block.Append(_function.NewValue(Op.BoolConstant, [], Location, immediate: value ? 1 : 0));

    /// <summary>Goes on in a new block where a bool is false; where it is true, <paramref name="whenTrue"/> ends the function.</summary>
    internal void EmitLeaveWhen(Value condition, Action whenTrue)
    {
        var origin = _block;
        Emit(Op.Branch, condition);
        var leave = _function.NewBlock();
        var stay = _function.NewBlock();
        origin.AddSuccessor(leave);
        origin.AddSuccessor(stay);
        _block = leave;
        whenTrue();
        _block = stay;
    }

    /// <summary>Ends the function here for a reason.</summary>
    internal void EmitExit(ExitReason reason) => _block.Append(_function.NewValue(Op.Exit, [], Location, reason: reason));

    /// <summary>Ends the function here with a result.</summary>
    internal void EmitReturn(Value result)
    {
        _function.ResultType = result.Type;
        Emit(Op.Return, result);
    }

    /// <summary>The IR value of an operand; constants become constant values.</summary>
    internal Value Materialise(Operand operand)
    {
        if (operand.Value is { } value)
            return value;
        return operand.Constant switch
        {
            BoolConstant constant => EmitBool(constant.Value),
            IntConstant constant when FitsInt64(constant.Value) => EmitInt((long)constant.Value),
            IntConstant constant when constant.Value.GetBitLength() > LongestConstant => throw Unsupported(
                $"it uses an integer constant of more than {LongestConstant} bits", "Compute with smaller numbers."),
            IntConstant constant when Integers == IntegerMode.Wrap64 => EmitInt((long)(ulong)(constant.Value & ulong.MaxValue)),
            IntConstant constant => EmitBigInt(constant.Value),
            SingletonConstant constant when constant == SingletonConstant.None => Emit(Op.NoneConstant),
            { } constant => throw Unsupported(
                $"it uses the constant {Shorten(constant)}, and native code holds int, bool and None only",
                "Pass and return numbers only, or compute this part outside the function."),
            null => throw new InvalidOperationException("An unbound local has no value."),
        };
    }

    /// <summary>
    /// A constant beyond 64 bits, put together from parts that fit: native code leaves at the first that does not.
    /// </summary>
    private Value EmitBigInt(BigInteger value)
    {
        if (FitsInt64(value))
            return EmitInt((long)value);
        const int Part = 62;
        var high = Emit(Op.IntShiftLeft, EmitBigInt(value >> Part), EmitInt(Part));
        return Emit(Op.IntAdd, high, EmitInt((long)(value & ((1L << Part) - 1))));
    }

    /// <summary>The IR value of an operand of an arithmetic instruction, as an int: a bool counts as 0 or 1.</summary>
    internal Value MaterialiseInt(Operand operand, string symbol)
    {
        var value = Materialise(operand);
        return value.Type switch
        {
            IrType.Int64 => value,
            IrType.Bool => Emit(Op.IntFromBool, value),
            _ => throw Unsupported($"{symbol} on None raises TypeError in Python", "Do not compute with None."),
        };
    }

    internal UnsupportedBytecodeException Unsupported(string why, string remedy = "")
    {
        var instruction = _bytecode.Instructions[_index];
        return new UnsupportedBytecodeException(Location, instruction.Opcode, instruction.Offset, why, remedy);
    }

    /// <summary>The refusal of an instruction of a kind that native code does not have.</summary>
    internal UnsupportedBytecodeException NotCompiled(in Instruction instruction) => instruction.Target >= 0
        ? Unsupported(
            "only straight-line functions are compiled, and this is a branch or a loop",
            "Write it without if, and, or, while and for, or keep it in Python.")
        : Unsupported(
            "only integer arithmetic, comparisons and assignments are compiled",
            "Keep calls, attributes, containers and names outside the function and pass numbers in.");

    // Straight-line code: when the first protected instruction is reached, the first region is the one that protects it.
    private bool IsProtected(int index) => _bytecode.Regions is [var first, ..] && first.Start <= index;

    private static bool FitsInt64(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    private static string Shorten(Constant constant)
    {
        // Text of a file that may be hostile: nothing of unknown length is printed whole.
        return constant is StringConstant or BytesConstant or FloatConstant or ComplexConstant
            ? constant.ToString() is { Length: <= 40 } text ? text : constant.ToString()![..37] + "..."
            : $"of type {constant.GetType().Name.Replace("Constant", "", StringComparison.Ordinal).ToLowerInvariant()}";
    }

    private Function Run()
    {
        var code = _bytecode.Code;
        if ((code.Flags & (CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator)) != 0)
            throw Unsupported("generators and coroutines are not compiled", "Return the values of a finished computation instead.");
        if ((code.Flags & (CodeFlags.VarArgs | CodeFlags.VarKeywords)) != 0)
            throw Unsupported("*args and **kwargs are not compiled", "Name every parameter.");

        for (_index = 0; _index < _bytecode.Instructions.Length; _index++)
        {
            var instruction = _bytecode.Instructions[_index];
            if (IsProtected(_index))
                throw Unsupported("try and with are not compiled", "Let the exception reach the caller, who catches a PythonException.");
            if (!s_translators.TryGetValue(instruction.Op, out var translator))
                throw NotCompiled(instruction);
            translator.Translate(instruction, this);
            if (_function.ValueCount + SizeOfPower * (long)_powers > MaximumSize)
            {
                throw Unsupported(
                    $"the function is too large: it has more than {MaximumSize} operations, a power counting as {SizeOfPower}",
                    "Split the function.");
            }
            if (instruction.Op == BytecodeOp.Return)
                break;
        }
        return _function;
    }
}
