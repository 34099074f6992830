using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Modules as implementations of interfaces.</summary>
public sealed class InterfaceTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    public interface IBase
    {
        double BlackScholes(double spot, double strike);

        long Twice(long n) => 3 * n;
    }

    public interface IPricing : IBase
    {
        double RATE { get; }

        int MaxSteps { get; set; }

        (long, double) Pair { get; }

        string Name { get; }

        double[] Weights { get; set; }

        long? Nothing { get; set; }

        Func<long, long> Double { get; }

        long Log2(long n);

        long D1(long a, long b);

        double D1(double a, double b);

        int Area(int r);

        double Area(double r);

        long HttpRate(long n);

        [PythonName("step_1")]
        long First(long n);

        [PythonName("step1")]
        long Second(long n);

        [PythonName("pair")]
        object PairAsObject { get; }

        long WithDefaults(long a);

        long WithDefaults(long a, long b);

        long Steps();

        void Quiet(long a);

        (long, string) Swap(string a, long b);

        string Text(string value);

        long dou_ble(long n);
    }

    internal interface IInternal
    {
        long Twice(Number n, long rest = 0);

        long Area(long r);
    }

    internal enum Number
    {
        One,
    }

    internal interface IHidden
    {
        long Area(long r);
    }

    private interface IPrivate
    {
        long Area(long r);
    }

    public interface IOperations<T> : IDisposable
    {
        T Area(T r);

        T Twice(T n);
    }

    public interface IKeyword
    {
        long Scaled(long offset, long a, long factor);

        long Scaled(long factor, long a);

        (long, long, long) Optional(long a, long c);

        (long, long, long) Optional([PythonName("c")] long last, long a, long b);

        (long, long) Counted(long first, long second, long third);

        (long, long) Counted(long first, long step);

        (long, long) Named(long first, long step);
    }

    public interface IBadKeyword
    {
        long Scaled(long a, long by);

        (long, long, long) Optional(long a, long b, long x);
    }

    public interface IDerived : IBase
    {
        double IBase.BlackScholes(double spot, double strike) => -1;

        long Area(long r);
    }

    public interface IWrong : IBase
    {
        event Action Changed;

        long this[int index] { get; }

        static abstract long Log2(long n);

        internal long Area(long r);

        T Twice<T>(T n);

        long D1(ref long a, out long b);

        long BlackScholse(long spot);

        double BlackScholes(double spot);

        string Helper(long n);

        long Helper(DateTime n);

        Task<long> Helper(int n);

        long Step1_(long n);

        long STEP1(long n);

        long Box();

        long Rate { get; }

        double Rats { get; }

        string Big { get; init; }

        DateTime Nothing { get; }

        Func<long, long> Helpers { get; set; }

        [PythonName("area ")]
        long Square(long r);

        void Spans(Span<int> area);

        long Area(Span<char> r);

        long Take(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p, long q);
    }

    [Test]
    public void Methods_and_properties_are_what_the_module_has([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version, [Values] bool native)
    {
        using var module = Facade.Load("interfaces", version, native ? s_fallback : Facade.Interpreted);
        var pricing = module.Bind<IPricing>();
        Assert.Multiple(() =>
        {
            Assert.That(pricing.BlackScholes(10, 4), Is.EqualTo(9.0));
            Assert.That(pricing.Twice(5), Is.EqualTo(15), "it has a body in C#");
            Assert.That(pricing.Log2(1L << 40), Is.EqualTo(40));
            Assert.That((pricing.D1(7, 3), pricing.D1(7.5, 3)), Is.EqualTo((4, 4.5)));
            Assert.That((pricing.Area(5), pricing.Area(0.5)), Is.EqualTo((25, 0.25)));
            Assert.That(pricing.HttpRate(5), Is.EqualTo(6));
            Assert.That((pricing.First(5), pricing.Second(5)), Is.EqualTo((5, 105)));
            Assert.That((pricing.WithDefaults(1), pricing.WithDefaults(1, 2)), Is.EqualTo((31, 23)));
            Assert.That(pricing.Swap("a", 1), Is.EqualTo((1, "a")));
            Assert.That(pricing.Text("x"), Is.EqualTo("<x>"));
            Assert.That(pricing.dou_ble(4), Is.EqualTo(8));
            Assert.That(pricing.Double(4), Is.EqualTo(8));
            pricing.Quiet(1);

            Assert.That(pricing.RATE, Is.EqualTo(0.25));
            Assert.That(pricing.Name, Is.EqualTo("interfaces"));
            Assert.That(pricing.Pair, Is.EqualTo((1, 2.5)));
            Assert.That(pricing.Nothing, Is.Null);
            Assert.That(pricing.ToString(), Is.EqualTo("IPricing of interfaces.pyc"));
        });
        Assert.That((pricing.MaxSteps, pricing.Steps()), Is.EqualTo((10, 20)));
        pricing.MaxSteps = 7;
        pricing.Nothing = 5;
        pricing.Weights = [3];
        Assert.That((pricing.MaxSteps, pricing.Steps(), pricing.Nothing), Is.EqualTo((7, 14, 5)));
        Assert.That(pricing.Weights, Is.EqualTo(new[] { 3.0 }));
        Assert.That(module.GetGlobal<long>("max_steps"), Is.EqualTo(7));
    }

    [Test]
    public void Interfaces_that_others_do_not_see_are_implemented_too()
    {
        using var module = Facade.Load("interfaces", options: s_fallback);
        Assert.That(module.Bind<IHidden>().Area(3), Is.EqualTo(9));
        Assert.That(module.Bind<IPrivate>().Area(3), Is.EqualTo(9));
        Assert.That(module.Bind<IOperations<double>>().Area(1.5), Is.EqualTo(2.25));
        Assert.That(() => module.Bind<IInternal>(), Throws.TypeOf<InterfaceMismatchException>().With.Message.EqualTo(
            """
            interfaces.pyc does not fit IInternal:
              long Twice(Number n, long rest): twice(n) does not fit: it takes 1 parameter, the method passes 2.
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_generic_interface_is_bound_for_its_types_and_disposes_the_module()
    {
        var module = Facade.Load("interfaces", options: PycOptions.Default);
        var whole = module.Bind<IOperations<long>>();
        Assert.That((whole.Area(7), whole.Twice(7)), Is.EqualTo((49, 14)));
        using (var fractions = module.Bind<IOperations<double>>())
            Assert.That((fractions.Area(0.5), fractions.Twice(0.5)), Is.EqualTo((0.25, 1.0)));
        Assert.That(whole.Area(8), Is.EqualTo(64), "it was called before");
        Assert.That(() => module.Get<Func<long, long>>("helper")(1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Parameters_that_must_be_named_are_found_by_their_names(
        [Values("3.8", "3.12", "3.13")] string version, [Values] bool native)
    {
        using var module = Facade.Load("keyword_only", version, native ? s_fallback : Facade.Interpreted);
        var bound = module.Bind<IKeyword>();
        Assert.Multiple(() =>
        {
            Assert.That(bound.Scaled(offset: 1, a: 10, factor: 3), Is.EqualTo(31));
            Assert.That(bound.Scaled(factor: 3, a: 10), Is.EqualTo(30));
            Assert.That(bound.Optional(5, c: 7), Is.EqualTo((5, 1, 7)));
            Assert.That(bound.Optional(last: 7, a: 5, b: 6), Is.EqualTo((5, 6, 7)));
            Assert.That(bound.Counted(5, 6, 7), Is.EqualTo((3, 1)));
            Assert.That(bound.Counted(5, step: 8), Is.EqualTo((1, 8)));
            Assert.That(bound.Named(5, step: 8), Is.EqualTo((1, 8)));
        });
        Assert.That(module["named"].IsCompilable(out var whyNot), Is.False);
        Assert.That(whyNot, Does.Contain("step has no default, and arguments of native code have no names"));
        Assert.That(() => module.Bind<IBadKeyword>(), Throws.TypeOf<InterfaceMismatchException>().With.Message.EqualTo(
            """
            keyword_only.pyc does not fit IBadKeyword:
              long Scaled(long a, long by): scaled(a, factor, offset) does not fit: parameter factor must be passed by its name, and the method has no parameter of that name.
              (long, long, long) Optional(long a, long b, long x): optional(a, b, c) does not fit: it takes 2 parameters by their places, the method passes 3; the others are c.
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void What_an_interface_implements_for_those_that_it_inherits_is_left_alone()
    {
        using var module = Facade.Load("interfaces", options: s_fallback);
        var derived = module.Bind<IDerived>();
        Assert.That((derived.BlackScholes(10, 4), derived.Area(3)), Is.EqualTo((-1.0, 9)));
    }

    [Test]
    public void All_that_does_not_fit_is_told_at_once()
    {
        using var module = Facade.Load("interfaces", options: s_fallback);
        // A type with static abstract members is no type argument.
        var error = Assert.Throws<TargetInvocationException>(
            () => typeof(PycModule).GetMethod(nameof(PycModule.Bind))!.MakeGenericMethod(typeof(IWrong)).Invoke(module, null))!.InnerException;
        Assert.That(error, Is.TypeOf<InterfaceMismatchException>());
        Golden.Check("interface-mismatch.txt", error!.Message + "\n");
        var problems = ((InterfaceMismatchException)error).Problems;
        Assert.That(problems.Single(problem => problem.Member.Contains("BlackScholse", StringComparison.Ordinal)).Candidates, Is.EqualTo(new[] { "black_scholes" }));
        Assert.That(problems.Single(problem => problem.Member.Contains("STEP1", StringComparison.Ordinal)).Candidates, Is.EqualTo(new[] { "step_1", "step1" }));
    }

    [Test]
    public void Without_a_fallback_functions_that_native_code_cannot_hold_are_told_with_the_others()
    {
        using var module = Facade.Load("interfaces", options: PycOptions.Default);
        var error = Assert.Throws<InterfaceMismatchException>(() => module.Bind<IPricing>())!;
        Assert.That(error.Problems.Select(problem => problem.Member), Does.Contain("string Text(string value)"));
        Assert.That(error.Problems, Has.All.Property("Reason").EndsWith("Or load with Fallback = Interpreter, which runs it in the interpreter."));
        Assert.That(() => module.Bind<string>(), Throws.ArgumentException);
    }

    [Test]
    public void An_interface_has_one_class_for_all_modules()
    {
        using var first = Facade.Load("interfaces", options: s_fallback);
        using var second = Facade.Load("interfaces", "2.7", s_fallback);
        Assert.That(first.Bind<IPricing>().GetType(), Is.SameAs(second.Bind<IPricing>().GetType()));
        Assert.That(first.Bind<IPricing>().GetType().Assembly.IsCollectible, Is.True);
    }

    [Test]
    public void An_interface_of_an_assembly_that_is_collected_does_not_stay()
    {
        using var module = Facade.Load("interfaces", options: s_fallback);
        var made = BindCollectible(module);
        for (var i = 0; i < 20 && made.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(made.IsAlive, Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BindCollectible(PycModule module)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Plugin"), AssemblyBuilderAccess.RunAndCollect);
        var builder = assembly.DefineDynamicModule("Plugin").DefineType("IPlugin", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        builder.DefineMethod(
            "Area", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
            typeof(long), [typeof(long)]);
        var type = builder.CreateType();
        var bound = typeof(PycModule).GetMethod(nameof(PycModule.Bind))!.MakeGenericMethod(type).Invoke(module, null)!;
        Assert.That(type.GetMethod("Area")!.Invoke(bound, [5L]), Is.EqualTo(25));
        return new WeakReference(type);
    }
}
