using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>Runs all tests in the root of the repository, so that messages name files the same way everywhere.</summary>
[SetUpFixture]
public sealed class WorkingDirectory
{
    private string _before = "";

    [OneTimeSetUp]
    public void Enter()
    {
        _before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Repository.Root;
    }

    [OneTimeTearDown]
    public void Leave() => Environment.CurrentDirectory = _before;
}
