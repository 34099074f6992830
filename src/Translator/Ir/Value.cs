namespace Pyc.Translation.Ir;

/// <summary>One SSA value: an operation, its operands and the place in Python it came from.</summary>
/// <remarks>
/// Checks and terminators are values of type <see cref="IrType.Void"/>. A value is made by <see cref="Function.NewValue"/> and put
/// into a block by <see cref="Block.Append"/> or <see cref="InsertBefore"/>; it counts as a user of its operands from the start.
/// </remarks>
public sealed class Value
{
    // Uses are entered on both sides with their places, so that one is given up in constant time: a parameter of a hostile
    // function has tens of thousands of users.
    private readonly List<Value> _operands = [];
    private readonly List<int> _places = [];          // where operand i has this value in its list of users
    private readonly List<Value> _users = [];
    private readonly List<int> _userOperands = [];    // which operand of user i this value is

    internal Value(int id, Op op, IrType type, ReadOnlySpan<Value> operands, SourceLocation origin)
    {
        Id = id;
        Op = op;
        Type = type;
        Origin = origin;
        foreach (var operand in operands)
            AddOperand(operand);
    }

    /// <summary>Dense number, unique in the function; analyses index their arrays with it.</summary>
    public int Id { get; }

    /// <summary>What it computes.</summary>
    public Op Op { get; }

    /// <summary>Type of the result.</summary>
    public IrType Type { get; }

    /// <summary>The place in Python.</summary>
    public SourceLocation Origin { get; }

    /// <summary>
    /// The number of a parameter or of a word of a call's result, of the result that a return gives, of the function that <see cref="Op.FloatCall1"/> and
    /// its kin call, of the runtime function that <see cref="Op.RuntimeCall"/> calls; the <see cref="SequenceField"/> or <see cref="ElementKind"/> of what
    /// reads or writes memory; the <see cref="Ir.Op"/> that a <see cref="Op.Lanewise"/> does, the number of a lane; the value of a constant (0 or 1 for a bool); 0 for all else.
    /// </summary>
    public long Immediate { get; internal set; }

    /// <summary>Why a check or <see cref="Op.Exit"/> exits; <see cref="ExitReason.None"/> for all else.</summary>
    public ExitReason Reason { get; init; }

    /// <summary>What the operands of a <see cref="Op.FrameState"/> are in the frame; <see langword="null"/> for all else.</summary>
    public FrameShape? Frame { get; init; }

    /// <summary>The function that a <see cref="Op.Call"/> calls; <see langword="null"/> for all else.</summary>
    public Function? Callee { get; internal set; }

    /// <summary>The numbers that a <see cref="Op.LoadTable"/> reads one of; <see langword="null"/> for all else.</summary>
    public ConstantTable? Table { get; internal set; }

    /// <summary>The operands, in order; the frame state of what may exit is the last one.</summary>
    public IReadOnlyList<Value> Operands => _operands;

    /// <summary>
    /// Where the interpreter goes on when this exits, or the frame of the caller of a frame state; <see langword="null"/> where it does not exit, or
    /// the call then starts again.
    /// </summary>
    public Value? State => _operands.Count > 0 && _operands[^1] is { Type: IrType.State } state ? state : null;

    /// <summary>The values that have this one as an operand, once for each time they do, in no particular order.</summary>
    public IReadOnlyList<Value> Users => _users;

    /// <summary>The block that holds the value; <see langword="null"/> before it is inserted and once it is removed.</summary>
    public Block? Block { get; internal set; }

    /// <summary>The value before it in its block.</summary>
    public Value? Previous { get; internal set; }

    /// <summary>The value behind it in its block.</summary>
    public Value? Next { get; internal set; }

    /// <summary>The operation that a <see cref="Op.Lanewise"/> does in each lane.</summary>
    public Op ScalarOp => (Op)Immediate;

    /// <summary>Its row in the table of operations.</summary>
    public ref readonly OpInfo Info => ref OpInfo.Of(Op);

    /// <summary>Whether it has all of these effects.</summary>
    public bool Has(Effects effects) => (Info.Effects & effects) == effects;

    /// <summary>Why it can leave the function; <see cref="ExitReason.None"/> when it cannot.</summary>
    public ExitReason ExitsFor => Has(Effects.MayOverflow) ? ExitReason.Overflow : Reason;

    /// <summary>Replaces an operand.</summary>
    public void SetOperand(int index, Value value)
    {
        GiveUpUse(index);
        _operands[index] = value;
        EnterUse(index);
    }

    /// <summary>Adds an operand to a phi, for the predecessor that is added next.</summary>
    public void AddOperand(Value value)
    {
        _operands.Add(value);
        _places.Add(0);
        EnterUse(_operands.Count - 1);
    }

    /// <summary>Drops an operand of a phi, for a predecessor that is gone; the last one takes its place.</summary>
    public void RemoveOperand(int index)
    {
        GiveUpUse(index);
        var last = _operands.Count - 1;
        if (index < last)
        {
            (_operands[index], _places[index]) = (_operands[last], _places[last]);
            _operands[index]._userOperands[_places[index]] = index;
        }
        _operands.RemoveAt(last);
        _places.RemoveAt(last);
    }

    /// <summary>Makes every user of this value use another one.</summary>
    public void ReplaceAllUsesWith(Value replacement)
    {
        if (replacement == this)
            return;
        for (var i = 0; i < _users.Count; i++)
        {
            var (user, index) = (_users[i], _userOperands[i]);
            user._operands[index] = replacement;
            user.EnterUse(index);
        }
        _users.Clear();
        _userOperands.Clear();
    }

    /// <summary>Puts a value that is in no block before this one.</summary>
    public void InsertBefore(Value value) => (Block ?? throw Unplaced()).Insert(value, before: this);

    /// <summary>Takes the value out of its block and gives up its operands; nobody may use it any more.</summary>
    public void Remove()
    {
        if (_users.Count > 0)
            throw new InvalidOperationException($"v{Id} still has {_users.Count} users.");
        Unlink();
        DropOperands();
    }

    /// <summary>Takes the value out of its block, to be put elsewhere; operands and users stay.</summary>
    public void Unlink() => (Block ?? throw Unplaced()).Unlink(this);

    /// <summary><c>v7 = int.add v3, v4</c>; a long table is cut off.</summary>
    public override string ToString() => IrPrinter.Print(this, isShort: true);

    internal void DropOperands()
    {
        for (var index = 0; index < _operands.Count; index++)
            GiveUpUse(index);
        _operands.Clear();
        _places.Clear();
    }

    private void EnterUse(int index)
    {
        var operand = _operands[index];
        _places[index] = operand._users.Count;
        operand._users.Add(this);
        operand._userOperands.Add(index);
    }

    private void GiveUpUse(int index)
    {
        var (operand, place) = (_operands[index], _places[index]);
        var last = operand._users.Count - 1;
        var (moved, movedIndex) = (operand._users[last], operand._userOperands[last]);   // fills the gap
        (operand._users[place], operand._userOperands[place]) = (moved, movedIndex);
        moved._places[movedIndex] = place;
        operand._users.RemoveAt(last);
        operand._userOperands.RemoveAt(last);
    }

    private InvalidOperationException Unplaced() => new($"v{Id} is in no block.");
}
