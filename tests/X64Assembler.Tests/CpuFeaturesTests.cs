namespace Pyc.X64.Tests;

[TestFixture]
public sealed class CpuFeaturesTests
{
    [Test]
    public void The_baseline_asks_for_nothing_beyond_what_is_taken_for_granted() => Assert.That(CpuFeatures.Baseline.Bmi2, Is.False);

    [Test]
    public void What_is_detected_is_what_the_framework_says()
    {
        Assert.That(CpuFeatures.Detected.Bmi2, Is.EqualTo(System.Runtime.Intrinsics.X86.Bmi2.X64.IsSupported));
        Assert.That(CpuFeatures.IsSupported, Is.EqualTo(System.Runtime.Intrinsics.X86.Sse42.X64.IsSupported));
    }
}
