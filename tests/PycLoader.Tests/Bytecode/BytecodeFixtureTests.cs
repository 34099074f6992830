namespace Pyc.Loader.Tests;

public sealed class BytecodeFixtureTests
{
    private static IEnumerable<string> Files =>
    [
        .. Fixtures.AllPyc, .. Fixtures.AllVariants,
        .. Fixtures.Versions.Select(version => $"bytecode/{version}/examples.pyc"),
        .. Fixtures.Versions.Where(HasTemplates).Select(version => $"bytecode/{version}/templates.pyc"),
    ];

    [TestCaseSource(nameof(Files))]
    public void Every_code_object_decodes_and_verifies(string relative)
    {
        foreach (var code in Fixtures.CodeObjects(relative))
        {
            var bytecode = BytecodeDecoder.Decode(code);

            // The verifier has counted the stack; what it leaves to be seen is that each instruction has its place in the source.
            Assert.That(bytecode.StackDepths.Length, Is.EqualTo(bytecode.Instructions.Length));
            var lines = bytecode.Instructions.Length + bytecode.Regions.Length + 2;
            Assert.That(bytecode.Dump().Split('\n'), Has.Length.EqualTo(lines));
            Assert.That(bytecode.Instructions.Select(i => i.Offset), Has.All.InRange(0, code.Code.Length - 1));
        }
    }

    private static IEnumerable<PythonVersion> VersionsWithTemplates => Fixtures.Versions.Where(HasTemplates);

    private static bool HasTemplates(PythonVersion version) => version.IsAtLeast(3, 14);

    [TestCaseSource(nameof(VersionsWithTemplates))]
    public void Interpolations_say_their_conversion_and_whether_they_have_a_specification(PythonVersion version)
    {
        var interpolations = Fixtures.CodeObjects($"bytecode/{version}/templates.pyc").Select(BytecodeDecoder.Decode)
            .SelectMany(bytecode => bytecode.Instructions.Where(i => i.Op == BytecodeOp.BuildInterpolation).Select(i => (bytecode.Code.Name, i.Argument & 1, (TextConversion)(i.Argument >> 2))));
        Assert.That(interpolations, Is.EquivalentTo(new[]
        {
            ("<module>", 0, TextConversion.None),
            ("plain", 0, TextConversion.None),
            ("converted", 0, TextConversion.Str), ("converted", 0, TextConversion.Repr), ("converted", 0, TextConversion.Ascii),
            ("specified", 1, TextConversion.None), ("specified", 1, TextConversion.Repr),
        }));
    }

    private static readonly string[] s_functionsOfStraight =
        [.. Fixtures.CodeObjects("pyc/3.12/straight.pyc").Skip(1).Select(code => code.Name).Distinct()];

    [TestCaseSource(nameof(s_functionsOfStraight))]
    public void Straight_line_code_is_equal_in_all_versions(string function)
    {
        // True is a global of Python 2.
        var versions = Fixtures.Versions.Where(version => function != "truth" || version.IsAtLeast(3, 0));
        var shapes = versions.ToLookup(
            version => NeutralCode.Shape(BytecodeDecoder.Decode(NeutralCode.Find($"pyc/{version}/straight.pyc", function))));
        Assert.That(shapes, Has.Count.EqualTo(1),
            () => string.Join("\n\n", shapes.Select(shape => $"{string.Join(", ", shape)}:\n{shape.Key}")));
    }

    /// <summary>
    /// Needs the standard libraries of installed CPythons: set PYCJIT_STDLIB to their folders, separated as PATH is.
    /// </summary>
    [Test, Explicit("Decodes whole standard libraries, some 200,000 code objects a version.")]
    public void Every_code_object_of_the_standard_libraries_decodes()
    {
        var folders = Environment.GetEnvironmentVariable("PYCJIT_STDLIB")?.Split(Path.PathSeparator) ?? [];
        Assert.That(folders, Is.Not.Empty, "PYCJIT_STDLIB names no folder.");

        var failures = new List<string>();
        foreach (var folder in folders)
        {
            var count = 0;
            foreach (var path in Directory.EnumerateFiles(folder, "*.pyc", SearchOption.AllDirectories))
            {
                foreach (var code in PycFile.Read(path).CodeObjects())
                {
                    count++;
                    try
                    {
                        BytecodeDecoder.Decode(code);
                    }
                    catch (PycFormatException error)
                    {
                        failures.Add($"{path}: {error.Message}");
                    }
                }
            }
            TestContext.Out.WriteLine($"{folder}: {count} code objects");
            Assert.That(count, Is.Positive, folder);
        }
        Assert.That(failures, Is.Empty);
    }
}
