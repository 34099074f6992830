using System.Text;
using System.Text.RegularExpressions;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Tests.Tracing;

/// <summary>What a trace holds fits together, and is what the texts of the stages show.</summary>
public sealed partial class CompilationTraceTests
{
    [Test]
    public void The_lines_are_those_of_the_texts_of_the_stages()
    {
        foreach (var (name, trace, bytecode, ir, optimised, assembly) in FixtureTraces.All)
        {
            var regions = trace.Codes[0].Regions
                .Select(region => $"       exceptions of {region.Start} to {region.End - 1} go to {region.Handler}, depth {region.Depth}");
            var lines = new[] { trace.Codes[0].Header }.Concat(trace.Bytecode.Select(line => line.Text)).Concat(regions);
            Assert.That(string.Concat(lines.Select(line => line + "\n")), Is.EqualTo(bytecode), name);
            Assert.That(TextOf(trace.Snapshots[0]), Is.EqualTo(WithoutSource(ir)), name);
            Assert.That(TextOf(trace.Snapshots[^1]), Is.EqualTo(WithoutSource(optimised)), name);
            Assert.That(TextOf(trace.Assembly), Is.EqualTo(WithoutPlaces(assembly)), name);
        }
    }

    [Test]
    public void Every_origin_is_an_instruction_on_its_line()
    {
        foreach (var (name, trace, _, _, _, _) in FixtureTraces.All)
        {
            var origins = trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct().SelectMany(LinesOf).Select(line => line.Origin)
                .Concat(trace.Assembly.Select(line => line.Origin));
            foreach (var origin in origins.OfType<TraceOrigin>().Concat(trace.CallSites).Distinct())
            {
                Assert.That(trace.Codes[origin.Code].Lines[origin.Instruction].Line, Is.EqualTo(origin.Line), name);
                Assert.That(origin.CallSite, Is.InRange(-1, trace.CallSites.Length - 1), name);
            }
            foreach (var code in trace.Codes)
                Assert.That(code.Lines.Select(line => line.Index), Is.EqualTo(Enumerable.Range(0, code.Lines.Length)), name);
        }
    }

    [Test]
    public void Every_instruction_of_a_value_finds_it_in_its_block_of_the_last_snapshot()
    {
        foreach (var (name, trace, _, _, _, _) in FixtureTraces.All)
        {
            var functions = trace.Snapshots[^1].Functions.ToDictionary(function => function.Name);
            foreach (var line in trace.Assembly.Where(line => line.ValueId >= 0 || line.Block >= 0))
            {
                var block = functions[line.Function].Blocks.Single(block => block.Id == line.Block);
                if (line.ValueId >= 0)
                {
                    var places = block.Lines.Concat(functions[line.Function].Parameters);
                    Assert.That(places.Select(value => value.ValueId), Does.Contain(line.ValueId), $"{name}: {line.Text}");
                }
            }
        }
    }

    [Test]
    public void Every_successor_is_a_block_and_every_loop_has_its_head()
    {
        foreach (var (name, trace, _, _, _, _) in FixtureTraces.All)
        {
            foreach (var function in trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct())
            {
                var blocks = function.Blocks.ToDictionary(block => block.Id);
                foreach (var block in function.Blocks)
                {
                    Assert.That(block.Successors.All(successor => blocks.ContainsKey(successor.Block)), name);
                    Assert.That(block.Lines[^1].Kind, Is.EqualTo(IrLineKind.Terminator), name);
                    Assert.That(block.LoopHeader, block.LoopDepth > 0 ? Is.GreaterThanOrEqualTo(0) : Is.EqualTo(-1), name);
                    Assert.That(block.LoopHeader < 0 || blocks[block.LoopHeader].IsLoopHeader, name);
                    Assert.That(block.IsLoopHeader, Is.EqualTo(block.LoopHeader == block.Id), name);
                    Assert.That(!block.IsCold || block.Successors.All(successor => blocks[successor.Block].IsCold), name);
                }
                var heads = function.Blocks.SelectMany(block => block.Successors).Where(way => way.IsBackEdge).Select(way => blocks[way.Block]);
                Assert.That(heads.All(head => head.IsLoopHeader), name);
            }
        }
    }

    [Test]
    public void A_snapshot_differs_from_the_one_before_in_the_function_that_the_pass_was_of()
    {
        foreach (var (name, trace, _, _, _, _) in FixtureTraces.All)
        {
            Assert.That((trace.Snapshots[0].Title, trace.SnapshotsLeftOut), Is.EqualTo(("built", 0)), name);
            for (var i = 1; i < trace.Snapshots.Length; i++)
            {
                var before = trace.Snapshots[i - 1].Functions.ToDictionary(function => function.Name);
                foreach (var function in trace.Snapshots[i].Functions.Where(function => function.Name != trace.Snapshots[i].Function))
                    Assert.That(function, Is.SameAs(before[function.Name]), name);
            }
        }
    }

    [Test]
    public void Lines_that_a_pass_leaves_alone_are_one_object()
    {
        var lines = FixtureTraces.All.SelectMany(fixture => fixture.Trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct().SelectMany(LinesOf)).ToList();
        var objects = lines.Distinct(ReferenceEqualityComparer.Instance).Count();
        Assert.That(objects, Is.LessThan(lines.Count / 3));
    }

    private static IEnumerable<IrTraceLine> LinesOf(IrFunctionSnapshot function) => function.Parameters.Concat(function.Blocks.SelectMany(block => block.Lines));

    private static string TextOf(IrSnapshot snapshot) => string.Join('\n', snapshot.Functions.Select(TextOf));

    private static string TextOf(IrFunctionSnapshot function)
    {
        var text = new StringBuilder(function.Header).Append('\n');
        foreach (var block in function.Blocks)
        {
            text.Append(block.Header).Append('\n');
            foreach (var line in block.Lines)
                text.Append("    ").Append(line.Text).Append('\n');
        }
        return text.ToString();
    }

    private static string TextOf(IEnumerable<AssemblyLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var comment = line.StartsComment ? " ; " + line.Comment : "";
            text.Append(line.Kind switch
            {
                CodeLineKind.Note => $"; {line.Text}\n",
                CodeLineKind.Function or CodeLineKind.Label => $"{line.Text}:\n",
                _ => $"{(comment.Length > 0 ? ("    " + line.Text).PadRight(31) : "    " + line.Text)}{comment}\n",
            });
        }
        return text.ToString();
    }

    private static string WithoutSource(string ir) => SourceOfIr().Replace(ir, "");

    private static string WithoutPlaces(string assembly) => PlaceInListing().Replace(assembly, "");

    [GeneratedRegex(@" +# [\w<>]+\.py:\d+$", RegexOptions.Multiline)]
    private static partial Regex SourceOfIr();

    [GeneratedRegex(@"  [\w<>]+\.py:\d+$", RegexOptions.Multiline)]
    private static partial Regex PlaceInListing();
}
