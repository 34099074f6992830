using System.Buffers.Binary;
using System.Text;

namespace Pyc.Tests.Support;

/// <summary>Writes the .pyc of a module that defines one function <c>f</c>, of any size, in the format of CPython 3.8.</summary>
internal sealed class FunctionBytes
{
    private const byte ExtendedArgument = 144;
    private readonly int _locals;
    private readonly int _parameters;
    private readonly List<byte> _code = [];
    private readonly List<byte[]> _constants = [[(byte)'N']];

    /// <param name="parameters">Number of parameters: the first locals.</param>
    /// <param name="locals">Number of all locals.</param>
    public FunctionBytes(int parameters, int locals = 0)
    {
        _parameters = parameters;
        _locals = Math.Max(parameters, locals);
    }

    /// <summary>The source file that it claims to be of.</summary>
    public string FileName { get; init; } = "f.py";

    /// <summary>What the names of locals begin with; a number follows.</summary>
    public string LocalPrefix { get; init; } = "v";

    public FunctionBytes Load(int local) => Op(124, local);

    public FunctionBytes Store(int local) => Op(125, local);

    /// <summary>Loads an int constant that gets a place of its own.</summary>
    public FunctionBytes Constant(int value) => Constant([(byte)'i', .. Int(value)]);

    /// <summary>Loads a constant of so many bits, all of them set.</summary>
    public FunctionBytes BigConstant(int bits)
    {
        var digits = bits / 15;
        var bytes = new List<byte> { (byte)'l' };
        bytes.AddRange(Int(digits));
        for (var i = 0; i < digits; i++)
            bytes.AddRange([0xFF, 0x7F]);
        return Constant([.. bytes]);
    }

    /// <summary>Loads the constant at a place again.</summary>
    public FunctionBytes ConstantAt(int index) => Op(100, index);

    public FunctionBytes Add() => Op(23);

    public FunctionBytes Subtract() => Op(24);

    public FunctionBytes Multiply() => Op(20);

    public FunctionBytes Power() => Op(19);

    public FunctionBytes FloorDivide() => Op(26);

    public FunctionBytes Modulo() => Op(22);

    public FunctionBytes ShiftLeft() => Op(62);

    public FunctionBytes Xor() => Op(65);

    public FunctionBytes Negate() => Op(11);

    public FunctionBytes Duplicate() => Op(4);

    public FunctionBytes BuildTuple(int count) => Op(102, count);

    public FunctionBytes RotateThree() => Op(3);

    public FunctionBytes Return() => Op(83);

    /// <summary>Adds an instruction, with its EXTENDED_ARGs.</summary>
    public FunctionBytes Op(byte opcode, int argument = 0)
    {
        for (var shift = 24; shift > 0; shift -= 8)
        {
            if (argument >> shift != 0)
                _code.AddRange([ExtendedArgument, (byte)(argument >> shift)]);
        }
        _code.AddRange([opcode, (byte)argument]);
        return this;
    }

    /// <summary>Length of the code so far, in bytes.</summary>
    public int Length => _code.Count;

    /// <summary>Adds a jump, which takes 8 bytes wherever it goes.</summary>
    /// <param name="target">The <see cref="Length"/> of the code up to where it goes.</param>
    public FunctionBytes Jump(int target) => Jump(113, target);

    /// <inheritdoc cref="Jump(int)"/>
    public FunctionBytes JumpIfFalse(int target) => Jump(114, target);

    /// <inheritdoc cref="Jump(int)"/>
    public FunctionBytes JumpIfTrue(int target) => Jump(115, target);

    /// <summary>Does something a number of times.</summary>
    public FunctionBytes Repeat(int count, Action<FunctionBytes, int> add)
    {
        for (var i = 0; i < count; i++)
            add(this, i);
        return this;
    }

    /// <summary>The file.</summary>
    /// <param name="stackSize">What the function says about its stack.</param>
    public byte[] ToPyc(int stackSize = 10)
    {
        string[] locals = [.. Enumerable.Range(0, _locals).Select(i => $"{LocalPrefix}{i}")];
        var function = Code("f", _parameters, locals, stackSize, [.. _code], [.. _constants]);
        byte[] body = [100, 0, 100, 1, 132, 0, 90, 0, 100, 2, 83, 0];   // f = <function>; return None
        var module = Code("<module>", 0, [], 2, body, [function, Text("f"), [(byte)'N']]);
        return [.. Int(3413 | 0x0A0D0000), .. Int(0), .. Int(0), .. Int(0), .. module];
    }

    private FunctionBytes Jump(byte opcode, int target)
    {
        for (var shift = 24; shift > 0; shift -= 8)
            _code.AddRange([ExtendedArgument, (byte)(target >> shift)]);
        _code.AddRange([opcode, (byte)target]);
        return this;
    }

    private FunctionBytes Constant(byte[] marshalled)
    {
        _constants.Add(marshalled);
        return Op(100, _constants.Count - 1);
    }

    private byte[] Code(string name, int parameters, string[] locals, int stackSize, byte[] code, byte[][] constants) =>
    [
        (byte)'c', .. Int(parameters), .. Int(0), .. Int(0), .. Int(locals.Length), .. Int(stackSize), .. Int(name == "f" ? 0x43 : 0x40),
        (byte)'s', .. Int(code.Length), .. code, .. Tuple(constants), .. Tuple([Text("f")]), .. Tuple([.. locals.Select(Text)]),
        .. Tuple([]), .. Tuple([]), .. Text(FileName), .. Text(name), .. Int(1), (byte)'s', .. Int(0),
    ];

    private static byte[] Tuple(byte[][] items) => [(byte)'(', .. Int(items.Length), .. items.SelectMany(item => item)];

    private static byte[] Text(string text) => [(byte)'u', .. Int(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
