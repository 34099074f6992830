using System.Text.RegularExpressions;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>The C# of docs/binding.md stands here too, line by line, and does what the page says.</summary>
[NonParallelizable]                                             // they change the current folder
public sealed partial class BindingPageTests
{
    private string _before = "";

    private delegate void Filter(Span<byte> pixels, long width, long height, double strength);

    public interface IPricing
    {
        double RATE { get; set; }
        double BlackScholes(double spot, double strike);
        long Log2(long n);
        [PythonName("step_1")] long First(long n);
    }

    private static string Page => File.ReadAllText(Repository.PathTo("docs", "binding.md")).ReplaceLineEndings("\n");

    // The page names the module as a program does that has it in its folder.
    [OneTimeSetUp]
    public void Enter()
    {
        _before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Repository.PathTo("docs", "examples");
    }

    [OneTimeTearDown]
    public void Leave() => Environment.CurrentDirectory = _before;

    [Test]
    public void Every_line_of_the_page_is_one_of_these_tests()
    {
        var here = File.ReadLines(Repository.PathTo("tests", "PycJit.Tests", "BindingPageTests.cs")).Select(WithoutComment).ToHashSet();
        var lines = Block().Matches(Page).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(WithoutComment).ToList();

        Assert.That(lines.Where(line => !here.Contains(line)), Is.Empty);
        Assert.That(lines, Is.Not.Empty);
    }

    [Test]
    public void The_page_shows_what_an_interface_that_does_not_fit_is_told()
    {
        var told = File.ReadAllLines(Path.Combine(Golden.Folder, "interface-mismatch.txt"));
        var shown = Message().Match(Page).Groups[1].Value.TrimEnd('\n').Split('\n');

        Assert.That(shown, Has.Length.GreaterThan(1).And.SubsetOf(told));
    }

    [Test]
    public void Delegates()
    {
        using var module = PycJit.Load("rules.pyc", new PycOptions { Fallback = Fallback.Interpreter });

        var price = module.Get<Func<double, long, double>>("price");
        var scale = module.Get<Action<double[], double>>("scale");
        var bounds = module.Get<Func<long[], (long Low, long High)>>("bounds");

        Assert.That(price(9.99, 3), Is.EqualTo(9.99 * 3));
        double[] values = [1, 2.5];
        scale(values, 2);
        Assert.That(values, Is.EqualTo((double[])[2, 5]));
        Assert.That(bounds([3, -1, 7]), Is.EqualTo((-1, 7)));
    }

    [Test]
    public void Arrays_and_lists()
    {
        using var module = PycJit.Load("rules.pyc");
        var pixels = new byte[320 * 200];
        Array.Fill(pixels, (byte)200);

        var vignette = module.Get<Filter>("vignette");
        vignette(pixels, 320, 200, 0.9);
        var primes = module.Get<Func<long, List<long>>>("primes_below");

        Assert.That((pixels[0], pixels[100 * 320 + 160]), Is.EqualTo((19, 200)));
        Assert.That(primes(20), Is.EqualTo((long[])[2, 3, 5, 7, 11, 13, 17, 19]));
    }

    [Test]
    public void A_module_as_an_interface()
    {
        using var module = PycJit.Load("rules.pyc");

        var pricing = module.Bind<IPricing>();

        Assert.That(pricing.RATE, Is.EqualTo(0.25));
        Assert.That((pricing.Log2(1024), pricing.First(1)), Is.EqualTo((10, 2)));
        var before = pricing.BlackScholes(100, 105);
        pricing.RATE = 0.1;
        Assert.That(pricing.BlackScholes(100, 105), Is.LessThan(before));
    }

    [Test]
    public void Without_types()
    {
        using var module = PycJit.Load("rules.pyc", new PycOptions { Fallback = Fallback.Interpreter });

        object? both = module["swap"].Invoke("a", 1);
        var weighted = (Func<double, long, double>)module.Get("weighted");
        Assert.That(weighted(2, 3), Is.EqualTo(1.5));
        module.SetGlobal("RATE", 0.3);

        Assert.That(both, Is.EqualTo((1L, "a")));
        Assert.That(weighted(2, 3), Is.EqualTo(2.0 * 3 * 0.3));
    }

    [Test]
    public void Looking_inside()
    {
        using var module = PycJit.Load("rules.pyc");
        using var output = new StringWriter();
        var before = Console.Out;
        Console.SetOut(output);
        try
        {
            foreach (var function in module.Functions)
                Console.WriteLine(function.IsCompilable(out var whyNot) ? function.Declaration : whyNot);

            Console.WriteLine(module["foo"].Disassemble());
            Console.WriteLine(module["foo"].Dump(CompilationStage.OptimisedIr));
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.That(output.ToString(), Does.Contain("foo(a, b)").And.Contain("imul").And.Contain("int.mul"));
    }

    private static string WithoutComment(string line) => Comment().Replace(line, "").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("```\n(interfaces.pyc .*?)```", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
