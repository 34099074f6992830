using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Tests.Tracing;

/// <summary>What a function becomes says where in Python it comes from.</summary>
public sealed class OriginTests
{
    [Test]
    public void Nearly_all_lines_say_where_they_come_from()
    {
        var values = FixtureTraces.All.SelectMany(fixture => fixture.Trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct())
            .SelectMany(function => function.Blocks).SelectMany(block => block.Lines).ToList();
        // A parameter is brought to its place, and code aligned, for no instruction of Python.
        var code = FixtureTraces.All.SelectMany(fixture => fixture.Trace.Assembly)
            .Where(line => line.Kind == CodeLineKind.Instruction && line.Comment != "align" && !line.Comment.Contains(" = parameter ", StringComparison.Ordinal)).ToList();
        TestContext.Out.WriteLine($"{FixtureTraces.All.Count} functions, {values.Count} values, {code.Count} instructions");
        Assert.That(ShareOfKnown(values.Select(line => line.Origin)), Is.GreaterThan(0.9999));
        Assert.That(ShareOfKnown(code.Select(line => line.Origin)), Is.GreaterThan(0.999));
    }

    [Test]
    public void Code_in_place_of_a_call_belongs_to_the_call_too()
    {
        var trace = FixtureTraces.Of("calls", "polymorphic", typeof(long));             // return square(n) + square(0.5)
        var product = LinesOf(trace.Snapshots[^1]).Single(line => line.Text.Contains("int.mul", StringComparison.Ordinal)).Origin!.Value;
        var call = trace.CallSites[product.CallSite];
        Assert.That(trace.Codes[product.Code].Name, Is.EqualTo("square"));
        Assert.That(trace.Codes[product.Code].Lines[product.Instruction].Operand, Is.EqualTo("*"));
        Assert.That(trace.Codes[call.Code].Name, Is.EqualTo("polymorphic"));
        Assert.That(trace.Codes[call.Code].Lines[call.Instruction].Operation, Is.EqualTo("Call"));
        Assert.That(call.CallSite, Is.EqualTo(-1));
        Assert.That(trace.Assembly.Any(line => line.Origin == product), "there is code for it");
        Assert.That(LinesOf(trace.Snapshots[0]).Select(line => line.Origin).OfType<TraceOrigin>().All(origin => origin.CallSite == -1), "it was a call when it was built");
    }

    [Test]
    public void Code_of_a_generator_belongs_to_the_loop_that_goes_through_it()
    {
        var trace = FixtureTraces.Of("arrayops", FunctionWith("arrayops", "return sum(x*x for x in xs)"), typeof(double[]));
        var product = LinesOf(trace.Snapshots[^1]).First(line => line.Text.Contains("float.mul", StringComparison.Ordinal)).Origin!.Value;
        var names = new List<string> { trace.Codes[product.Code].Name };
        for (var site = product.CallSite; site >= 0; site = trace.CallSites[site].CallSite)
            names.Add(trace.Codes[trace.CallSites[site].Code].Name);
        Assert.That(names, Has.Count.EqualTo(3), string.Join(" in ", names));
        Assert.That(names[0], Does.EndWith("<genexpr>"));
        Assert.That(trace.Codes.Single(code => code.Name == names[1]).IsBuiltIn, "the sum");
        Assert.That(trace.Codes[0].Name, Is.EqualTo(names[2]));
        Assert.That(trace.Codes.Count(code => code.IsBuiltIn), Is.EqualTo(1));
    }

    [Test]
    public void Lambdas_of_one_line_are_told_apart()
    {
        var trace = TwoLambdas();
        Assert.That(trace.Codes.Select(code => code.Name), Is.EqualTo(new[] { "f", "<lambda>", "<lambda>#2" }));
        var operations = LinesOf(trace.Snapshots[^1]).Where(line => line.Kind == IrLineKind.Instruction).Select(line => line.Origin!.Value)
            .Where(origin => origin.CallSite >= 0).Select(origin => (trace.Codes[origin.Code].Name, trace.Codes[origin.Code].Lines[origin.Instruction].Operand));
        Assert.That(operations, Is.EquivalentTo(new[] { ("<lambda>", "+"), ("<lambda>#2", "*") }));
    }

    [Test]
    public void Moves_and_exits_have_the_place_of_what_they_are_for()
    {
        var trace = FixtureTraces.Of("straight", "foo", typeof(long), typeof(long));    // return a*a - b*b
        foreach (var exit in trace.Assembly.Where(line => line.Kind == CodeLineKind.Instruction && line.Comment.StartsWith("exit overflow, state ", StringComparison.Ordinal)))
        {
            var state = int.Parse(exit.Comment.AsSpan("exit overflow, state ".Length), System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(exit.Origin?.Instruction, Is.EqualTo(state), "the instruction that leaves is the one that the interpreter goes on with");
        }
        Assert.That(trace.Assembly.Count(line => line.Comment.StartsWith("exit overflow", StringComparison.Ordinal)), Is.GreaterThan(2));
    }

    private static CompilationTrace TwoLambdas()
    {
        // def f(a): return (lambda x: x + 1)(a) * ..., as CPython 3.8 writes it
        var add = new Support.FunctionBytes(1) { Name = "<lambda>" }.Load(0).Load(0).Add().Return();
        var multiply = new Support.FunctionBytes(1) { Name = "<lambda>" }.Load(0).Load(0).Multiply().Return();
        var f = new Support.FunctionBytes(1);
        f.Make(add).Load(0).Call(1).Store(0).Make(multiply).Load(0).Call(1).Return();
        using var module = PycJit.Load(f.ToPyc());
        return module["f"].Trace(typeof(long));
    }

    private static string FunctionWith(string module, string line)
    {
        var lines = File.ReadAllLines(Repository.PathTo("fixtures", "src", module + ".py"));
        var definition = lines[Array.FindIndex(lines, text => text.Trim() == line) - 1];
        return definition["def ".Length..definition.IndexOf('(', StringComparison.Ordinal)];
    }

    private static IEnumerable<IrTraceLine> LinesOf(IrSnapshot snapshot) =>
        snapshot.Functions.SelectMany(function => function.Blocks).SelectMany(block => block.Lines);

    private static double ShareOfKnown(IEnumerable<TraceOrigin?> origins) => origins.Average(origin => origin is null ? 0.0 : 1.0);
}
