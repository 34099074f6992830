using System.Diagnostics;
using Embedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pyc.Samples.Tests;

/// <summary>Code of docs/embedding.md that the sample has no use for.</summary>
public sealed class EmbeddingExamples
{
    private static string Shipping => Repository.PathTo("samples", "Embedding", "v1", "shipping.pyc");

    [Test]
    public void An_interface_is_injected()
    {
        var path = Shipping;
        var services = new ServiceCollection();
        services.AddLogging();

        services.AddSingleton(provider => PycJit.Load(path, new PycOptions
        {
            Fallback = Fallback.Interpreter,
            Logger = provider.GetRequiredService<ILogger<PycModule>>(),
        }));
        services.AddSingleton(provider => provider.GetRequiredService<PycModule>().Bind<IShipping>());

        PycModule module;
        using (var provider = services.BuildServiceProvider())
        {
            module = provider.GetRequiredService<PycModule>();
            var shipping = provider.GetRequiredService<IShipping>();
            Assert.That(shipping.Total(100, 2000, 10), Is.EqualTo(410));
            Assert.That(provider.GetRequiredService<IShipping>(), Is.SameAs(shipping));
        }
        Assert.That(() => module["cost"].Compile(), Throws.TypeOf<ObjectDisposedException>(), "the container disposes the module");
    }

    [Test]
    public void All_functions_are_compiled_before_the_first_call()
    {
        using var module = PycJit.Load(Shipping);
        var compiled = new List<string>();

        foreach (var function in module.Functions.Where(function => function.IsCompilable(out _)))
            compiled.Add($"{function.Name}: {function.Compile().Size} bytes");

        Assert.That(compiled.Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "cost", "total" }));
    }

    [Test]
    public void Code_of_strangers_is_loaded_with_limits()
    {
        var path = Shipping;

        var careful = new PycOptions
        {
            Fallback = Fallback.Interpreter,
            LoadLimits = new ExecutionLimits { Steps = 1_000_000 },
            Limits = new ExecutionLimits { Steps = 1_000_000 },
            RecursionLimit = 200,
        };

        using var module = PycJit.Load(path, careful);
        Assert.That(module.Bind<IShipping>().Label(2500, 340), Is.EqualTo("2.5 kg, 340 km"));
    }

    [Test]
    public void A_slow_first_call_is_found_in_a_trace()
    {
        var slow = new List<string>();

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PycTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => slow.Add($"{activity.OperationName} {activity.GetTagItem("code.function.name")}"),
        };
        ActivitySource.AddActivityListener(listener);

        using var module = PycJit.Load(Shipping);
        module.Get<Func<long, long, long>>("cost")(2000, 10);
        Assert.That(slow, Is.EqualTo(new[] { "pycjit.load ", "pycjit.build cost", "pycjit.compile cost" }));
    }
}
