using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>What passes make has the place in Python of what it stands for.</summary>
public sealed class PlaceTests
{
    [Test]
    public void Lanes_have_the_place_of_the_operation_that_they_do()
    {
        var built = 0;
        foreach (var module in new[] { "arrays", "arrayops", "kernels" })
        {
            var file = PycFile.Read(Repository.Pyc(module, "3.13"));
            foreach (var code in file.Code.Constants.OfType<CodeObject>().Where(code => code.ParameterCount == 2))
            {
                if (Build(file, code) is not { } function)
                    continue;
                var (loads, stores) = (PlacesOf(function, Op.LoadElement), PlacesOf(function, Op.StoreElement));
                Pipeline.Standard.Run(function, new PipelineOptions { VectorLanes = 4 });
                var inLanes = PlacesOf(function, Op.VectorStore);
                Assert.That(inLanes, Is.SubsetOf(stores), code.Name);
                Assert.That(PlacesOf(function, Op.VectorLoad), Is.SubsetOf(loads), code.Name);
                built += inLanes.Count;
            }
        }
        Assert.That(built, Is.GreaterThan(3));
    }

    [Test]
    public void A_loop_made_of_a_recursion_has_the_places_of_its_calls()
    {
        var start = new SourceLocation("f.py", new SourcePosition(1), "f", 0);
        var function = new Function("f", IrType.Int64);
        var (entry, calls, ends) = (function.NewBlock(), function.NewBlock(), function.NewBlock());
        SourceLocation At(int index) => start with { Index = index };
        var parameter = entry.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Int64));
        entry.Append(function.NewValue(Op.CheckStack, [], At(0), reason: ExitReason.StackLimit));
        var zero = entry.Append(function.NewValue(Op.IntConstant, [], At(1)));
        entry.Append(function.NewValue(Op.Branch, [entry.Append(function.NewValue(Op.IntEqual, [parameter, zero], At(2)))], At(3)));
        entry.AddSuccessor(ends);
        entry.AddSuccessor(calls);
        var call = calls.Append(function.NewValue(Op.Call, [parameter], At(4), reason: ExitReason.Call));
        call.Callee = function;
        calls.Append(function.NewValue(Op.Return, [calls.Append(function.NewValue(Op.CallWord, [call], At(4), IrType.Int64))], At(5)));
        ends.Append(function.NewValue(Op.Return, [parameter], At(6)));

        Assert.That(TailCalls.Run(function));
        Assert.That(calls.Terminator!.Origin, Is.EqualTo(At(4)));
        Assert.That(function.Blocks.SelectMany(block => block).Where(value => value.Op != Op.Parameter).Select(value => value.Origin.Index), Has.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Code_in_place_of_a_call_says_where_that_was_however_deep()
    {
        var inner = Squaring("inner", 1, null);
        var middle = Squaring("middle", 2, inner);
        var outer = Squaring("outer", 3, middle);
        UnitPipeline.Run(outer);
        var operations = outer.Blocks.SelectMany(block => block).Where(value => value.Op == Op.IntMul).Select(value => ChainOf(value.Origin)).ToList();
        Assert.That(operations, Is.EquivalentTo(new[] { "outer:3", "middle:2 in outer:3", "inner:1 in middle:2 in outer:3" }));

        static string ChainOf(SourceLocation place) =>
            $"{place.Function}:{place.Line}" + (place.InlinedAt is { } site ? " in " + ChainOf(site.Place) : "");
    }

    // def name(x): return callee(x)**2
    private static Function Squaring(string name, int line, Function? callee)
    {
        var place = new SourceLocation("f.py", new SourcePosition(line), name, 0);
        var function = new Function(name, IrType.Int64);
        var block = function.NewBlock();
        var value = block.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Int64));
        if (callee is not null)
        {
            var call = block.Append(function.NewValue(Op.Call, [value], place, reason: ExitReason.Call));
            call.Callee = callee;
            value = block.Append(function.NewValue(Op.CallWord, [call], place, IrType.Int64));
        }
        block.Append(function.NewValue(Op.Return, [block.Append(function.NewValue(Op.IntMul, [value, value], place))], place));
        return function;
    }

    private static HashSet<SourceLocation> PlacesOf(Function function, Op op) =>
        [.. function.Blocks.SelectMany(block => block).Where(value => value.Op == op).Select(value => value.Origin)];

    private static Function? Build(PycFile file, CodeObject code)
    {
        try
        {
            ParameterType array = new SequenceType(ElementKind.Float64);
            return IrBuilder.Build(BytecodeDecoder.Decode(code), new ModuleScope(file), [array, array], IntegerMode.Exact);
        }
        catch (UnsupportedBytecodeException)
        {
            return null;
        }
    }
}
