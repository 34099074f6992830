// dotnet tool restore && dotnet cake [--target=Clean|Restore|Build|Test|Pack|Format|FormatFix] [--configuration=Release]

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");

const string Solution = "PycJit.slnx";
var artifacts = Directory("artifacts");

Task("Clean")
    .Description("Removes everything that was built.")
    .Does(() =>
{
    CleanDirectory(artifacts);
    CleanDirectories("{src,tests,samples,bench}/*/{bin,obj}");
});

Task("Restore")
    .Description("Fetches the packages.")
    .Does(() => DotNetRestore(Solution));

Task("Build")
    .Description("Compiles all projects; warnings are errors.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true }));

Task("Test")
    .Description("Runs the tests of all projects.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(Solution, new DotNetTestSettings { Configuration = configuration, NoBuild = true }));

Task("Pack")
    .Description("Makes the packages in artifacts/: the library, and the command as a tool.")
    .IsDependentOn("Test")
    .Does(() => DotNetPack(
        Solution, new DotNetPackSettings { Configuration = configuration, NoRestore = true, OutputDirectory = artifacts }));

Task("Format")
    .Description("Fails where dotnet format would change a file.")
    .IsDependentOn("Restore")
    .Does(() => DotNetFormat(Solution, new DotNetFormatSettings { NoRestore = true, VerifyNoChanges = true }));

Task("FormatFix")
    .Description("Formats the sources.")
    .IsDependentOn("Restore")
    .Does(() => DotNetFormat(Solution, new DotNetFormatSettings { NoRestore = true }));

Task("Default")
    .IsDependentOn("Test");

RunTarget(target);
