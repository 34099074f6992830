using System.Globalization;
using Pyc.Differential.Support;
using Pyc.Loader;
using Pyc.Loader.Tests;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Differential;

/// <summary>Damaged files in the interpreter: whatever still loads gives values, Python's exceptions or PycJit's, and comes to an end.</summary>
/// <remarks>
/// <c>HOSTILE_MUTATIONS</c> and <c>HOSTILE_SEED</c> run more of them, and others. A fault of the interpreter leaves it as an
/// <see cref="InternalCompilerException"/>, or makes a name of the module unavailable; both are failures here.
/// </remarks>
[NonParallelizable]
public sealed class HostileInterpretationTests
{
    private const int SmallStack = 256 << 10;
    private const long Budget = 20_000;
    private const string FaultText = "PycJit broke its own rules";

    private static readonly int s_seed = Setting("HOSTILE_SEED", 31415);
    private static readonly int s_mutations = Setting("HOSTILE_MUTATIONS", 300);

    private readonly Random _random = new(s_seed);
    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private int _evaluated;
    private int _refused;
    private int _calls;
    private int _raised;

    [Test]
    public void Damaged_code_ends_in_a_value_or_in_an_exception_of_Python_or_PycJit()
    {
        TestContext.Out.WriteLine($"seed {s_seed}, {s_mutations} mutations");
        var thread = new Thread(Run, SmallStack);
        thread.Start();
        thread.Join();

        TestContext.Out.WriteLine($"{_evaluated} evaluated, {_refused} refused, {_calls} calls, {_raised} of them raised");
        Assert.That(_faults, Is.Empty, string.Join("\n", _faults.Select(fault => $"{fault.Value} x {fault.Key}")));
        Assert.Multiple(() =>
        {
            Assert.That(_evaluated, Is.GreaterThan(s_mutations / 10));
            Assert.That(_calls, Is.GreaterThan(s_mutations));
            Assert.That(_raised, Is.GreaterThan(s_mutations / 10));
        });
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private void Run()
    {
        string[] paths =
        [
            .. Directory.GetFiles(Repository.PathTo("fixtures", "pyc"), "*.pyc", SearchOption.AllDirectories),
            .. Directory.GetFiles(Repository.PathTo("fixtures", "bytecode"), "examples.pyc", SearchOption.AllDirectories),
            .. Directory.GetFiles(Repository.PathTo("fixtures", "probes", "pyc"), "*.pyc", SearchOption.AllDirectories),
        ];
        Array.Sort(paths, StringComparer.Ordinal);
        var codeMutator = new CodeMutator(s_seed);
        var fileMutator = new Mutator(s_seed);
        for (var i = 0; i < s_mutations; i++)
        {
            var path = paths[_random.Next(paths.Length)];
            var file = File.ReadAllBytes(path);
            var damaged = i % 5 == 0
                ? fileMutator.Mutate(file, file, from: 16)
                : codeMutator.Mutate(file, [.. PycFile.Read(file).CodeObjects()]);
            try
            {
                Evaluate(damaged);
            }
#pragma warning disable CA1031 // Every fault is counted; the first of each kind is shown with its mutation.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Note(i, path, exception.ToString());
            }
        }

        void Note(int mutation, string path, string fault)
        {
            var lines = fault.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("at ", StringComparison.Ordinal)).Take(4);
            var key = $"{fault.Split('\n')[0][..Math.Min(200, fault.Split('\n')[0].Length)]} {string.Join(" ", lines)}";
            if (_faults.TryAdd(key, 1))
                TestContext.Out.WriteLine($"mutation {mutation} of {path}: {fault}");
            else
                _faults[key]++;
        }
    }

    private void Evaluate(byte[] bytes)
    {
        PycFile file;
        try
        {
            file = PycFile.Read(bytes);
        }
        catch (PycFormatException)
        {
            _refused++;
            return;
        }

        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules(), MemoryLimit = 256 << 20, Budget = Budget };
        ModuleEvaluation module;
        try
        {
            module = ModuleEvaluation.Run(runtime, file.Code, "damaged");
        }
        catch (PythonError error)
        {
            Show(runtime, error);
            return;
        }
        catch (PycJitException exception) when (exception is not InternalCompilerException)
        {
            _refused++;
            return;
        }
        _evaluated++;
        if (module.Unavailable.Select(name => name.Reason).FirstOrDefault(reason => reason.Contains(FaultText, StringComparison.Ordinal)) is { } reason)
            throw new InvalidOperationException(reason);

        PyValue[] values = [.. module.Globals.Items.Select(item => item.Value)];
        foreach (var value in values)
        {
            if (value.Object is PyFunction function)
                Call(runtime, function);
            else if (value.Object is PyType { IsBuiltin: false } type)
                Attempt(runtime, () => Operators.Call(runtime, type));
        }
    }

    private void Call(PythonRuntime runtime, PyFunction function)
    {
        for (var call = 0; call < 2; call++)
        {
            var arguments = Enumerable.Range(0, function.Code.Code.ArgumentCount).Select(_ => Argument()).ToArray();
            Attempt(runtime, () => Operators.Call(runtime, function, arguments));
        }
    }

    private PyValue Argument() => _random.Next(9) switch
    {
        0 => PyValue.FromInt(0),
        1 => PyValue.FromInt(-1),
        2 => PyValue.FromInt(3),
        3 => PyValue.FromFloat(1.5),
        4 => PyValue.FromText("abc"),
        5 => PyValue.None,
        6 => new PyList([PyValue.FromInt(3), PyValue.FromInt(1), PyValue.FromInt(2)]),
        7 => new PyTuple([PyValue.FromInt(1), PyValue.FromText("x")]),
        _ => new PyInteger(System.Numerics.BigInteger.Pow(2, 70), isLong: false),
    };

    private void Attempt(PythonRuntime runtime, Func<PyValue> call)
    {
        _calls++;
        runtime.Budget = Budget;
        try
        {
            var result = call();
            if (result.Object is PyIterator iterator)
                iterator.TryNext(runtime, out _);
            _ = Operators.Repr(runtime, result);
        }
        catch (PythonError error)
        {
            _raised++;
            Show(runtime, error);
        }
        catch (PycJitException exception) when (exception is not InternalCompilerException)
        {
            _raised++;
        }
        finally
        {
            runtime.Budget = null;
        }
    }

    /// <summary>Writes what nobody caught, as whoever loads the file does.</summary>
    private static void Show(PythonRuntime runtime, PythonError error)
    {
        runtime.Budget = Budget;
        try
        {
            Assert.That(TracebackText.Format(runtime, error.Value, (_, _) => null), Is.Not.Empty);
        }
        catch (ExecutionLimitException)
        {
            // Its __str__ does not end.
        }
    }
}
