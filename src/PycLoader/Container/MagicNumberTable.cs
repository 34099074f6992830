namespace Pyc.Loader;

/// <summary>A run of magic numbers and who writes them.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
/// <param name="Kind">What kind of Python writes them.</param>
/// <param name="Writer">The Python, for messages.</param>
/// <param name="Nearest">The supported series nearest to it.</param>
internal readonly record struct MagicNumberRow(int First, int Last, MagicKind Kind, string Writer, PythonVersion Nearest);

/// <summary>Every magic number that is known.</summary>
/// <remarks>
/// CPython: <c>Include/internal/pycore_magic_number.h</c>, tag v3.14.0, and <c>Python/import.c</c> of earlier versions, whose
/// list of known values goes back to 1.5. PyPy: <c>pypy/interpreter/pycode.py</c>: a multiple of 16 below 3000 for PyPy 3, 62218
/// for PyPy 2.7.
/// </remarks>
internal static class MagicNumberTable
{
    private const int LastKnown = 3666;

    private static readonly PythonVersion s_python27 = new(2, 7);
    private static readonly PythonVersion s_newest = new(3, 15);

    // Numbers in ascending order; those between the rows are unknown.
    private static readonly MagicNumberRow[] s_rows =
    [
        Other(1011, "Jython", s_python27),
        Other(2657, "Pyston", s_python27),
        PreRelease(3000, 3000, new(3, 0), "3.0a"),
        PreRelease(3010, 3010, new(3, 0), "3.0a"),
        PreRelease(3020, 3020, new(3, 0), "3.0a"),
        PreRelease(3030, 3030, new(3, 0), "3.0a"),
        PreRelease(3040, 3040, new(3, 0), "3.0a"),
        PreRelease(3050, 3050, new(3, 0), "3.0a"),
        PreRelease(3060, 3061, new(3, 0), "3.0a"),
        PreRelease(3071, 3071, new(3, 0), "3.0a"),
        PreRelease(3081, 3081, new(3, 0), "3.0a"),
        PreRelease(3091, 3091, new(3, 0), "3.0a"),
        PreRelease(3101, 3101, new(3, 0), "3.0a"),
        PreRelease(3103, 3103, new(3, 0), "3.0a"),
        PreRelease(3111, 3111, new(3, 0), "3.0a4"),
        Release(3131, new(3, 0)),
        PreRelease(3141, 3141, new(3, 1), "3.1a1"),
        Release(3151, new(3, 1)),
        PreRelease(3160, 3160, new(3, 2), "3.2a1"),
        PreRelease(3170, 3170, new(3, 2), "3.2a2"),
        Release(3180, new(3, 2)),
        Other(3187, "PyPy 3.2", new(3, 2)),
        PreRelease(3190, 3190, new(3, 3), "3.3a1"),
        PreRelease(3200, 3200, new(3, 3), "3.3a1"),
        PreRelease(3210, 3210, new(3, 3), "3.3a1"),
        PreRelease(3220, 3220, new(3, 3), "3.3a2"),
        Release(3230, new(3, 3)),
        PreRelease(3250, 3250, new(3, 4), "3.4a1"),
        PreRelease(3260, 3260, new(3, 4), "3.4a1"),
        PreRelease(3270, 3270, new(3, 4), "3.4a1"),
        PreRelease(3280, 3280, new(3, 4), "3.4a1"),
        PreRelease(3290, 3290, new(3, 4), "3.4a4"),
        PreRelease(3300, 3300, new(3, 4), "3.4a4"),
        Release(3310, new(3, 4)),
        PreRelease(3320, 3320, new(3, 5), "3.5a1"),
        PreRelease(3330, 3330, new(3, 5), "3.5b1"),
        PreRelease(3340, 3340, new(3, 5), "3.5b2"),
        Release(3350, new(3, 5)),
        Release(3351, new(3, 5)),
        PreRelease(3360, 3360, new(3, 6), "3.6a0"),
        PreRelease(3361, 3361, new(3, 6), "3.6a1"),
        PreRelease(3370, 3372, new(3, 6), "3.6a2"),
        PreRelease(3373, 3373, new(3, 6), "3.6b1"),
        PreRelease(3375, 3377, new(3, 6), "3.6b1"),
        PreRelease(3378, 3378, new(3, 6), "3.6b2"),
        Release(3379, new(3, 6)),
        PreRelease(3390, 3390, new(3, 7), "3.7a1"),
        PreRelease(3391, 3391, new(3, 7), "3.7a2"),
        PreRelease(3392, 3392, new(3, 7), "3.7a4"),
        PreRelease(3393, 3393, new(3, 7), "3.7b1"),
        Release(3394, new(3, 7)),
        PreRelease(3400, 3401, new(3, 8), "3.8a1"),
        PreRelease(3410, 3410, new(3, 8), "3.8a1"),
        PreRelease(3411, 3412, new(3, 8), "3.8b2"),
        Release(3413, new(3, 8)),
        PreRelease(3420, 3422, new(3, 9), "3.9a0"),
        PreRelease(3423, 3424, new(3, 9), "3.9a2"),
        Release(3425, new(3, 9)),
        PreRelease(3430, 3431, new(3, 10), "3.10a1"),
        PreRelease(3432, 3433, new(3, 10), "3.10a2"),
        PreRelease(3434, 3434, new(3, 10), "3.10a6"),
        PreRelease(3435, 3435, new(3, 10), "3.10a7"),
        PreRelease(3436, 3438, new(3, 10), "3.10b1"),
        Release(3439, new(3, 10)),
        PreRelease(3450, 3461, new(3, 11), "3.11a1"),
        PreRelease(3462, 3462, new(3, 11), "3.11a2"),
        PreRelease(3463, 3465, new(3, 11), "3.11a3"),
        PreRelease(3466, 3474, new(3, 11), "3.11a4"),
        PreRelease(3475, 3485, new(3, 11), "3.11a5"),
        PreRelease(3486, 3491, new(3, 11), "3.11a6"),
        PreRelease(3492, 3494, new(3, 11), "3.11a7"),
        Release(3495, new(3, 11)),
        PreRelease(3500, 3509, new(3, 12), "3.12a1"),
        PreRelease(3510, 3512, new(3, 12), "3.12a2"),
        PreRelease(3513, 3514, new(3, 12), "3.12a4"),
        PreRelease(3515, 3517, new(3, 12), "3.12a5"),
        PreRelease(3518, 3520, new(3, 12), "3.12a6"),
        PreRelease(3521, 3524, new(3, 12), "3.12a7"),
        PreRelease(3525, 3530, new(3, 12), "3.12b1"),
        Release(3531, new(3, 12)),
        PreRelease(3550, 3568, new(3, 13), "3.13a1"),
        PreRelease(3569, 3569, new(3, 13), "3.13a5"),
        PreRelease(3570, 3570, new(3, 13), "3.13a6"),
        Release(3571, new(3, 13)),
        PreRelease(3600, 3608, new(3, 14), "3.14a1"),
        PreRelease(3609, 3609, new(3, 14), "3.14a2"),
        PreRelease(3610, 3613, new(3, 14), "3.14a4"),
        PreRelease(3614, 3616, new(3, 14), "3.14a5"),
        PreRelease(3617, 3620, new(3, 14), "3.14a6"),
        PreRelease(3621, 3623, new(3, 14), "3.14a7"),
        PreRelease(3624, 3624, new(3, 14), "3.14b1"),
        PreRelease(3625, 3625, new(3, 14), "3.14b3"),
        PreRelease(3626, 3626, new(3, 14), "3.14rc2"),
        Release(3627, new(3, 14)),
        PreRelease(3650, 3650, new(3, 15), "3.15a0"),
        PreRelease(3651, 3656, new(3, 15), "3.15a1"),
        PreRelease(3657, 3661, new(3, 15), "3.15a4"),
        PreRelease(3662, 3663, new(3, 15), "3.15a8"),
        PreRelease(3664, 3665, new(3, 15), ""),
        Release(3666, new(3, 15)),
        Older(5892, "1.4"),
        Older(11913, "1.3"),
        Older(20121, "1.5"),
        Other(21150, "GraalPy", new(3, 8)),
        Other(22138, "Pyston", s_python27),
        Older(50428, "1.6"),
        Older(50823, "2.0"),
        Older(60202, "2.1"),
        Older(60717, "2.2"),
        Older(62011, "2.3"), Older(62021, "2.3"),
        Older(62041, "2.4"), Older(62051, "2.4"), Older(62061, "2.4"),
        Older(62071, "2.5"), Older(62081, "2.5"), Older(62091, "2.5"), Older(62092, "2.5"), Older(62101, "2.5"),
        Older(62111, "2.5"), Older(62121, "2.5"), Older(62131, "2.5"),
        Older(62151, "2.6"), Older(62161, "2.6"),
        PreRelease(62171, 62171, new(2, 7), "2.7a0"),
        PreRelease(62181, 62181, new(2, 7), "2.7a0"),
        PreRelease(62191, 62191, new(2, 7), "2.7a0"),
        PreRelease(62201, 62201, new(2, 7), "2.7a0"),
        Release(62211, new(2, 7)),
        Release(62212, s_python27),   // python -U: every literal is unicode; the bytecode is the same
        Other(62218, "PyPy 2.7", s_python27),
    ];

