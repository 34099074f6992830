namespace Pyc.X64;

/// <summary>What a value of machine code is made of, as the verifier sees it.</summary>
internal enum NodeKind : byte
{
    /// <summary>The number <see cref="MachineNode.Number"/>.</summary>
    Constant,

    /// <summary>The address of the call context.</summary>
    Context,

    /// <summary>What the stack pointer was when the function began, plus <see cref="MachineNode.Number"/>.</summary>
    Stack,

    /// <summary>What was in the register <see cref="MachineNode.Number"/> when the function began, an <see cref="X64Register"/>.</summary>
    Initial,

    /// <summary>The parameter <see cref="MachineNode.Number"/> of the function, from 0.</summary>
    Parameter,

    /// <summary>The address <see cref="MachineNode.Number"/> behind the code, counted from where the code begins.</summary>
    Pool,

    /// <summary>What the instruction at <see cref="MachineNode.Number"/> makes: nothing is known of it but its range.</summary>
    Opaque,

    /// <summary>The variable <see cref="MachineNode.Number"/> where ways meet that bring it other values.</summary>
    Phi,

    /// <summary>A + B modulo 2⁶⁴.</summary>
    Add,

    /// <summary>A + number modulo 2⁶⁴.</summary>
    AddConstant,

    /// <summary>A − B modulo 2⁶⁴.</summary>
    Subtract,

    /// <summary>A · B modulo 2⁶⁴; the low half of an unsigned product too.</summary>
    Multiply,

    /// <summary>The high half of the unsigned product of A and B.</summary>
    MultiplyHigh,

    /// <summary>A and B.</summary>
    And,

    /// <summary>A or B.</summary>
    Or,

    /// <summary>A xor B.</summary>
    Xor,

    /// <summary>A · 2ⁿ modulo 2⁶⁴, n being the number.</summary>
    ShiftLeft,

    /// <summary>⌊A / 2ⁿ⌋ of a signed A.</summary>
    ShiftRight,

    /// <summary>⌊A / 2ⁿ⌋ of an unsigned A.</summary>
    ShiftRightUnsigned,

    /// <summary>⌊A / n⌋ of a signed A, n > 1.</summary>
    FloorDivide,

    /// <summary>⌊A / n⌋ of an unsigned A, n > 1.</summary>
    UnsignedDivide,

    /// <summary>The remainder of idiv of A by B.</summary>
    Remainder,

    /// <summary>The remainder of div of A by B.</summary>
    UnsignedRemainder,

    /// <summary>The quotient of idiv of A by B.</summary>
    Quotient,

    /// <summary>The quotient of div of A by B, the high half of the dividend being 0.</summary>
    UnsignedQuotient,

    /// <summary>1 where the flags A meet the condition that is the number, else 0.</summary>
    Condition,

    /// <summary>What has A in its lowest 8 bits, and anything in the others.</summary>
    LowByte,

    /// <summary>B where the flags A meet the condition that is the number, else C.</summary>
    Select,

    /// <summary>The field at the offset <see cref="MachineNode.Number"/> of the header A, when lists had last changed at B.</summary>
    Field,

    /// <summary>The field at the offset <see cref="MachineNode.Number"/> of the call context, read by the instruction that B says.</summary>
    ContextField,

    /// <summary>What was read of a sequence's elements by the instruction at <see cref="MachineNode.Number"/>, from the data pointer A.</summary>
    Element,

    /// <summary>What the function that the instruction at <see cref="MachineNode.Number"/> calls gives.</summary>
    Result,

    /// <summary>How many elements the sequence A has room for when it is used; where B is given, how many it has when lengths had last changed at B.</summary>
    Limit,

    /// <summary>The flags of A − B.</summary>
    Compare,

    /// <summary>The flags of what A is made by: a sum or a product.</summary>
    FlagsOf,

    /// <summary>Part <see cref="MachineNode.Number"/>, of 8 bytes, of the vector A.</summary>
    Part,

    /// <summary>A vector whose first 8 bytes are A.</summary>
    Scalar,
}

/// <summary>A value of machine code: what is computed alike is one node, so that two registers that hold it are known to be equal.</summary>
internal sealed class MachineNode
{
    internal required int Id { get; init; }

    internal required NodeKind Kind { get; init; }

    internal long Number { get; init; }

    internal MachineNode? A { get; init; }

    internal MachineNode? B { get; init; }

    internal MachineNode? C { get; init; }

    /// <summary>Number of the block that makes it; of what is computed from others, −1.</summary>
    internal int Block { get; init; } = -1;

    /// <summary>The least that it can be as a signed number.</summary>
    internal long Least { get; set; } = long.MinValue;

    /// <summary>The most.</summary>
    internal long Most { get; set; } = long.MaxValue;

    /// <summary>What it is as a sequence; null until it is used as one.</summary>
    internal SequenceVariable? Sequence { get; set; }

