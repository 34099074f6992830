using System.Collections.Concurrent;
using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Fuzz.Code;

/// <summary>What the argument of an opcode indexes.</summary>
public enum ArgumentKind
{
    /// <summary>Nothing that moves with the code.</summary>
    Other,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A local variable.</summary>
    Local,

    /// <summary>Two local variables, four bits each.</summary>
    LocalPair,

    /// <summary>A cell or a free variable.</summary>
    Cell,
}

/// <summary>The opcodes of a version by name.</summary>
public sealed class OpcodeNames
{
    private static readonly ConcurrentDictionary<PythonVersion, OpcodeNames> s_all = new();

    private static readonly FrozenDictionary<string, ArgumentKind> s_kinds = new Dictionary<string, ArgumentKind>
    {
        ["LOAD_CONST"] = ArgumentKind.Constant, ["RETURN_CONST"] = ArgumentKind.Constant, ["KW_NAMES"] = ArgumentKind.Constant,
        ["LOAD_NAME"] = ArgumentKind.Name, ["STORE_NAME"] = ArgumentKind.Name, ["DELETE_NAME"] = ArgumentKind.Name,
        ["LOAD_GLOBAL"] = ArgumentKind.Name, ["STORE_GLOBAL"] = ArgumentKind.Name, ["DELETE_GLOBAL"] = ArgumentKind.Name,
        ["LOAD_ATTR"] = ArgumentKind.Name, ["STORE_ATTR"] = ArgumentKind.Name, ["DELETE_ATTR"] = ArgumentKind.Name,
        ["LOAD_METHOD"] = ArgumentKind.Name, ["IMPORT_NAME"] = ArgumentKind.Name, ["IMPORT_FROM"] = ArgumentKind.Name,
        ["LOAD_FAST"] = ArgumentKind.Local, ["LOAD_FAST_CHECK"] = ArgumentKind.Local, ["LOAD_FAST_BORROW"] = ArgumentKind.Local,
        ["LOAD_FAST_AND_CLEAR"] = ArgumentKind.Local, ["STORE_FAST"] = ArgumentKind.Local, ["DELETE_FAST"] = ArgumentKind.Local,
        ["LOAD_FAST_LOAD_FAST"] = ArgumentKind.LocalPair, ["LOAD_FAST_BORROW_LOAD_FAST_BORROW"] = ArgumentKind.LocalPair,
        ["STORE_FAST_LOAD_FAST"] = ArgumentKind.LocalPair, ["STORE_FAST_STORE_FAST"] = ArgumentKind.LocalPair,
        ["LOAD_DEREF"] = ArgumentKind.Cell, ["STORE_DEREF"] = ArgumentKind.Cell, ["DELETE_DEREF"] = ArgumentKind.Cell,
        ["LOAD_CLOSURE"] = ArgumentKind.Cell, ["MAKE_CELL"] = ArgumentKind.Cell, ["COPY_FREE_VARS"] = ArgumentKind.Cell,
        ["LOAD_CLASSDEREF"] = ArgumentKind.Cell, ["LOAD_FROM_DICT_OR_DEREF"] = ArgumentKind.Cell,
    }.ToFrozenDictionary();

    private readonly Dictionary<string, byte> _numbers = new(StringComparer.Ordinal);
    private readonly ArgumentKind[] _kinds = new ArgumentKind[256];
    private readonly byte[]?[] _alike = new byte[256][];

