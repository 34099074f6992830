namespace Pyc.Tests.Support;

/// <summary>Compares text with a file of tests/PycJit.Tests/Golden; PYCJIT_ACCEPT_GOLDEN=1 writes the file instead.</summary>
internal static class Golden
{
    public static void Check(string file, string actual)
    {
        var path = Repository.PathTo("tests", "PycJit.Tests", "Golden", file);
        if (Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"{file}; PYCJIT_ACCEPT_GOLDEN=1 rewrites it");
    }
}
