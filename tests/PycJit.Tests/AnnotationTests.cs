using System.Collections.Immutable;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Delegates of the types that annotations name.</summary>
public sealed class AnnotationTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    private static IEnumerable<string[]> Modules() => new[] { "3.8", "3.12", "3.13" }.SelectMany(
        version => new[] { "annotated", "annotated_text" }, (version, module) => new[] { module, version });

    [TestCaseSource(nameof(Modules))]
    public void A_delegate_has_the_types_that_annotations_name(string name, string version)
    {
        using var module = Facade.Load(name, version, s_fallback);
        Assert.Multiple(() =>
        {
            Assert.That(((Func<double, long, double>)module.Get("scale"))(0.5, 3), Is.EqualTo(1.5));
            Assert.That(((Func<long, bool>)module.Get("positive"))(5), Is.True);
            ((Action<long>)module.Get("nothing"))(5);
            Assert.That(((Func<long, double, (long, double)>)module.Get("both"))(5, 0.5), Is.EqualTo((5, 0.5)));
            Assert.That(((Func<List<double>, long?, IReadOnlyList<double>>)module.Get("row"))([1, 2, 3], 1), Is.EqualTo(new[] { 2.0, 3.0 }));
            Assert.That(((Func<ImmutableArray<long>, long>)module.Get("many"))([1, 2]), Is.EqualTo(2));
            Assert.That(((Func<long?, object, object>)module.Get("either"))(null, "x"), Is.EqualTo("x"));
            Assert.That(((Func<long, (long, double?), string>)module.Get("quoted"))(1, (2, null)), Is.EqualTo("1 (2, None)"));
            Assert.That(((Func<long, double, double>)module.Get("keyword"))(1, 0.25), Is.EqualTo(1.25));
            Assert.That(((Func<long, long, long>)module.Get("no_result"))(5, 3), Is.EqualTo(2), "native code knows the result");
        });
    }

    [TestCaseSource(nameof(Modules))]
    public void What_annotations_do_not_say_is_an_error_that_names_it(string name, string version)
    {
        using var module = Facade.Load(name, version, s_fallback);
        Assert.Multiple(() =>
        {
            Assert.That(() => module.Get("half"), Throws.TypeOf<AnnotationException>().With.Message.EqualTo(
                "The annotations of half(a, b) do not say of which types its delegate is: b has no annotation. Say them: Get<Func<...>>(name)."));
            Assert.That(() => module.Get("bare"), Throws.TypeOf<AnnotationException>().With.Property("Problem").EqualTo("a, b have no annotation"));
            Assert.That(
                () => module.Get("unknown"),
                Throws.TypeOf<AnnotationException>().With.Property("Problem").EqualTo("a has an annotation that C# has no type for"));
            Assert.That(() => module.Get("mixed"), Throws.TypeOf<AnnotationException>());
            Assert.That(() => module.Get("taking_all"), Throws.TypeOf<AnnotationException>().With.Property("Problem").EqualTo("it takes any number of arguments"));
            Assert.That(() => module.Get("scales"), Throws.TypeOf<FunctionNotFoundException>());
        });
    }

    [TestCase("annotated312", "3.12")]
    [TestCase("annotated312", "3.13")]
    [TestCase("annotated_text", "3.8")]
    [TestCase("annotated_text", "3.13")]
    public void Classes_with_brackets_and_bars_are_types(string name, string version)
    {
        using var module = Facade.Load(name, version, s_fallback);
        var modern = module.Get("modern");
        Assert.That(modern, Is.TypeOf<Func<long?, List<(long, double)>, (bool, string)?>>());
        Assert.That(modern.DynamicInvoke(null, new List<(long, double)> { (1, 2.5) }), Is.EqualTo((true, "[(1, 2.5)]")));
        Assert.That(modern.DynamicInvoke(1L, new List<(long, double)>()), Is.Null);
        if (name == "annotated_text")
            return;
        Assert.That(module.Get("single"), Is.TypeOf<Func<ValueTuple<long>, ValueTuple>>());
        Assert.That(module.Get("bare"), Is.TypeOf<Func<ImmutableArray<object>, List<object>, ImmutableArray<long>>>());
    }

    [Test]
    public void Annotations_of_every_version_are_read([Values("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("modern38", version), s_fallback);
        Assert.That(((Func<double, double, double>)module.Get("keyword_only"))(1.5, 2), Is.EqualTo(3.0));
        Assert.That(((Func<long, long, double>)module.Get("true_division"))(1, 2), Is.EqualTo(0.5));
        Assert.That(module["keyword_only"].ResultTypeFor(), Is.EqualTo(typeof(double)), "without types those of annotations are meant");
        Assert.That(module["keyword_only"].Compile().Signature, Is.EqualTo("(f64, f64) -> f64"));
    }

    [Test]
    public void Python_2_has_no_annotations()
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "2.7"));
        Assert.That(() => module.Get("foo"), Throws.TypeOf<AnnotationException>().With.Property("Problem").EqualTo("a, b have no annotation"));
        Assert.That(module["foo"].ResultTypeFor(), Is.EqualTo(typeof(long)));
    }
}
