
namespace Pyc.X64.Tests;

/// <summary>Golden files: <c>Golden/&lt;name&gt;.asm</c> beside the tests.</summary>
internal static class Golden
{
    /// <summary>Compares text with a golden file, or rewrites the file when PYCJIT_ACCEPT_GOLDEN=1.</summary>
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder(), name + ".asm");
        if (Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.That(File.Exists(path), $"{path} is missing; PYCJIT_ACCEPT_GOLDEN=1 writes it.");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    /// <summary>The names of all golden files.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder(), "*.asm").Select(path => Path.GetFileNameWithoutExtension(path));

    private static string Folder()
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PycJit.slnx")))
            root = root.Parent;
        Assert.That(root, Is.Not.Null, "The test runs outside of the repository.");
        return Path.Combine(root!.FullName, "tests", "X64Assembler.Tests", "Golden"); // just asserted
    }
}
