using System.Reflection;
using System.Text;
using Pyc.Tests.Support;

namespace Pyc.Tests;

public sealed class PublicApiTests
{
    private static readonly string[] s_assemblies = ["Pyc.Loader", "Pyc.Translation", "Pyc.X64", "Pyc.Native", "PycJit"];

    [Test]
    public void The_public_API_is_the_one_of_the_golden_file()
    {
        var text = new StringBuilder();
        foreach (var name in s_assemblies)
            text.Append(ApiPrinter.Print(Assembly.Load(name)));
        Golden.Check("public-api.txt", text.ToString());
    }
}
