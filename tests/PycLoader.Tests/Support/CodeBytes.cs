namespace Pyc.Loader.Tests;

/// <summary>A code object to be written in the layout of any version; a valid one unless a test says otherwise.</summary>
internal sealed record CodeBytes(PythonVersion Version)
{
    private static readonly Dictionary<PythonVersion, int> s_magic = new()
    {
        [new(2, 7)] = 62211,
        [new(3, 0)] = 3131,
        [new(3, 1)] = 3151,
        [new(3, 2)] = 3180,
        [new(3, 3)] = 3230,
        [new(3, 4)] = 3310,
        [new(3, 5)] = 3351,
        [new(3, 6)] = 3379,
        [new(3, 7)] = 3394,
        [new(3, 8)] = 3413,
        [new(3, 9)] = 3425,
        [new(3, 10)] = 3439,
        [new(3, 11)] = 3495,
        [new(3, 12)] = 3531,
        [new(3, 13)] = 3571,
        [new(3, 14)] = 3627,
        [new(3, 15)] = 3666,
    };

    internal static IEnumerable<PythonVersion> AllVersions => s_magic.Keys;

    internal int ArgumentCount { get; init; } = 1;
    internal int PositionalOnlyCount { get; init; }
    internal int KeywordOnlyCount { get; init; }
    internal int? LocalCount { get; init; }
    internal int StackSize { get; init; } = 2;
    internal int Flags { get; init; } = 3;
    internal byte[] Code { get; init; } = MarshalBytes.Bytes(100, 0);
    internal byte[] Constants { get; init; } = MarshalBytes.Tuple([(byte)'N']);
    internal byte[]? Names { get; init; }
    internal string[] Locals { get; init; } = ["a", "b"];
    internal string[] Cells { get; init; } = ["c"];
    internal string[] Frees { get; init; } = ["d"];
    /// <summary>The field <c>co_varnames</c> or <c>co_localsplusnames</c>, when it is not what the lists above make.</summary>
    internal byte[]? VariablesField { get; init; }
    internal byte[]? KindsField { get; init; }
    internal byte[]? FileName { get; init; }
    internal byte[]? Name { get; init; }
    internal byte[] LineTable { get; init; } = MarshalBytes.Bytes();
    internal byte[] ExceptionTable { get; init; } = MarshalBytes.Bytes();

    internal byte[] Header => Version.IsAtLeast(3, 7) ? MarshalBytes.Of(Magic, 0, 7, 8)
        : Version.IsAtLeast(3, 3) ? MarshalBytes.Of(Magic, 7, 8) : MarshalBytes.Of(Magic, 7);

    private int Magic => s_magic[Version] | 0x0A0D0000;

    /// <summary>A code object among whose constants every type code of the version is.</summary>
    internal static CodeBytes WithEveryConstant(PythonVersion version)
    {
        byte[][] every =
        [
            .. "NTF.S"u8.ToArray().Select(code => new[] { code }),
            MarshalBytes.Of('i', -5), MarshalBytes.Of('I', -5L), MarshalBytes.Of('l', -2, "\x01\0\x02\0"),
            MarshalBytes.Of('g', 1.5), MarshalBytes.Of('f', (byte)3, "1.5"), MarshalBytes.Of('y', 1.5, 2.5),
            MarshalBytes.Of('x', (byte)3, "1.5", (byte)3, "2.5"), MarshalBytes.Bytes(1, 2, 3),
            MarshalBytes.Of('t', 2, "\xC3\xA9"), MarshalBytes.Of('R', 0), MarshalBytes.Of('u', 6, "\xED\xA0\x80\xED\xB0\x80"),
            MarshalBytes.Of('a', 2, "ab"), MarshalBytes.Of('A', 2, "ab"), MarshalBytes.Of('z', (byte)2, "ab"),
            MarshalBytes.Of('Z', (byte)2, "ab"), MarshalBytes.Of('(', 2, "NT"), MarshalBytes.Of(')', (byte)2, "NT"),
            MarshalBytes.Of('[', 2, "NT"), MarshalBytes.Of('<', 2, "NT"), MarshalBytes.Of('>', 2, "NT"),
            MarshalBytes.Of("{N(", 2, "NTT{NT00"), MarshalBytes.Of("}N}NT00"), MarshalBytes.Of(":NTN"),
            new CodeBytes(version).ToMarshal(),
        ];
        var readable = every.Where(item => TypeCodes.Exists(item[0], version)).ToList();
        if (version.IsAtLeast(3, 4))
        {
            // All but the singletons take a number now, and the last constants refer to two of them.
            foreach (var item in readable.Where(item => TypeCodes.HeedsReferenceFlag(item[0])))
                item[0] |= TypeCodes.ReferenceFlag;
            readable.AddRange([MarshalBytes.Of('r', 3), MarshalBytes.Of('r', 9)]);
        }
        return new(version) { Constants = MarshalBytes.Tuple([.. readable]) };
    }

    internal byte[] ToPyc() => [.. Header, .. ToMarshal()];

    internal byte[] ToMarshal()
    {
        var parts = new List<object> { 'c', ArgumentCount };
        if (Version.IsAtLeast(3, 8))
            parts.Add(PositionalOnlyCount);
        if (Version.IsAtLeast(3, 0))
            parts.Add(KeywordOnlyCount);
        if (!Version.IsAtLeast(3, 11))
            parts.Add(LocalCount ?? Locals.Length);
        parts.AddRange([StackSize, Flags, Code, Constants, Names ?? MarshalBytes.Names(Version, "n")]);
        if (Version.IsAtLeast(3, 11))
        {
            byte[] kinds =
                [.. Locals.Select(_ => (byte)0x20), .. Cells.Select(_ => (byte)0x40), .. Frees.Select(_ => (byte)0x80)];
            parts.Add(VariablesField ?? MarshalBytes.Names(Version, [.. Locals, .. Cells, .. Frees]));
            parts.Add(KindsField ?? MarshalBytes.Bytes(kinds));
        }
        else
        {
            parts.Add(VariablesField ?? MarshalBytes.Names(Version, Locals));
            parts.AddRange([MarshalBytes.Names(Version, Frees), MarshalBytes.Names(Version, Cells)]);
        }
        parts.AddRange([FileName ?? MarshalBytes.Text(Version, "f.py"), Name ?? MarshalBytes.Text(Version, "f")]);
        if (Version.IsAtLeast(3, 11))
            parts.Add(MarshalBytes.Text(Version, "C.f"));
        parts.AddRange([3, LineTable]);
        if (Version.IsAtLeast(3, 11))
            parts.Add(ExceptionTable);
        return MarshalBytes.Of([.. parts]);
    }
}
