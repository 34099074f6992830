namespace Pyc.TestSupport;

/// <summary>Compares text with files that are read in review; PYCJIT_ACCEPT_GOLDEN=1 writes the files instead.</summary>
internal static class Golden
{
    /// <summary>The folder <c>Golden</c> of the test project, which has the name of its assembly.</summary>
    internal static string Folder { get; } =
        Repository.PathTo("tests", typeof(Golden).Assembly.GetName().Name!, "Golden"); // a test assembly has a name

    /// <summary>Compares with a file of <see cref="Folder"/>.</summary>
    internal static void Check(string file, string actual) => CheckFile(Path.Combine(Folder, file), actual);

    /// <summary>Compares with a file that lies elsewhere.</summary>
    internal static void CheckFile(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(path, actual);

        Assert.That(path, Does.Exist, "PYCJIT_ACCEPT_GOLDEN=1 writes it");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.That(actual, Is.EqualTo(expected), $"{path}; PYCJIT_ACCEPT_GOLDEN=1 rewrites it");
    }
}
