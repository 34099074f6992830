using System.Buffers.Binary;
using System.Text;

namespace Pyc.Tests.Support;

/// <summary>Writes the .pyc of a module that defines a function <c>f</c>, or several, of any size, in the format of CPython 3.8.</summary>
internal sealed class FunctionBytes
{
    private const byte ExtendedArgument = 144;
    private const int Optimised = 0x03;                     // CO_OPTIMIZED and CO_NEWLOCALS
    private const int Generator = 0x20;
    private const int NoFreeVariables = 0x40;
    private const int HasClosure = 8;                       // of MAKE_FUNCTION
    private readonly int _locals;
    private readonly int _parameters;
    private readonly List<byte> _code = [];
    private readonly List<byte[]> _constants = [[(byte)'N']];
    private readonly List<string> _names = ["f"];

    /// <param name="parameters">Number of parameters: the first locals.</param>
    /// <param name="locals">Number of all locals.</param>
    public FunctionBytes(int parameters, int locals = 0)
    {
        _parameters = parameters;
        _locals = Math.Max(parameters, locals);
    }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "f";

    /// <summary>Variables that functions in it take along.</summary>
    public string[] Cells { get; init; } = [];

    /// <summary>Variables of the function around it.</summary>
    public string[] FreeVariables { get; init; } = [];

    /// <summary>Whether it is a generator.</summary>
    public bool IsGenerator { get; init; }

    /// <summary>The source file that it claims to be of.</summary>
    public string FileName { get; init; } = "f.py";

    /// <summary>What the names of locals begin with; a number follows.</summary>
    public string LocalPrefix { get; init; } = "v";

    public FunctionBytes Load(int local) => Op(124, local);

    public FunctionBytes Store(int local) => Op(125, local);

    /// <summary>Loads a global.</summary>
    public FunctionBytes Global(string name)
    {
        if (!_names.Contains(name))
            _names.Add(name);
        return Op(116, _names.IndexOf(name));
    }

    /// <summary>Calls what lies below so many arguments.</summary>
    public FunctionBytes Call(int arguments) => Op(131, arguments);

    /// <summary>Makes a function that takes along the cells and free variables of these numbers, cells first.</summary>
    public FunctionBytes Make(FunctionBytes function, params int[] cells)
    {
        foreach (var cell in cells)
            Op(135, cell);
        if (cells.Length > 0)
            BuildTuple(cells.Length);
        return Constant(function.Code(10)).Constant(Text(function.Name)).Op(132, cells.Length > 0 ? HasClosure : 0);
    }

    /// <summary>Loads what a cell or free variable holds.</summary>
    public FunctionBytes LoadCell(int cell) => Op(136, cell);

    /// <summary>Makes an iterator.</summary>
    public FunctionBytes Iterate() => Op(68);

    /// <summary>Takes the next item, or goes so many bytes on behind the instruction.</summary>
    public FunctionBytes Next(byte skipped) => Op(93, skipped);

    public FunctionBytes Yield() => Op(86);

    public FunctionBytes Pop() => Op(1);

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

    /// <summary>The file of a module with this function.</summary>
    /// <param name="stackSize">What the function says about its stack.</param>
    public byte[] ToPyc(int stackSize = 10) => ToPyc([this], stackSize);

    /// <summary>The file of a module with these functions.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="stackSize">What they say about their stacks.</param>
    public static byte[] ToPyc(IReadOnlyList<FunctionBytes> functions, int stackSize = 10)
    {
        var module = new FunctionBytes(0) { Name = "<module>", FileName = functions[0].FileName };
        module._names.Clear();
        foreach (var function in functions)
        {
            module._names.Add(function.Name);
            module.Constant(function.Code(stackSize)).Constant(Text(function.Name)).Op(132).Op(90, module._names.Count - 1);
        }
        module.ConstantAt(0).Return();
        return [.. Int(3413 | 0x0A0D0000), .. Int(0), .. Int(0), .. Int(0), .. module.Code(2)];
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

    private byte[] Code(int stackSize)
    {
        string[] locals = [.. Enumerable.Range(0, _locals).Select(i => $"{LocalPrefix}{i}")];
        var flags = (Name == "<module>" ? 0 : Optimised) | (IsGenerator ? Generator : 0)
            | (Cells.Length + FreeVariables.Length == 0 ? NoFreeVariables : 0);
        return
        [
            (byte)'c', .. Int(_parameters), .. Int(0), .. Int(0), .. Int(locals.Length), .. Int(stackSize), .. Int(flags),
            (byte)'s', .. Int(_code.Count), .. _code, .. Tuple([.. _constants]), .. Texts(_names), .. Texts(locals),
            .. Texts(FreeVariables), .. Texts(Cells), .. Text(FileName), .. Text(Name), .. Int(1), (byte)'s', .. Int(0),
        ];
    }

    private static byte[] Texts(IReadOnlyList<string> texts) => Tuple([.. texts.Select(Text)]);

    private static byte[] Tuple(byte[][] items) => [(byte)'(', .. Int(items.Length), .. items.SelectMany(item => item)];

    private static byte[] Text(string text) => [(byte)'u', .. Int(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
