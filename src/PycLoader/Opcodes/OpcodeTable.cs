using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>The opcodes that the .pyc files of one CPython series can hold.</summary>
/// <remarks>
/// Opcodes that exist only while a program runs are not in it: specialised and instrumented forms, ENTER_EXECUTOR, and the
/// compiler's pseudo opcodes. CPython's own loader gives them no meaning in a file either.
/// </remarks>
public sealed class OpcodeTable
{
    private readonly OpcodeRow?[] _byNumber = new OpcodeRow?[256];

    internal OpcodeTable(PythonVersion version, BytecodeEncoding encoding, ImmutableArray<OpcodeRow> rows)
    {
        Version = version;
        Encoding = encoding;
        Rows = rows;

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (_byNumber[row.Number] is { } other)
                throw Wrong($"opcode {row.Number} is {other.Name} and {row.Name}.");
            if (!names.Add(row.Name))
                throw Wrong($"{row.Name} has two numbers.");
            if (row.Jump != JumpKind.None && !encoding.TakesArgument(row.Number))
                throw Wrong($"{row.Name} jumps, but takes no argument.");

            _byNumber[row.Number] = row;
        }

        ArgumentException Wrong(string what) => new($"CPython {version}: {what}", nameof(rows));
    }

    /// <summary>The CPython series.</summary>
    public PythonVersion Version { get; }

    /// <summary>How the series encodes instructions.</summary>
    public BytecodeEncoding Encoding { get; }

    /// <summary>The opcodes, by number.</summary>
    public ImmutableArray<OpcodeRow> Rows { get; }

    /// <summary>The opcode with this number, or <see langword="null"/> where the version has none.</summary>
    public OpcodeRow? this[byte opcode] => _byNumber[opcode];

    /// <summary>The opcodes of a CPython series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">PycJit does not know the series.</exception>
    public static OpcodeTable For(PythonVersion version) => version switch
    {
        (2, 7) => Python27.Table,
        (3, 0) => Python30.Table,
        (3, 1) => Python31.Table,
        (3, 2) => Python32.Table,
        (3, 3) => Python33.Table,
        (3, 4) => Python34.Table,
        (3, 5) => Python35.Table,
        (3, 6) => Python36.Table,
        (3, 7) => Python37.Table,
        (3, 8) => Python38.Table,
        (3, 9) => Python39.Table,
        (3, 10) => Python310.Table,
        (3, 11) => Python311.Table,
        (3, 12) => Python312.Table,
        (3, 13) => Python313.Table,
        (3, 14) => Python314.Table,
        (3, 15) => Python315.Table,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "CPython 2.7 and 3.0 to 3.15 are known."),
    };
}
