using Pyc.X64;

namespace Pyc.Differential.Support;

/// <summary>The random scalar functions of one module in one mode, against what CPython made of them.</summary>
internal sealed class ScalarComparison
{
    // Code that is wrong may not end; what is right takes seconds.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly string _name;
    private readonly string _version;
    private readonly ScalarMode _mode;
    private readonly List<string> _differences = [];
    private readonly List<string> _refused = [];
    private volatile string _current = "loading";

    private ScalarComparison(string folder, string name, string version, ScalarMode mode) =>
        (_folder, _name, _version, _mode) = (folder, name, version, mode);

    /// <summary>Number of functions.</summary>
    public int Functions { get; private set; }

    /// <summary>Number of calls that were made; for each exit one, where exits are forced.</summary>
    public int Calls { get; private set; }

    /// <summary>Number of exits that were forced.</summary>
    public int Exits { get; private set; }

    /// <summary>The functions that are not native code where they should be, and why. They ran in the interpreter.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>A text for each call whose outcome is not CPython's: the function, whose name has the seed, and the arguments.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Loads the module, calls its functions and compares.</summary>
    /// <param name="folder">A folder as fixtures/random/record_scalars.py leaves it.</param>
    /// <param name="name">The module.</param>
    /// <param name="version">The CPython that compiled it.</param>
    /// <param name="mode">Where the functions run.</param>
    /// <param name="callsForExit">How many of a function's calls are made for each forced exit.</param>
    public static ScalarComparison Run(string folder, string name, string version, ScalarMode mode, int callsForExit = int.MaxValue)
    {
        var comparison = new ScalarComparison(folder, name, version, mode);
        // Nothing stops native code: the thread is left behind.
        var work = Task.Factory.StartNew(
            () => comparison.Compare(callsForExit), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!work.Wait(s_longest))
            throw new TimeoutException($"{version} {name} {mode.Name}: {comparison._current} does not end.");
        return comparison;
    }

    private void Compare(int callsForExit)
    {
        var path = Path.Combine(_folder, "pyc", _version, _name + ".pyc");
        using var module = PycJit.Load(path, _mode.Options);
        using var interpreted = PycJit.Load(path, ScalarMode.Interpreter.Options);
        foreach (var calls in ScalarCall.Read(_folder, _name, _version).GroupBy(call => call.Function))
        {
            Functions++;
            var first = calls.First();
            _current = first.Function;
            try
            {
                var function = first.Bind(module);
                if (_mode.IsNative)
                    module[first.Function].Compile(first.Parameters);
                Compare([.. calls], function, _mode.ForcesExits ? ForcedExits.Of(module[first.Function], first.IrParameters) : [], callsForExit);
            }
            catch (PycJitException refusal) when (refusal is UnsupportedBytecodeException or FunctionTooLargeException)
            {
                _refused.Add($"{_version} {_name} {first.Function}: {refusal.Message}");
                Compare([.. calls], first.Bind(interpreted), [], callsForExit);
            }
#pragma warning disable CA1031 // What fails otherwise is the difference of this function, whatever the reason; the others run all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _differences.Add($"{_version} {_name} {first.Function} {_mode.Name}: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
            }
        }
    }

    private void Compare(ScalarCall[] calls, Delegate function, IReadOnlyList<int> exits, int callsForExit)
    {
        Exits += exits.Count;
        foreach (var call in calls)
            Compare(call, function, exit: 0);
        foreach (var exit in exits)
        {
            ForcedExits.Take(exit);
            try
            {
                // Others for each exit, where not all are made.
                for (var i = 0; i < Math.Min(callsForExit, calls.Length); i++)
                    Compare(calls[(exit + i) % calls.Length], function, exit);
            }
            finally
            {
                ForcedExits.Take(0);
            }
        }
    }

    private void Compare(ScalarCall call, Delegate function, int exit)
    {
        Calls++;
        _current = call.ToString();
        var actual = ScalarCall.Outcome(function, call.Values);
        if (actual != call.Expected)
            _differences.Add($"{_version} {_name} {call} {_mode.Name}{(exit > 0 ? $" {exit}" : "")}: {actual}, CPython {call.Expected}");
    }
}
