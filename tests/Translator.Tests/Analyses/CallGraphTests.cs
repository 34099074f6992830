using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class CallGraphTests
{
    [Test]
    public void Callees_come_before_their_callers_each_once()
    {
        var graph = Graph(("f", "g h g"), ("g", "h"), ("h", ""));
        Assert.Multiple(() =>
        {
            Assert.That(Names(graph.Functions), Is.EqualTo("f g h"));
            Assert.That(Names(graph.CalleesFirst), Is.EqualTo("h g f"));
            Assert.That(Names(graph.CalleesOf(graph.Functions[0])), Is.EqualTo("g h"));
            Assert.That(graph.Functions.Where(graph.IsRecursive), Is.Empty);
        });
    }

    [Test]
    public void Who_calls_itself_is_recursive_and_its_caller_is_not()
    {
        var graph = Graph(("f", "g"), ("g", "g h"), ("h", ""));
        Assert.That(Names(graph.Functions.Where(graph.IsRecursive)), Is.EqualTo("g"));
    }

    [Test]
    public void Who_call_each_other_are_recursive_and_come_behind_what_they_call()
    {
        var graph = Graph(("f", "a"), ("a", "b"), ("b", "c leaf"), ("c", "a"), ("leaf", ""));
        Assert.Multiple(() =>
        {
            Assert.That(Names(graph.Functions.Where(graph.IsRecursive).OrderBy(function => function.Name)), Is.EqualTo("a b c"));
            Assert.That(graph.CalleesFirst[0].Name, Is.EqualTo("leaf"));
            Assert.That(graph.CalleesFirst[^1].Name, Is.EqualTo("f"));
        });
    }

    [Test]
    public void Two_circles_that_share_a_function_are_one()
    {
        var graph = Graph(("f", "a"), ("a", "b c"), ("b", "a"), ("c", "a d"), ("d", ""));
        Assert.That(Names(graph.Functions.Where(graph.IsRecursive).OrderBy(function => function.Name)), Is.EqualTo("a b c"));
    }

    [Test]
    public void A_circle_that_is_met_again_by_another_way_stays_what_it_is()
    {
        var graph = Graph(("f", "a b"), ("a", "a"), ("b", "a"));
        Assert.That(Names(graph.Functions.Where(graph.IsRecursive)), Is.EqualTo("a"));
    }

    [Test]
    public void A_long_chain_takes_no_stack()
    {
        const int Length = 20_000;
        var functions = Enumerable.Range(0, Length).Select(number => new Function($"f{number}", IrType.Void)).ToList();
        for (var i = 0; i < Length; i++)
        {
            var block = functions[i].NewBlock();
            if (i + 1 < Length)
                block.Append(functions[i].NewValue(Op.Call, [], SourceLocation.None, reason: ExitReason.Call)).Callee = functions[i + 1];
            block.Append(functions[i].NewValue(Op.Return, [], SourceLocation.None));
        }
        Assert.That(CallGraph.Of(functions[0]).CalleesFirst[0], Is.SameAs(functions[^1]));
    }

    private static CallGraph Graph(params (string Name, string Callees)[] functions)
    {
        var unit = IrParser.ParseUnit(string.Join('\n', functions.Select(function =>
        {
            var calls = function.Callees.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((callee, number) => $"v{number} = call {callee};");
            return $"function {function.Name}() -> void; b0: {string.Concat(calls)} return;";
        })));
        return CallGraph.Of(unit[0]);
    }

    private static string Names(IEnumerable<Function> functions) => string.Join(' ', functions.Select(function => function.Name));
}
