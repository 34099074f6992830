using System.Linq.Expressions;
using System.Reflection;
using Pyc.Binding;
using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>Each kind of delegate, and bound interfaces, take a context and obey limits.</summary>
[TestFixture(Tier.InterpreterOnly)]
[TestFixture(Tier.Auto)]
public sealed class LimitedDelegateTests(Tier tier)
{
    private static readonly PyCallContext s_cancelled = new(new CancellationToken(canceled: true));
    private static readonly ExecutionLimits s_steps = new() { Steps = 1000 };

    private PycModule _module = null!;                      // OneTimeSetUp sets it

    private delegate long AddIn(in PyCallContext context, long a, long b);

    private delegate long AddReadOnly(ref readonly PyCallContext context, long a, long b);

    private delegate long AddValue(PyCallContext context, long a, long b);

    private delegate long AddOut(out PyCallContext context, long a, long b);

    private delegate long IndexedIn(in PyCallContext context, long[] xs, long n);

    private delegate long IndexedSpan(in PyCallContext context, ReadOnlySpan<long> xs, long n);

    private delegate void CountIn(in PyCallContext context, long n);

    [OneTimeSetUp]
    public void Load() => _module = LimitFixtures.Load("hostile", options: LimitFixtures.Of(tier));

    [OneTimeTearDown]
    public void Unload() => _module.Dispose();

