namespace Pyc.Tests.Limits;

/// <summary>Calls of many threads that end by themselves or by their time, whichever comes first.</summary>
public sealed class ConcurrentStopTests
{
    private const int Threads = 4;
    private const int Calls = 150;

    [Test]
    public void A_call_returns_what_it_should_or_is_stopped([Values(Tier.InterpreterOnly, Tier.Auto)] Tier tier, [Values] bool byToken)
    {
        using var module = LimitFixtures.Load("hostile", options: LimitFixtures.Of(tier));
        var count = module.Get<Func<PyCallContext, long, long>>("count");
        var rounds = tier == Tier.Auto ? 1_000_000L : 10_000L;
        Assert.That(count(default, rounds), Is.EqualTo(rounds / 2));
        var (returned, stopped) = (0, 0);
        var errors = new Exception?[Threads];
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() => errors[number] = Record(() => Call(new Random(number))))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(errors, Is.All.Null);
        Assert.That((returned, returned + stopped), Is.EqualTo((returned, Threads * Calls)));
        TestContext.Out.WriteLine($"{returned} returned, {stopped} were stopped");
        Assert.That(count(default, rounds), Is.EqualTo(rounds / 2));

        void Call(Random random)
        {
            for (var i = 0; i < Calls; i++)
            {
                var time = TimeSpan.FromMicroseconds(random.Next(1, 3000));
                using var source = byToken ? new CancellationTokenSource(time) : null;
                var context = source is null ? new PyCallContext(limits: new ExecutionLimits { Time = time }) : new PyCallContext(source.Token);
                try
                {
                    if (count(context, rounds) != rounds / 2)
                        throw new InvalidOperationException("It returned something else.");
                    Interlocked.Increment(ref returned);
                }
                catch (Exception stop) when (stop is OperationCanceledException || stop is ExecutionLimitException { Limit: ExecutionLimit.Time })
                {
                    Interlocked.Increment(ref stopped);
                }
            }
        }

        static Exception? Record(Action action)
        {
            try
            {
                action();
                return null;
            }
#pragma warning disable CA1031 // The test says that there is none.
            catch (Exception error)
#pragma warning restore CA1031
            {
                return error;
            }
        }
    }
}
