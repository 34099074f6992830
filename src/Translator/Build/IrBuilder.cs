using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Builds the SSA form of one function for one combination of parameter types.</summary>
/// <remarks>
/// <para>
/// An abstract interpretation of the verified instructions: locals and stack slots hold <see cref="Operand"/>s, so loads, stores
/// and stack shuffles cost nothing, and each instruction is translated for the types that it meets. Where ways meet, there is a version of
/// the block for each combination of types (<see cref="BlockVersions"/>), with a phi for each value; those that are not needed a pass
/// removes.
/// </para>
/// <para>
/// Whatever may not go on has a frame state, but in Python 2: the interpreter takes over at the start of that instruction. Code that can only end in an
/// exception is not translated further than it is simple: it exits there.
/// </para>
/// </remarks>
public sealed partial class IrBuilder
{
    private static readonly IInstructionTranslator?[] s_translators = ByOp(
    [
        new VariableTranslator(),
        new StackTranslator(),
        new ArithmeticTranslator(),
        new ComparisonTranslator(),
        new JumpTranslator(),
        new LoopTranslator(),
        new CallTranslator(),
        new AttributeTranslator(),
        new TupleTranslator(),
        new SubscriptTranslator(),
        new SubscriptStoreTranslator(),
        new MembershipTranslator(),
        new ExceptionTranslator(),
        new ClosureTranslator(),
        new GeneratorTranslator(),
    ]);

    /// <summary>
    /// The most operations that a function may have, constants, checks, phis and the operands of frame states included, a power counting as
    /// many. All that follows takes time and memory in proportion: some seconds and a gigabyte at worst here. What people write is far below.
    /// </summary>
    internal const int MaximumSize = 200_000;

    private const int SizeOfPower = 16;

    // What is only looked at costs time too, if less than an operation.
    private const int StepsOfOperation = 32;

    private readonly UnitBuilder _unit;
    private readonly Specialisation _built;
    private readonly Function _function;
    private readonly BlockVersions _versions = new();
    private readonly Operand? _made;            // the function itself, where code of the unit makes it
    private FrameOperands _frame;
    private Block? _block;                      // null once the block has ended
    private int _index;
    private long _size;                         // besides the values of the function
    private int _topBefore;                     // of the stack, before the instruction
    private bool _isChanged;                    // the frame is no longer the one before the instruction
    private Value? _state;                      // of the instruction, once it is asked for
    private Consumer? _siteOf;                  // what the next is of
    private InlineSite? _site;                  // the loop that has taken in the code

    private IrBuilder(UnitBuilder unit, Specialisation built)
    {
        _unit = unit;
        _built = built;
        _frame = new FrameOperands(built.Callee.Flow);
        _function = new Function(built.Name, IrType.Void) { Code = built.Callee.Code };
        _block = _function.NewBlock();
        var parameters = 0;
        Value NewParameter(Value argument) =>
            _block.Append(_function.NewValue(Op.Parameter, [], SourceLocation.None, argument.Type, immediate: parameters++));
        for (var slot = 0; slot < built.Arguments.Length; slot++)
        {
            _frame[slot] = built.Arguments[slot].Replace(NewParameter);
            NoteVariable(slot, Bytecode.Code.FirstLine);
        }
        _made = built.Callee.Made?.Replace(NewParameter);
        PutFreeVariables(_frame, _made ?? (built.Callee.Known is { } known ? Operand.Object(known) : Operand.None));
    }

    /// <summary>What becomes of integers beyond 64 bits.</summary>
    internal IntegerMode Integers => _unit.Integers;

    /// <summary>Whether it is code of Python 2, in which large ints are of a class of their own, <c>long</c>.</summary>
    /// <remarks>
    /// Which ints are a <c>long</c>, native code does not know, and error texts say it. So nothing has a frame state: a call that native
    /// code leaves starts again from its arguments.
    /// </remarks>
    internal bool HasLong => _unit.Scope.HasLong;

