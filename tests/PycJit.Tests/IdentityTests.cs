using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Tuples with nan in them are equal where it is the same nan: which one it is, native code does not know.</summary>
public sealed class IdentityTests
{
    [TestCaseSource(typeof(Facade), nameof(Facade.Versions))]
    public void A_nan_is_equal_to_itself_in_tuples_wherever_they_were_made(string version)
    {
        using var module = Facade.Load("identity", version, new PycOptions());
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<double, bool>>("same")(double.NaN), Is.True);
            Assert.That(module.Get<Func<double, bool>>("other")(double.NaN), Is.False);
            Assert.That(module.Get<Func<double, bool>>("contains")(double.NaN), Is.True);
            Assert.That(module.Get<Func<double, bool>>("deep")(double.NaN), Is.True);
            Assert.That(module.Get<Func<double, long>>("in_loop")(double.NaN), Is.EqualTo(3));
        });
    }

    [TestCaseSource(typeof(Facade), nameof(Facade.Versions))]
    public void Other_numbers_are_compared_natively(string version)
    {
        using var module = Facade.Load("identity", version, new PycOptions());
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<double, bool>>("same")(1.5), Is.True);
            Assert.That(module.Get<Func<double, bool>>("other")(1.5), Is.True);
            Assert.That(module.Get<Func<double, bool>>("deep")(1.5), Is.True);
            Assert.That(module.Get<Func<double, long>>("in_loop")(1.5), Is.EqualTo(3));
        });
    }
}