    [Test]
    public void A_context_is_the_first_parameter_in_whatever_way_it_is_passed()
    {
        var byReference = _module.Get<AddIn>("add");
        var readOnly = _module.Get<AddReadOnly>("add");
        var byValue = _module.Get<AddValue>("add");
        var func = _module.Get<Func<PyCallContext, long, long, long>>("add");
        var context = default(PyCallContext);
        Assert.That(
            (byReference(context, 1, 2), readOnly(in context, 3, 4), byValue(context, 5, 6), func(context, 7, 8)), Is.EqualTo((3, 7, 11, 15)));
        var cancelled = s_cancelled;
        Assert.That(() => byReference(cancelled, 1, 2), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => readOnly(in cancelled, 1, 2), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => byValue(cancelled, 1, 2), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => func(cancelled, 1, 2), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Overflowing_and_raising_are_as_without_a_context()
    {
        var add = _module.Get<AddIn>("add");
        Assert.That(() => add(default, long.MaxValue, 1), Throws.TypeOf<OverflowException>());
        Assert.That(() => _module.Get<Func<PyCallContext, string, long, object>>("add")(default, "a", 1), Throws.InstanceOf<PythonException>());
    }

    [Test]
    public void Arrays_and_spans_are_lent_as_without_a_context()
    {
        long[] xs = [3, 4];
        Assert.That(_module.Get<IndexedIn>("indexed")(default, xs, 3), Is.EqualTo(10));
        Assert.That(_module.Get<IndexedSpan>("indexed")(default, xs, 3), Is.EqualTo(10));
        Assert.That(() => _module.Get<IndexedIn>("indexed")(s_cancelled, xs, 3), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => _module.Get<IndexedSpan>("indexed")(s_cancelled, xs, 3), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_module.WithLimits(s_steps).Get<Func<long[], long, long>>("indexed")(xs, 3), Is.EqualTo(10));
    }

    [Test]
    public void A_signature_that_does_not_fit_is_named_as_it_was_written()
    {
        Assert.That(
            () => _module.Get<Func<PyCallContext, long, long>>("add"),
            Throws.TypeOf<SignatureMismatchException>().With.Message.Contains("Func<PyCallContext, long, long>").And.Message.Contains("it takes 2 parameters, the delegate passes 1"));
        Assert.That(() => _module.Get<AddOut>("add"), Throws.TypeOf<SignatureMismatchException>());
    }

    [Test]
    public void Delegates_of_any_number_of_parameters_pass_them_in_order([Range(0, DelegateShape.MaximumParameters)] int count, [Values] bool isAction)
    {
        // Native code has no *arguments.
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        var numbers = Enumerable.Range(7, count).Select(number => (object)(long)number).ToArray();
        var expected = isAction ? null : (object)numbers.Select((number, i) => (i + 1) * (long)number).Sum();
        Type[] parameters = [.. numbers.Select(_ => typeof(long))];
        var result = isAction ? typeof(void) : typeof(long);
        var plain = TierSelection.Bind(module, module.WithLimits(s_steps)["many"], DelegateShape.Of(Expression.GetDelegateType([.. parameters, result])));
        Assert.That(plain.DynamicInvoke(numbers), Is.EqualTo(expected));
        Assert.That(plain.Target!.GetType().Name, Does.StartWith("Limited"));
        foreach (var context in new[] { typeof(PyCallContext), typeof(PyCallContext).MakeByRefType() })
        {
            var limited = TierSelection.Bind(module, module["many"], DelegateShape.Of(Expression.GetDelegateType([context, .. parameters, result])));
            Assert.That(limited.DynamicInvoke([default(PyCallContext), .. numbers]), Is.EqualTo(expected));
            Assert.That(
                () => limited.DynamicInvoke([s_cancelled, .. numbers]),
                Throws.TypeOf<TargetInvocationException>().With.InnerException.InstanceOf<OperationCanceledException>());
        }
    }

    [Test]
    public void A_view_has_the_same_globals_and_limits_of_its_own()
    {
        using var module = LimitFixtures.Load("states", options: LimitFixtures.Of(Tier.InterpreterOnly));
        using var view = module.WithLimits(new ExecutionLimits { Steps = 5 });
        Assert.That(view.Functions.Select(function => function.Name), Is.EqualTo(module.Functions.Select(function => function.Name)));
        Assert.That(() => view["in_recursion"].Invoke(100L), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(() => view.Get<Func<long, long>>("in_recursion")(100), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(module["in_recursion"].Invoke(100L), Is.EqualTo(100L));
        module.SetGlobal("work", module["probe"]);
        Assert.That(view["work"].Declaration, Is.EqualTo("work()"));
        view.SetGlobal("table", 5);
        Assert.That(module.GetGlobal<long>("table"), Is.EqualTo(5));
        view.Dispose();
        Assert.That(module["in_recursion"].Parameters, Is.EqualTo(view["in_recursion"].Parameters));
    }

    [Test]
    public void Of_several_limits_the_strictest_holds()
    {
        using var module = LimitFixtures.Load(
            "hostile", options: new PycOptions { Tier = Tier.InterpreterOnly, Limits = new ExecutionLimits { Steps = 1000, IntegerBits = 200 } });
        var view = module.WithLimits(new ExecutionLimits { Steps = 2000, IntegerBits = 100 });
        Assert.That(() => view["spin"].Invoke(), Throws.TypeOf<ExecutionLimitException>().With.Message.Contains(" 1,000 steps"));
        Assert.That(() => view["doubled"].Invoke(10L), Throws.TypeOf<ExecutionLimitException>().With.Message.Contains(" 100 bits"));
        Assert.That(
            () => view["spin"].Invoke(new PyCallContext(limits: new ExecutionLimits { Steps = 10 })),
            Throws.TypeOf<ExecutionLimitException>().With.Message.Contains(" 10 steps"));
        Assert.That(() => module.Get<Action>("spin")(), Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public void Methods_of_interfaces_take_a_context()
    {
        var bound = _module.Bind<IHostile>();
        Assert.That((bound.Add(default, 1, 2), bound.One(), bound.Indexed(default, [5, 6], 2)), Is.EqualTo((3L, 1L, 11L)));
        Assert.That(() => bound.Add(s_cancelled, 1, 2), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => bound.Indexed(s_cancelled, [5, 6], 2), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => bound.Spin(s_cancelled), Throws.InstanceOf<OperationCanceledException>());
        var limited = _module.WithLimits(s_steps).Bind<IHostile>();
        Assert.That((limited.Add(default, 1, 2), limited.One()), Is.EqualTo((3L, 1L)));
    }

    [Test]
    public void Limits_are_checked_when_they_are_said()
    {
        Assert.That(() => new ExecutionLimits { Time = TimeSpan.Zero }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ExecutionLimits { Steps = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ExecutionLimits { IntegerBits = 63 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(new ExecutionLimits { Steps = 5 }, Is.EqualTo(ExecutionLimits.None with { Steps = 5 }));
    }

    public interface IHostile
    {
        long Add(in PyCallContext context, long a, long b);

        long Indexed(PyCallContext context, ReadOnlySpan<long> xs, long n);

        void Spin(in PyCallContext context);

        long One();
    }
}