    /// <inheritdoc cref="ModuleScope.PowersAreFinite"/>
    internal bool PowersAreFinite => _unit.Scope.PowersAreFinite;

    /// <summary>The place in Python of the instruction that is being translated.</summary>
    internal SourceLocation Location => LocationAt(_index);

    /// <summary>Index of the instruction that is being translated.</summary>
    internal int Index => _index;

    /// <summary>The instructions.</summary>
    internal Bytecode Bytecode => Flow.Bytecode;

    private CodeFlow Flow => _frame.Flow;

    /// <summary>Builds the IR of a function; what it calls is reached through its calls.</summary>
    /// <param name="bytecode">The function's verified instructions.</param>
    /// <param name="scope">The module that the function belongs to.</param>
    /// <param name="parameterTypes">A type for each argument: for positional parameters, then for those by name, or for what *args takes.</param>
    /// <param name="integers">What becomes of integers beyond 64 bits.</param>
    /// <exception cref="ArgumentException">They are too many, or too few and the function is not known, or has no defaults for the rest.</exception>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    public static Function Build(Bytecode bytecode, ModuleScope scope, IReadOnlyList<ParameterType> parameterTypes, IntegerMode integers) =>
        Build(null, bytecode, scope, parameterTypes, integers);

    /// <summary>Builds the IR of a function that Python knows, or of code where it is null; see the other overload.</summary>
    internal static Function Build(
        PyFunction? function, Bytecode bytecode, ModuleScope scope, IReadOnlyList<ParameterType> parameterTypes, IntegerMode integers, VariableNotes? variables = null)
    {
        ArgumentNullException.ThrowIfNull(bytecode);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(parameterTypes);
        return new UnitBuilder(scope, integers) { Variables = variables }.Build(function, bytecode, parameterTypes);
    }

    /// <summary>Builds the IR of one function of a unit.</summary>
    /// <exception cref="UnsupportedBytecodeException">It does what native code cannot do.</exception>
    internal static Function Build(UnitBuilder unit, Specialisation built) => new IrBuilder(unit, built).Run();

    /// <summary>The place in Python of an instruction.</summary>
    public static SourceLocation LocationOf(Bytecode bytecode, int index)
    {
        ArgumentNullException.ThrowIfNull(bytecode);
        return new SourceLocation(bytecode.Code, bytecode.Instructions[index].Position, index);
    }

    private SourceLocation LocationAt(int index)
    {
        if (!ReferenceEquals(_frame.Consumer, _siteOf))
            (_siteOf, _site) = (_frame.Consumer, SiteOf(_frame.Consumer));
        return LocationOf(Bytecode, index) with { InlinedAt = _site };
    }

    private static InlineSite? SiteOf(Consumer? consumer) => consumer is null
        ? null
        : new InlineSite(LocationOf(consumer.Frame.Flow.Bytecode, consumer.Index) with { InlinedAt = SiteOf(consumer.Frame.Consumer) });

    private Function Run()
    {
        var code = Bytecode.Code;
        if ((code.Flags & (CodeFlags.Coroutine | CodeFlags.AsyncGenerator)) != 0)
            throw UnsupportedFunction(code, DiagnosticDescriptors.EventLoop, "it is async, and there is no event loop", "Write the function without async.");
        if (code.Flags.HasFlag(CodeFlags.Generator))
        {
            throw UnsupportedFunction(
                code, DiagnosticDescriptors.GeneratorFunction, "it is a generator, which C# cannot go through",
                "Call a function that goes through it, such as one that returns list(...) of it.");
        }
        if (code.Flags.HasFlag(CodeFlags.VarKeywords))
        {
            throw UnsupportedFunction(
                code, DiagnosticDescriptors.VarKeywords, $"it takes **{code.LocalNames[code.ParameterCount - 1]}, and native code has no dicts", "Name every parameter.");
        }

        try
        {
            FillEntry();
            while (_versions.TryTakePending(out var version))
                Fill(version);
            FinishCalls();
            _function.RemoveUnreachableBlocks();
        }
        finally
        {
            _unit.Spend(_function.ValueCount + _size);
        }
        return _function;
    }

