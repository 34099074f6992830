using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Pyc.Samples.Tests;

/// <summary>The program of docs/getting-started.md is built in a folder of its own, as the page says, and prints what the page shows.</summary>
public sealed partial class GettingStartedTests
{
    // What `dotnet new console` and `dotnet add reference` make. The library is built already.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="LIBRARY" />
          </ItemGroup>
        </Project>
        """;

    [Test]
    public void The_program_prints_what_the_page_shows()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "getting-started.md")).ReplaceLineEndings("\n");
        var folder = Directory.CreateTempSubdirectory("pycjit-first-").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(folder, "First.csproj"), Project.Replace("LIBRARY", Repository.PathTo("src", "PycJit", "PycJit.csproj"), StringComparison.Ordinal));
            File.Copy(Repository.PathTo("docs", "examples", "prices.pyc"), Path.Combine(folder, "prices.pyc"));
            File.Copy(Repository.PathTo("docs", "examples", "prices.py"), Path.Combine(folder, "prices.py"));
            foreach (var (file, text) in Files(page))
                File.WriteAllText(Path.Combine(folder, file), text);

            var configuration = new DirectoryInfo(TestContext.CurrentContext.TestDirectory).Parent!.Name;     // …/bin/<configuration>/<framework>
            Dotnet(folder, "build", "-c", configuration, "-p:BuildProjectReferences=false", "-p:NuGetAudit=false", "-v", "quiet");
            var output = Dotnet(folder, Path.Combine("bin", configuration, "net10.0", "First.dll"));

            var expected = string.Concat(Output().Matches(page).Select(block => block.Groups[1].Value));
            Assert.That(output, Is.EqualTo(expected));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The C# blocks of the page: those that name a file in their first line are that file, the others follow each other in Program.cs.</summary>
    private static IEnumerable<(string File, string Text)> Files(string page)
    {
        var program = new StringBuilder();
        foreach (Match part in Part().Matches(page))
        {
            var text = part.Groups[1].Value;
            if (FileName().Match(text) is { Success: true } name)
                yield return (name.Groups[1].Value, text);
            else
                program.Append(text).Append('\n');
        }
        yield return ("Program.cs", program.ToString());
    }

    private static string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;                  // it runs these tests, so it is there
        var output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Output();

    [GeneratedRegex("^// (\\w+\\.cs)\n")]
    private static partial Regex FileName();
}
