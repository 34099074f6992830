using System.Reflection;
using Microsoft.Testing.Extensions;
using Microsoft.Testing.Platform.Builder;
using NUnit.VisualStudio.TestAdapter.TestingPlatformAdapter;

// Published with the .NET of another system, this program runs there the very assemblies that were tested here:
//   Runner FOLDER/Name.Tests.dll [options of the testing platform, such as --filter FullyQualifiedName~Loop --report-trx]
if (args.Length == 0)
{
    Console.Error.WriteLine("Say which assembly: Runner FOLDER/Name.Tests.dll [options of the testing platform]");
    return 1;
}

// What the assembly needs is found beside it; NUnit is the one beside this program.
var tests = Assembly.LoadFrom(Path.GetFullPath(args[0]));
var builder = await TestApplication.CreateBuilderAsync(args[1..]).ConfigureAwait(false);
builder.AddNUnit(() => [tests]);
builder.AddTrxReportProvider();
using var application = await builder.BuildAsync().ConfigureAwait(false);
return await application.RunAsync().ConfigureAwait(false);
