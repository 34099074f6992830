namespace Pyc.Loader.Tests;

/// <summary>
/// Dumps of functions whose code differs most between the versions, rewritten by PYCJIT_ACCEPT_GOLDEN=1 and read in review.
/// </summary>
public sealed class BytecodeGoldenTests
{
    private static readonly string[] s_functions =
    [
        "handlers", "try_in_loop", "try_finally_return", "with_block", "generator", "comprehension", "closure", "calls", "<module>",
    ];

    private static readonly PythonVersion[] s_versions =
    [
        new(2, 7), new(3, 0), new(3, 3), new(3, 5), new(3, 7), new(3, 8), new(3, 10), new(3, 11), new(3, 12), new(3, 13),
        new(3, 15),
    ];

    [TestCaseSource(nameof(s_versions))]
    public void Code_is_decoded_as_its_golden_dump_says(PythonVersion version)
    {
        var dumps = s_functions.Select(name =>
            BytecodeDecoder.Decode(NeutralCode.Find($"bytecode/{version}/examples.pyc", name)).Dump());
        var actual = string.Join('\n', dumps);
        Golden.CheckFile(Fixtures.PathOf($"bytecode/{version}/examples.txt"), actual);
    }
}
