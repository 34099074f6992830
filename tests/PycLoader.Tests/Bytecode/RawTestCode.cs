namespace Pyc.Loader.Tests;

/// <summary>Code objects of which only the parts under test are real.</summary>
internal static class RawTestCode
{
    internal static CodeObject Create(
        string version, byte[] code, byte[]? lineTable = null, byte[]? exceptionTable = null, int firstLine = 10)
    {
        var parts = version.Split('.');
        return NeutralCode
            .Make(new PythonVersion(int.Parse(parts[0], provider: null), int.Parse(parts[1], provider: null)), [.. code])
            .With(lineTable: [.. lineTable ?? []], exceptionTable: [.. exceptionTable ?? []], firstLine: firstLine);
    }
}
