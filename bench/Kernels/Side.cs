using System.Reflection;

namespace Pyc.Benchmarks;

/// <summary>One way to run kernels: a column of the table.</summary>
internal abstract class Side(string name, string version)
{
    /// <summary>The head of its column.</summary>
    public string Name { get; } = name;

    /// <summary>What exactly it is.</summary>
    public string Version { get; } = version;

    /// <summary>Makes a kernel ready to be called.</summary>
    /// <exception cref="SideException">It cannot be run here.</exception>
    public abstract IRun Prepare(Data data);
}

/// <summary>A kernel that a side can call.</summary>
internal interface IRun
{
    /// <summary>How often it is called before it is as fast as it gets.</summary>
    int WarmUpCalls { get; }

    /// <summary>One round in so many takes part: less than 1 where calls are slow and times are far apart.</summary>
    int RoundsApart { get; }

    /// <summary>Calls it once with the arguments as they were at first.</summary>
    /// <exception cref="SideException">The call failed.</exception>
    Outcome Call();

    /// <summary>Seconds of one call, the mean of so many.</summary>
    double Time(int calls);
}

/// <summary>A side cannot run a kernel: why not.</summary>
internal sealed class SideException(string message) : Exception(message);

/// <summary>A kernel that is called in this process.</summary>
internal sealed class InProcessRun(Func<long> call, Type result, Data data) : IRun
{
    public int WarmUpCalls => 5;

    public int RoundsApart => 1;

    public Outcome Call()
    {
        data.Restore();
        try
        {
            var bits = call();
            return data.After(result == typeof(double) ? Outcome.Text(BitConverter.Int64BitsToDouble(bits)) : result == typeof(void) ? "none" : Outcome.Text(bits));
        }
        catch (Exception error) when (error is OverflowException or PycJitException)
        {
            throw new SideException($"{error.GetType().Name}: {error.Message}");
        }
    }

    public double Time(int calls)
    {
        if (!data.Kernel.IsRestored)
        {
            var start = Clock.Seconds();
            for (var i = 0; i < calls; i++)
                call();
            return (Clock.Seconds() - start) / calls;
        }
        var sum = 0.0;
        for (var i = 0; i < calls; i++)
        {
            data.Restore();
            var start = Clock.Seconds();
            call();
            sum += Clock.Seconds() - start;
        }
        return sum / calls;
    }
}

/// <summary>The methods of one of the assemblies with the kernels in C#.</summary>
internal sealed class CSharpSide(string name, string assembly) : Side(name, Environment.Version.ToString())
{
    private readonly ILookup<string, MethodInfo> _methods =
        Assembly.Load(assembly).GetExportedTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).ToLookup(method => method.Name);

    public MethodInfo MethodOf(Kernel kernel) => _methods[kernel.PascalName].Single();

    public override IRun Prepare(Data data)
    {
        var method = MethodOf(data.Kernel);
        return new InProcessRun(EmittedCall.Of(method, data.Arguments), method.ReturnType, data);
    }
}

/// <summary>The module as PycJit compiles it.</summary>
/// <param name="name">The head of its column.</param>
/// <param name="integers">What becomes of ints beyond 64 bits.</param>
/// <param name="signatures">Tells what the kernels return.</param>
/// <param name="limits">Limits of each call; null for none.</param>
internal sealed class PycJitSide(string name, IntegerMode integers, CSharpSide signatures, ExecutionLimits? limits = null) : Side(name, integers.ToString()), IDisposable
{
    private readonly PycModule _module = PycJit.Load(Repository.Pyc("kernels", "3.13"), new PycOptions { Integers = integers, Limits = limits ?? ExecutionLimits.None });

    public override IRun Prepare(Data data)
    {
        if (!_module[data.Kernel.Name].IsCompilable(out var reason, Array.ConvertAll(data.Arguments, argument => argument.GetType())))
            throw new SideException($"not native: {reason}");
        var result = signatures.MethodOf(data.Kernel).ReturnType;
        var type = System.Linq.Expressions.Expression.GetDelegateType(
            [.. data.Arguments.Select(argument => argument.GetType()), result == typeof(int) ? typeof(long) : result]);
        var target = (Delegate)typeof(PycModule).GetMethods().Single(method => method.Name == "Get" && method.IsGenericMethod)
            .MakeGenericMethod(type).Invoke(_module, [data.Kernel.Name])!;
        return new InProcessRun(EmittedCall.Of(target, data.Arguments), result, data);
    }

    public void Dispose() => _module.Dispose();
}
