namespace Pyc.Loader.Tests;

/// <summary>Code objects of which only the parts under test are real.</summary>
internal static class RawTestCode
{
    internal static CodeObject Create(
        string version, byte[] code, byte[]? lineTable = null, byte[]? exceptionTable = null, int firstLine = 10)
    {
        var parts = version.Split('.');
        return new CodeObject
        {
            Version = new PythonVersion(int.Parse(parts[0], provider: null), int.Parse(parts[1], provider: null)),
            ArgumentCount = 0,
            PositionalOnlyCount = 0,
            KeywordOnlyCount = 0,
            StackSize = 1,
            Flags = CodeFlags.None,
            Code = [.. code],
            Constants = [],
            Names = [],
            LocalNames = [],
            CellNames = [],
            FreeNames = [],
            LocalSlots = [],
            FileName = "hand.py",
            Name = "f",
            QualifiedName = "C.f",
            FirstLine = firstLine,
            LineTable = [.. lineTable ?? []],
            ExceptionTable = [.. exceptionTable ?? []],
        };
    }
}
