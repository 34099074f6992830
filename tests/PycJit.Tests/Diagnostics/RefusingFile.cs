using Pyc.Cli.Compilation;
using Pyc.Tests.Support;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>A compiled source of fixtures/diagnostics in the ways in which it is used, each of which happens once.</summary>
/// <param name="path">Its path.</param>
internal sealed class RefusingFile(string path) : IDisposable
{
    private readonly Lazy<PycModule> _native = new(() => PycJit.Load(path));
    private readonly Lazy<PycModule> _interpreted = new(() => PycJit.Load(path, Facade.Interpreted));
    private readonly Lazy<IReadOnlyList<CompiledFunction>> _compiled =
        new(() => new FileCompiler(PycOptions.Default.LoadLimits.Steps!.Value, IntegerMode.Exact).Compile(path).Functions);

    public PycModule Native => _native.Value;

    public PycModule Interpreted => _interpreted.Value;

    /// <summary>What <c>pycjit compile</c> says of all its functions.</summary>
    public IReadOnlyList<CompiledFunction> Compiled => _compiled.Value;

    public void Dispose()
    {
        foreach (var module in new[] { _native, _interpreted }.Where(module => module.IsValueCreated))
            module.Value.Dispose();
    }
}