    // Opcodes of a group take and leave as many values, so that one can stand for another.
    private static readonly string[][] s_alike =
    [
        ["BINARY_ADD", "BINARY_SUBTRACT", "BINARY_MULTIPLY", "BINARY_FLOOR_DIVIDE", "BINARY_TRUE_DIVIDE", "BINARY_DIVIDE", "BINARY_MODULO",
            "BINARY_POWER", "BINARY_LSHIFT", "BINARY_RSHIFT", "BINARY_AND", "BINARY_OR", "BINARY_XOR", "BINARY_SUBSCR", "BINARY_MATRIX_MULTIPLY",
            "INPLACE_ADD", "INPLACE_SUBTRACT", "INPLACE_MULTIPLY", "INPLACE_FLOOR_DIVIDE", "INPLACE_TRUE_DIVIDE", "INPLACE_DIVIDE", "INPLACE_MODULO",
            "INPLACE_POWER", "INPLACE_LSHIFT", "INPLACE_RSHIFT", "INPLACE_AND", "INPLACE_OR", "INPLACE_XOR", "COMPARE_OP", "IS_OP", "CONTAINS_OP"],
        ["BINARY_OP", "COMPARE_OP", "IS_OP", "CONTAINS_OP", "BINARY_SUBSCR"],
        ["UNARY_POSITIVE", "UNARY_NEGATIVE", "UNARY_NOT", "UNARY_INVERT", "UNARY_CONVERT", "GET_ITER", "NOP", "TO_BOOL", "LIST_TO_TUPLE", "CONVERT_VALUE", "FORMAT_SIMPLE"],
        ["LOAD_FAST", "LOAD_CONST", "LOAD_GLOBAL", "LOAD_NAME", "LOAD_FAST_CHECK", "LOAD_FAST_BORROW", "LOAD_FAST_AND_CLEAR", "LOAD_SMALL_INT", "LOAD_DEREF", "LOAD_COMMON_CONSTANT",
            "LOAD_ASSERTION_ERROR", "LOAD_BUILD_CLASS", "LOAD_LOCALS"],
        ["STORE_FAST", "STORE_GLOBAL", "STORE_NAME", "STORE_DEREF", "POP_TOP"],
        ["POP_JUMP_IF_TRUE", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE"],
        ["POP_JUMP_FORWARD_IF_TRUE", "POP_JUMP_FORWARD_IF_FALSE", "POP_JUMP_FORWARD_IF_NONE", "POP_JUMP_FORWARD_IF_NOT_NONE"],
        ["POP_JUMP_BACKWARD_IF_TRUE", "POP_JUMP_BACKWARD_IF_FALSE", "POP_JUMP_BACKWARD_IF_NONE", "POP_JUMP_BACKWARD_IF_NOT_NONE"],
        ["JUMP_IF_TRUE_OR_POP", "JUMP_IF_FALSE_OR_POP"],
        ["JUMP_IF_TRUE", "JUMP_IF_FALSE"],
        ["JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"],
        ["BUILD_TUPLE", "BUILD_LIST", "BUILD_SET", "BUILD_STRING"],
        ["LIST_APPEND", "SET_ADD", "LIST_EXTEND", "SET_UPDATE", "DICT_UPDATE"],
        ["LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW"],
        ["ROT_TWO", "NOP"], ["ROT_THREE", "ROT_TWO", "ROT_FOUR"],
    ];

    private OpcodeNames(PythonVersion version)
    {
        Version = version;
        Table = OpcodeTable.For(version);
        foreach (var row in Table.Rows)
        {
            _numbers[row.Name] = row.Number;
            _kinds[row.Number] = s_kinds.GetValueOrDefault(row.Name);
        }
        foreach (var names in s_alike)
        {
            byte[] group = [.. names.Where(_numbers.ContainsKey).Select(name => _numbers[name])];
            foreach (var opcode in group)
                _alike[opcode] ??= group;
        }
    }

    /// <summary>The version.</summary>
    public PythonVersion Version { get; }

    /// <summary>Its opcodes.</summary>
    public OpcodeTable Table { get; }

    /// <summary>Those of a version.</summary>
    public static OpcodeNames For(PythonVersion version) => s_all.GetOrAdd(version, known => new OpcodeNames(known));

    /// <summary>Whether the version has an opcode of that name.</summary>
    public bool Has(string name) => _numbers.ContainsKey(name);

    /// <summary>The opcode of that name, which the version has.</summary>
    public byte this[string name] => _numbers[name];

    /// <summary>The first of these names that the version has.</summary>
    public byte First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_numbers.TryGetValue(name, out var opcode))
                return opcode;
        }
        throw new ArgumentException($"CPython {Version} has none of {names[0]} and its kin.", nameof(names));
    }

    /// <summary>What an opcode's argument indexes.</summary>
    public ArgumentKind KindOf(byte opcode) => _kinds[opcode];

    /// <summary>Bits of the argument below the index.</summary>
    public int ShiftOf(byte opcode) => Table[opcode]?.Name switch
    {
        "LOAD_GLOBAL" when Version.IsAtLeast(3, 11) => 1,
        "LOAD_ATTR" when Version.IsAtLeast(3, 12) => 1,
        _ => 0,
    };

    /// <summary>Opcodes that take and leave as many values; none where there is no other.</summary>
    public byte[] Like(byte opcode) => _alike[opcode] ?? [];

    /// <summary>The jump the other way of an opcode that has one.</summary>
    public byte? Reversed(byte opcode)
    {
        var name = Table[opcode]?.Name ?? "";
        var other = name.Contains("FORWARD", StringComparison.Ordinal)
            ? name.Replace("FORWARD", "BACKWARD", StringComparison.Ordinal)
            : name.Replace("BACKWARD", "FORWARD", StringComparison.Ordinal);
        return other != name && _numbers.TryGetValue(other, out var reversed) ? reversed : null;
    }
}
