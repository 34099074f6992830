namespace Pyc.Benchmarks;

/// <summary>A thread that loads modules, sets a global of one, calls and drops them, all the while.</summary>
internal sealed class Churn : IDisposable
{
    private readonly byte[] _calls = File.ReadAllBytes(Repository.Pyc("calls"));
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public Churn()
    {
        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <summary>Modules that were loaded.</summary>
    public int Modules { get; private set; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Error { get; private set; }

    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
    }

    private void Run()
    {
        try
        {
            for (; !_isEnding; Modules++)
            {
                var module = PycJit.Load(_calls);
                var smaller = module.Get<Func<long, long>>("module_constant");
                for (var limit = 1L; limit < 4; limit++)
                {
                    module.SetGlobal("LIMIT", limit);
                    if (smaller(7) != limit)
                        throw new InvalidOperationException($"A global of {limit} is not seen: {smaller(7)}");
                }
                if (Modules % 2 == 0)
                    module.Dispose();
            }
        }
        catch (Exception error)
        {
            Error = error.ToString();
        }
    }
}