    internal static IReadOnlyList<MagicNumberRow> Rows => s_rows;

    /// <summary>The row of a number; one is made up for a number that no row has.</summary>
    internal static MagicNumberRow Find(int value)
    {
        MagicNumberRow? nearest = null;
        foreach (var row in s_rows)
        {
            if (row.First <= value && value <= row.Last)
                return row;
            if (row.Kind is not (MagicKind.Release or MagicKind.PreRelease))
                continue;
            if (nearest is not { } best || Distance(row, value) < Distance(best, value))
                nearest = row;
        }

        if (value is > 0 and < 3000 && value % 16 == 0)
            return new(value, value, MagicKind.OtherImplementation, "PyPy 3", s_newest);
        // CPython raises the number with each change, by a few dozen per release: far above is something else.
        if (value is > LastKnown and < 5000)
            return new(value, value, MagicKind.Newer, $"a CPython newer than {s_newest}", s_newest);
        return new(value, value, MagicKind.Unknown, "no Python that is known", nearest?.Nearest ?? s_newest);
    }

    private static int Distance(MagicNumberRow row, int value) =>
        Math.Min(Math.Abs(row.First - value), Math.Abs(row.Last - value));

    private static MagicNumberRow Release(int number, PythonVersion version) =>
        new(number, number, MagicKind.Release, $"CPython {version}", version);

    private static MagicNumberRow PreRelease(int first, int last, PythonVersion version, string firstIn) =>
        new(first, last, MagicKind.PreRelease,
            $"a pre-release of CPython {version}" + (firstIn.Length > 0 ? $" ({firstIn})" : ""), version);

    private static MagicNumberRow Older(int number, string version) =>
        new(number, number, MagicKind.Older, $"CPython {version}", s_python27);

    private static MagicNumberRow Other(int number, string name, PythonVersion nearest) =>
        new(number, number, MagicKind.OtherImplementation, name, nearest);
}
