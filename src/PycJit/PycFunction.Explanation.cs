using System.Collections.Immutable;
using Pyc.Explanations;
using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Build;
using Pyc.X64;

namespace Pyc;

/// <content>Why it runs where it does.</content>
public sealed partial class PycFunction
{
    private const int MostObstacles = 20;

    /// <summary>Says what becomes of it for these parameter types, and why: where it runs, and what its native code checks, calls and repeats.</summary>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    /// <returns>The explanation, also where it does not run natively: that is no error here.</returns>
    /// <exception cref="ObjectDisposedException">The module is disposed, and there is no code yet.</exception>
    /// <exception cref="ArgumentException">The types are too many or too few, or one is none that native code takes.</exception>
    /// <remarks>It is compiled, if it was not yet, and once more to look at what the optimiser does: what this costs, calls do not pay.</remarks>
    public Explanation Explain(params ReadOnlySpan<Type> parameterTypes)
    {
        var explanation = new Explanation
        {
            Name = Name,
            Declaration = Declaration,
            File = SourceFile,
            Line = Line,
            Version = _module.Version,
            Tier = ExecutionTier.Native,
        };
        try
        {
            CodeOrThrow();
            if (_module.Options.Tier == Tier.InterpreterOnly)
                return explanation with { Tier = ExecutionTier.Interpreted, Also = Obstacles(null) };
            _module.EnsureCodeCanRun();
            return VersionOfCalls(TypesOf(parameterTypes)).Explain(explanation, new CodeIndex(_module.File.Code));
        }
        catch (PycFormatException damage)
        {
            return explanation with { Tier = ExecutionTier.Unavailable, Damage = damage.Message };
        }
        catch (PycJitException refusal) when (refusal is IDiagnosed)
        {
            var diagnostic = ((IDiagnosed)refusal).Diagnostic;
            return explanation with { Tier = ExecutionTier.Interpreted, WhyNot = diagnostic, Also = Obstacles(diagnostic) };
        }
    }

    private ImmutableArray<FurtherObstacle> Obstacles(Diagnostic? known)
    {
        if (_code is null)
            return [];
        Bytecode bytecode;
        try
        {
            bytecode = _bytecode.Value;
        }
        catch (PycFormatException)
        {
            return [];          // what has been refused already is refused for a better reason
        }
        return
        [
            .. IrBuilder.WithoutTranslator(bytecode)
                .Select(index => (Where: IrBuilder.LocationOf(bytecode, index), Instruction: bytecode.Instructions[index]))
                .Where(found => known is null || found.Where.Function != known.Where.Function || found.Instruction.Offset != known.Offset)
                .DistinctBy(found => (found.Where.Line, found.Instruction.Opcode))
                .Take(MostObstacles)
                .Select(found => new FurtherObstacle(found.Where, found.Instruction.Opcode, found.Instruction.Offset)),
        ];
    }
}
