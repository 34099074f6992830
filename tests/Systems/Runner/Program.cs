using System.Reflection;
using Microsoft.Testing.Extensions;
using Microsoft.Testing.Platform.Builder;
using NUnit.VisualStudio.TestAdapter.TestingPlatformAdapter;

// Published with the .NET of another system, this program runs there the very assemblies that were tested here:
//   TEST_ASSEMBLY=FOLDER/Name.Tests.dll Runner [options of the testing platform, such as --filter FullyQualifiedName~Loop --report-trx]
// A variable and no argument, because for a report the platform starts the program once more, with the options alone.
if (Environment.GetEnvironmentVariable("TEST_ASSEMBLY") is not { Length: > 0 } path)
{
    Console.Error.WriteLine("TEST_ASSEMBLY says which assembly has the tests.");
    return 1;
}

// What the assembly needs is found beside it; NUnit is the one beside this program.
var tests = Assembly.LoadFrom(Path.GetFullPath(path));
var builder = await TestApplication.CreateBuilderAsync(args).ConfigureAwait(false);
builder.AddNUnit(() => [tests]);
builder.AddTrxReportProvider();
using var application = await builder.BuildAsync().ConfigureAwait(false);
return await application.RunAsync().ConfigureAwait(false);
