using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Pyc.Architecture;

/// <summary>References point one way: the loader and the memory are useful alone, and no stage knows a later one.</summary>
public sealed class ReferenceTests
{
    /// <summary>Each project of the product, its assembly, and the projects it names.</summary>
    private static readonly Dictionary<string, (string Assembly, string[] References)> s_projects = new()
    {
        ["PycLoader"] = ("Pyc.Loader", []),
        ["NativeMemory"] = ("Pyc.Native", []),
        ["Translator"] = ("Pyc.Translation", ["PycLoader"]),
        ["X64Assembler"] = ("Pyc.X64", ["Translator"]),
        ["PycJit.Generator"] = ("Pyc.Generator", []),
        ["PycJit"] = ("PycJit", ["X64Assembler", "NativeMemory", "PycJit.Generator"]),
        ["PycJit.Cli"] = ("Pyc.Cli", ["PycJit"]),
    };

    private static IEnumerable<string> Projects => s_projects.Keys;

    [Test]
    public void Every_project_of_the_product_is_known_here() =>
        Assert.That(Directory.GetDirectories(Repository.PathTo("src")).Select(Path.GetFileName), Is.EquivalentTo(Projects));

    [TestCaseSource(nameof(Projects))]
    public void A_project_names_only_the_stage_before_it(string project)
    {
        var file = XDocument.Load(Repository.PathTo("src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.That(references, Is.EquivalentTo(s_projects[project].References));
    }

    [TestCaseSource(nameof(Projects))]
    public void An_assembly_uses_no_later_stage(string project)
    {
        var ours = s_projects.Values.Select(value => value.Assembly).ToHashSet();
        var used = ReferencedAssemblies(project).Where(ours.Contains);

        Assert.That(used, Is.SubsetOf(Reachable(project).Select(name => s_projects[name].Assembly)));
    }

    [TestCase("PycLoader")]
    [TestCase("NativeMemory")]
    public void What_is_useful_alone_needs_the_framework_only(string project) =>
        Assert.That(ReferencedAssemblies(project), Is.All.StartsWith("System."));

    private static IEnumerable<string> Reachable(string project) =>
        s_projects[project].References.SelectMany(name => Reachable(name).Append(name));

    private static List<string> ReferencedAssemblies(string project)
    {
        // What a compiler loads says another framework than all others have.
        var framework = XDocument.Load(Repository.PathTo("src", project, project + ".csproj")).Descendants("TargetFramework").SingleOrDefault()?.Value;
        var folder = framework is null ? SourceTree.BuildFolder : Path.Combine(Path.GetDirectoryName(SourceTree.BuildFolder)!, framework);   // it has two parts
        var path = Repository.PathTo("src", project, "bin", folder, s_projects[project].Assembly + ".dll");
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