    /// <summary>Whether it is the smaller one of B and C.</summary>
    internal bool IsLeast => this is { Kind: NodeKind.Select, A: { Kind: NodeKind.Compare, A: { } left, B: { } right } }
        && (left == B && right == C ? (Iced.Intel.ConditionCode)Number is Iced.Intel.ConditionCode.l or Iced.Intel.ConditionCode.le
            : left == C && right == B && (Iced.Intel.ConditionCode)Number is Iced.Intel.ConditionCode.g or Iced.Intel.ConditionCode.ge);

    /// <summary>The fields of it, where it is a header, the sums of it and a number, and the smaller ones of it and others; null for none.</summary>
    internal List<MachineNode>? Near { get; set; }

    internal bool IsConstant => Kind == NodeKind.Constant;

    public override string ToString() => Kind switch
    {
        NodeKind.Constant => $"{Number}",
        NodeKind.Opaque or NodeKind.Element or NodeKind.Result => $"{Kind}@{Number:x}",
        NodeKind.Parameter => $"p{Number}",
        NodeKind.Phi => $"phi{Number}@b{Block}",
        _ => $"{Kind}({string.Join(", ", new object?[] { A, B, C }.Where(part => part is not null).Append(Number))})",
    };
}

/// <summary>The nodes of one function.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<(NodeKind Kind, long Number, int A, int B, int C), MachineNode> _known = [];

    internal NodeTable() => Zero = Constant(0);

    internal MachineNode Zero { get; }

    /// <summary>All nodes so far.</summary>
    internal int Count => _known.Count;

    internal MachineNode Constant(long number) => Make(NodeKind.Constant, number, least: number, most: number);

    internal MachineNode Make(
        NodeKind kind, long number = 0, MachineNode? a = null, MachineNode? b = null, MachineNode? c = null, int block = -1,
        long least = long.MinValue, long most = long.MaxValue)
    {
        var key = (kind, number, a?.Id ?? -1, b?.Id ?? -1, kind is NodeKind.Phi or NodeKind.Opaque ? block : c?.Id ?? -1);
        if (_known.TryGetValue(key, out var node))
            return node;
        _known[key] = node = new MachineNode
        {
            Id = _known.Count, Kind = kind, Number = number, A = a, B = b, C = c, Block = block, Least = least, Most = most,
        };
        if (kind is NodeKind.AddConstant or NodeKind.Field)
            (a!.Near ??= []).Add(node);                     // they are of something
        if (kind == NodeKind.Select && node.IsLeast && b != c)
        {
            (b!.Near ??= []).Add(node);                     // a choice has two
            (c!.Near ??= []).Add(node);
        }
        return node;
    }

    internal MachineNode Add(MachineNode a, MachineNode b)
    {
        if (a.IsConstant)
            (a, b) = (b, a);
        if (b.IsConstant)
            return Add(a, b.Number);
        return a.Id <= b.Id ? Make(NodeKind.Add, 0, a, b) : Make(NodeKind.Add, 0, b, a);
    }

    internal MachineNode Add(MachineNode a, long number)
    {
        if (number == 0)
            return a;
        return a.Kind switch
        {
            NodeKind.Constant => Constant(unchecked(a.Number + number)),
            NodeKind.Stack => Make(NodeKind.Stack, a.Number + number),
            NodeKind.Pool => Make(NodeKind.Pool, a.Number + number),
            _ => Make(NodeKind.AddConstant, number, a),
        };
    }

    internal MachineNode Subtract(MachineNode a, MachineNode b)
    {
        if (b.IsConstant && b.Number != long.MinValue)
            return Add(a, -b.Number);
        if (a == b)
            return Zero;
        // What is left of n behind n // d · d is the remainder.
        if (b is { Kind: NodeKind.Multiply, A: { Kind: NodeKind.FloorDivide or NodeKind.UnsignedDivide } quotient, B.IsConstant: true }
            && quotient.A == a && b.B.Number == quotient.Number)
        {
            return Make(NodeKind.Subtract, 0, a, b, least: 0, most: quotient.Number - 1);
        }
        return Make(NodeKind.Subtract, 0, a, b);
    }

    internal MachineNode Multiply(MachineNode a, MachineNode b)
    {
        if (a.IsConstant)
            (a, b) = (b, a);
        if (a.IsConstant)
            return Constant(unchecked(a.Number * b.Number));
        if (b is { IsConstant: true, Number: 1 })
            return a;
        return b.IsConstant || a.Id <= b.Id ? Make(NodeKind.Multiply, 0, a, b) : Make(NodeKind.Multiply, 0, b, a);
    }

    internal MachineNode ShiftLeft(MachineNode a, int count)
    {
        count &= 63;
        return count == 0 ? a : a.IsConstant ? Constant(a.Number << count) : Make(NodeKind.ShiftLeft, count, a);
    }

    internal MachineNode ShiftRight(MachineNode a, int count)
    {
        count &= 63;
        return count == 0 ? a : a.IsConstant ? Constant(a.Number >> count) : Make(NodeKind.ShiftRight, count, a);
    }

    internal MachineNode ShiftRightUnsigned(MachineNode a, int count)
    {
        count &= 63;
        if (count == 0)
            return a;
        if (a.IsConstant)
            return Constant(a.Number >>> count);
        return QuotientOf(a, count) ?? Make(NodeKind.ShiftRightUnsigned, count, a, least: 0, most: long.MaxValue >> (count - 1));
    }

    internal MachineNode MultiplyHigh(MachineNode a, MachineNode b)
    {
        var product = Make(NodeKind.MultiplyHigh, 0, a, b);
        return QuotientOf(product, 0) ?? product;
    }

    internal MachineNode Combine(NodeKind kind, MachineNode a, MachineNode b)
    {
        if (a.IsConstant)
            (a, b) = (b, a);
        if (a.IsConstant)
        {
            return Constant(kind switch
            {
                NodeKind.And => a.Number & b.Number,
                NodeKind.Or => a.Number | b.Number,
                _ => a.Number ^ b.Number,
            });
        }
        if (a == b)
            return kind == NodeKind.Xor ? Zero : a;
        if (kind != NodeKind.And && b is { IsConstant: true, Number: 0 })
            return a;
        if (!b.IsConstant && a.Id > b.Id)
            (a, b) = (b, a);
        if (kind == NodeKind.And && (WhereNegative(a, b) ?? WhereNegative(b, a)) is { } choice)
            return choice;
        if (kind == NodeKind.Xor && (FloorDivision(a, b) ?? FloorDivision(b, a)) is { } quotient)
            return quotient;
        if (a is { Least: >= 0, Most: <= 1 } && b is { Least: >= 0, Most: <= 1 })
            return Make(kind, 0, a, b, least: 0, most: 1);
        return Make(kind, 0, a, b);
    }

    /// <summary>a and (x >> 63) is a where x is negative, else 0.</summary>
    private MachineNode? WhereNegative(MachineNode a, MachineNode sign) => sign is { Kind: NodeKind.ShiftRight, Number: 63, A: { } x }
        ? Make(NodeKind.Select, (int)Iced.Intel.ConditionCode.l, Make(NodeKind.Compare, 0, x, Zero), a, Zero)
        : null;

    /// <summary>A quotient that is shifted further down.</summary>
    private MachineNode? QuotientOf(MachineNode product, int shift)
    {
        var inner = 0;
        if (product is { Kind: NodeKind.ShiftRightUnsigned, A: { } shifted })
            (product, inner) = (shifted, (int)product.Number);
        if (product is not { Kind: NodeKind.MultiplyHigh, A: { } a, B: { } b })
            return null;
        if (a.IsConstant)
            (a, b) = (b, a);
        if (!b.IsConstant || a.IsConstant)
            return null;
        var isPositive = SignOf(a) is not null;
        return DivisorOf((ulong)b.Number, 64 + shift + inner, isPositive ? 63 : 64) is { } divisor
            ? Make(NodeKind.UnsignedDivide, divisor, a, least: 0)
            : null;
    }

    /// <summary>((n xor s) / d) xor s with s = n >> 63 is ⌊n / d⌋: n xor s is n or −n − 1, and so is what comes back.</summary>
    private MachineNode? FloorDivision(MachineNode quotient, MachineNode sign) =>
        quotient is { Kind: NodeKind.UnsignedDivide, A: { } positive } && SignOf(positive) is { } source
        && sign is { Kind: NodeKind.ShiftRight, Number: 63 } && sign.A == source
            ? Make(NodeKind.FloorDivide, quotient.Number, source)
            : null;

    /// <summary>What n is where a value is n xor (n >> 63), which is never negative.</summary>
    private static MachineNode? SignOf(MachineNode value)
    {
        if (value is not { Kind: NodeKind.Xor, A: { } a, B: { } b })
            return null;
        if (b is { Kind: NodeKind.ShiftRight, Number: 63 } && b.A == a)
            return a;
        return a is { Kind: NodeKind.ShiftRight, Number: 63 } && a.A == b ? b : null;
    }

    /// <summary>
    /// The d of which ⌊n · m / 2ᵖ⌋ is ⌊n / d⌋ for all n below 2ᴺ, if there is one: 2ᵖ ≤ m·d ≤ 2ᵖ + 2ᵖ⁻ᴺ (Granlund, Montgomery, "Division by Invariant Integers
    /// using Multiplication", theorem 4.2).
    /// </summary>
    private static long? DivisorOf(ulong multiplier, int power, int bits)
    {
        if (multiplier < 2 || power > 126)
            return null;
        var whole = UInt128.One << power;
        var divisor = (whole + multiplier - 1) / multiplier;
        if (divisor < 2 || divisor > long.MaxValue)
            return null;
        // m·d is below 2¹²⁷ + 2⁶⁴.
        var excess = divisor * multiplier - whole;
        return excess <= UInt128.One << (power - bits) ? (long)divisor : null;
    }
}
