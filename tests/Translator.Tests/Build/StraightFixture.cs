using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Build;

/// <summary>Functions of the fixtures, built into IR.</summary>
internal static class StraightFixture
{
    public static Function Build(
        string version, string module, string function, IntegerMode integers = IntegerMode.Exact, params IrType[] types)
    {
        var file = PycFile.Read(Repository.Pyc(module, version));
        var bytecode = BytecodeDecoder.Decode(file.Code.Constants.OfType<CodeObject>().Single(code => code.Name == function));
        var parameters = types.Length > 0 ? types : Enumerable.Repeat(IrType.Int64, bytecode.Code.ParameterCount);
        var built = IrBuilder.Build(bytecode, new ModuleScope(file), [.. parameters.Select(type => (ParameterType)type)], integers);
        IrVerifier.Verify(built);
        return built;
    }
}
