using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Profiling;

/// <summary>Finds the functions of machine code and their lines, for one module.</summary>
/// <param name="module">The module.</param>
internal sealed class CodeSymbols(PycModule module)
{
    private readonly ConcurrentDictionary<string, string> _paths = [];
    private readonly string _name = Path.GetFileName(module.Name).Split('.')[0];

    /// <summary>The functions of a unit, in the order of their code.</summary>
    /// <param name="code">The code of the unit.</param>
    /// <param name="parameters">What the function takes that is called from outside.</param>
    public ImmutableArray<CodeSymbol> Of(MachineCode code, ImmutableArray<ParameterType> parameters)
    {
        var symbols = ImmutableArray.CreateBuilder<CodeSymbol>(code.Functions.Length);
        var origins = new Queue<CodeOrigin>(code.Origins);
        for (var i = 0; i < code.Functions.Length; i++)
        {
            var function = code.Functions[i];
            var end = i + 1 < code.Functions.Length ? code.Functions[i + 1].Offset : code.CodeLength;
            var name = SymbolName.Of(_name, function.Name, i == 0
                ? parameters.Select(type => type.ToString())
                : function.ParameterTypes.Select(IrPrinter.NameOf));
            symbols.Add(new CodeSymbol(name, function.Offset, end - function.Offset, LinesOf(origins, function.Offset, end)));
        }
        return symbols.MoveToImmutable();
    }

    /// <summary>Where lines begin in a function. What has no place of its own, such as moves, belongs to what stands before it.</summary>
    /// <param name="origins">The origins that are left, the function's first; they are taken.</param>
    /// <param name="start">Where the function begins.</param>
    /// <param name="end">Where it ends.</param>
    private ImmutableArray<CodeLine> LinesOf(Queue<CodeOrigin> origins, int start, int end)
    {
        var lines = ImmutableArray.CreateBuilder<CodeLine>();
        while (origins.TryPeek(out var next) && next.Offset < end)
        {
            var (offset, place, _) = origins.Dequeue();
            if (place.Line <= 0)
                continue;
            var file = _paths.GetOrAdd(place.File, PathOf);
            // What makes the frame stands first and belongs to the first line.
            if (lines.Count == 0)
                lines.Add(new CodeLine(start, file, place.Line));
            else if (lines[^1] is var last && (last.Line != place.Line || last.File != file))
                lines.Add(new CodeLine(offset, file, place.Line));
        }
        return lines.ToImmutable();
    }

    private string PathOf(string source) => SourceSearch.Files(module, source).FirstOrDefault()?.FullName ?? SymbolName.Safe(source);
}