    // The entry has no predecessor; where a loop begins with the first instruction, that is a block of its own.
    private void FillEntry()
    {
        if (Flow.IsLeader(0))
            Goto(0);
        else
            Fill(new BlockVersion(0, Block, _frame, []));
    }

    private void Fill(BlockVersion version)
    {
        _block = version.Block;
        _frame = version.Frame.Clone();
        for (var index = version.Index; ; index++)
        {
            if (index != version.Index && Flow.IsLeader(index))
            {
                Goto(index);
                break;
            }
            BeginInstruction(index);
            Translate(Bytecode.Instructions[index]);
            ThrowIfTooLarge();
            if (_block is null)
                break;
        }
    }

    /// <summary>Tells who asks what a variable holds now.</summary>
    internal void NoteVariable(int slot, int line)
    {
        if (_unit.Variables is { } variables && !Flow.IsPrelude)
            variables.Add(_built, Bytecode, slot, _frame[slot], line);
    }

    private void BeginInstruction(int index)
    {
        _index = index;
        _topBefore = _frame.Top;
        _isChanged = false;
        _state = null;
    }

    /// <summary>Whether native code has an operation at all; whether it has it for what it meets, only building says.</summary>
    internal static bool Has(BytecodeOp op) => s_translators[(int)op] is not null;

    private static IInstructionTranslator?[] ByOp(IInstructionTranslator[] families)
    {
        var translators = new IInstructionTranslator?[Enum.GetValues<BytecodeOp>().Length];   // they are numbered from 0
        foreach (var family in families)
        {
            foreach (var op in family.Handles)
                translators[(int)op] = family;
        }
        return translators;
    }

    private void Translate(in Instruction instruction)
    {
        var isCold = _frame.Consumer is null && !Flow.CanReturn(_index);
        try
        {
            if (s_translators[(int)instruction.Op] is not { } translator)
                throw NotCompiled(instruction.Op);
            translator.Translate(instruction, this);
        }
        catch (InterpreterNeededException needed) when (!_isChanged || _frame.Consumer is not null)
        {
            EmitExit(needed.Reason);
        }
        catch (UnsupportedBytecodeException) when (isCold && !_isChanged)
        {
            // Nothing but an exception can come of it: the interpreter raises it.
            EmitExit(ExitReason.Raise);
        }
    }

    /// <summary>The instructions that native code has nothing for, whatever the operands.</summary>
    /// <param name="bytecode">The instructions of a function.</param>
    /// <returns>Their indexes, ascending.</returns>
    internal static IEnumerable<int> WithoutTranslator(Bytecode bytecode) =>
        Enumerable.Range(0, bytecode.Instructions.Length).Where(index => s_translators[(int)bytecode.Instructions[index].Op] is null && bytecode.Instructions[index].Op != BytecodeOp.Nop);

    private void ThrowIfTooLarge()
    {
        if (_function.ValueCount + _size <= MaximumSize && _unit.HasRoomFor(_function.ValueCount + _size))
            return;
        throw UnsupportedFunction(
            _built.Callee.Code, DiagnosticDescriptors.FunctionSize,
            $"it is too large: with what it calls it has more than {MaximumSize} operations, a power counting as {SizeOfPower}", "Split the function.");
    }

    /// <summary>
    /// For these operands only the interpreter knows what the instruction does, or Python raises TypeError: the function exits here.
    /// </summary>
    internal static Exception Leave(ExitReason reason) => new InterpreterNeededException(reason);

    /// <summary>Tells the builder that an instruction ends the function for these operands.</summary>
    private sealed class InterpreterNeededException(ExitReason reason) : Exception
    {
        public ExitReason Reason { get; } = reason;
    }
}
