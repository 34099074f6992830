using Pyc.Binding;
using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>
/// The calls of the fixtures that pass arrays, with spans, memories, lists, narrower numbers and grids in their place, wherever their numbers
/// fit: they give what every CPython gave, and leave the elements as CPython has left its lists.
/// </summary>
public sealed class EverySequenceShapeTests
{
    private static readonly string[] s_modules = ["arrays", "arrayops", "listops"];

    // Those whose bytecode differs most.
    private static readonly string[] s_versions = ["2.7", "3.10", "3.11", "3.13"];

    /// <summary>Steps between a float and the next that round numbers on the way: floats of 32 bits are not compared.</summary>
    private static readonly string[] s_rounding = ["moving_average", "normalize", "heat_step", "relax", "gauss", "convolve", "saxpy", "matrix_multiply", "invert_all"];

    private static IEnumerable<TestCaseData> Cases =>
        from shape in SequenceShape.All
        from version in s_versions
        select new TestCaseData(shape, version);

    [TestCaseSource(nameof(Cases))]
    public void Natively_with_fallback_gives_what_CPython_gave(object shape, string version) =>
        Compare((SequenceShape)shape, version, new PycOptions { Fallback = Fallback.Interpreter }, forcesExits: false);

    [TestCaseSource(nameof(Cases))]
    public void In_the_interpreter_only_gives_what_CPython_gave(object shape, string version) =>
        Compare((SequenceShape)shape, version, new PycOptions { Tier = Tier.InterpreterOnly }, forcesExits: false);

    [TestCaseSource(nameof(Cases))]
    public void Leaving_at_each_check_gives_what_CPython_gave(object shape, string version) =>
        Compare((SequenceShape)shape, version, new PycOptions { Fallback = Fallback.Interpreter, ForcibleExits = true }, forcesExits: true);

    private static void Compare(SequenceShape shape, string version, PycOptions options, bool forcesExits)
    {
        var differences = new List<string>();
        var (functions, calls, unfit) = (0, 0, 0);
        foreach (var name in s_modules)
        {
            using var module = PycJit.Load(Repository.Pyc(name, version), options with { Output = TextWriter.Null });
            foreach (var group in ExpectedCall.Read(name).Where(call => call.Versions.Contains(version)).GroupBy(call => (call.Function, call.Signature)))
            {
                var signature = new FixtureSignature(group.Key.Signature, big: false, shape);
                if (!signature.Parameters.Where(IsChanged).Any() || (shape.IsReadOnly && Writes(name, group.Key.Function)))
                    continue;
                if (signature.Parameters.Any(IsFloat32) && s_rounding.Contains(group.Key.Function))
                    continue;
                var made = group.Select(call => (Call: call, Public: new PublicCall(call, signature.Result, isTranscendental: false)))
                    .Where(call => call.Public.CanBePassedAs(signature.Parameters)).ToList();
                if (made.Count == 0)
                    continue;
                functions++;
                try
                {
                    var function = signature.Bind(module, group.Key.Function);
                    IReadOnlyList<int> exits = !forcesExits ? [0]
                        : !signature.Compiles(module[group.Key.Function], out _) ? []
                        : ForcedExits.Of(module[group.Key.Function], [.. signature.Parameters.Select(NativeWord.ParameterTypeOf)]);
                    foreach (var exit in exits)
                    {
                        ForcedExits.Take(exit);
                        foreach (var (call, one) in made)
                        {
                            calls++;
                            if (one.Difference(function) is { } difference)
                                differences.Add($"{version} {call} with {shape}{(exit > 0 ? $" and exit {exit}" : "")}: {difference}");
                            unfit += one.HasLeftElement ? 1 : 0;
                        }
                    }
                }
#pragma warning disable CA1031 // A function that cannot be bound is the difference of its calls; the others are made all the same.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    differences.Add($"{version} {name}.{group.Key.Function} with {shape} is not bound: {exception.GetType().Name}: {exception.Message}");
                }
                finally
                {
                    ForcedExits.Take(0);
                }

                bool IsChanged(Type type, int index) => type != new FixtureSignature(group.Key.Signature, big: false).Parameters[index];
            }
        }
        TestContext.Out.WriteLine($"CPython {version}, {shape}: {functions} functions, {calls} calls, {unfit} of them stopped at a number that does not fit");
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} of {calls} calls differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(20))}");
        Assert.That(functions, Is.Positive);
        Assert.That(unfit, Is.LessThanOrEqualTo(calls / 5));
    }

    private static bool IsFloat32(Type type) => type == typeof(float) || (SequenceShape.ItemOf(type) is { } item && IsFloat32(item));

    // Code that stores is not bound to what it cannot write, whatever it stores.
    private static bool Writes(string name, string function) =>
        ExpectedCall.Read(name).Any(call => call.Function == function && call.After is not null);
}
