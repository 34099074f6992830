using Pyc.Loader;
using Pyc.Translation;

namespace Pyc.Cli.Compilation;

/// <summary>Compiles all functions of a module that is loaded.</summary>
internal sealed class ModuleCompiler
{
    private readonly Dictionary<CodeObject, PycFunction> _byCode = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, PycFunction> _byName = [];
    private readonly Dictionary<string, Diagnostic> _unavailable = [];
    private readonly Dictionary<CodeObject, CompiledFunction> _done = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins with a module.</summary>
    public ModuleCompiler(PycModule module)
    {
        foreach (var function in module.Functions)
        {
            _byName[function.Name] = function;
            if (function.Code is { } code)
                _byCode.TryAdd(code, function);
        }
        foreach (var (name, why) in module.UnavailableNames)
            _unavailable[name] = why;
    }

    /// <summary>Compiles them, in this order: each behind the one that it stands in.</summary>
    public List<CompiledFunction> Compile(IEnumerable<InventoriedFunction> functions)
    {
        var outcomes = new List<CompiledFunction>();
        foreach (var function in functions)
        {
            var outcome = _byCode.TryGetValue(function.Code, out var bound) ? Compile(function, bound) : OfUnbound(function);
            _done[function.Code] = outcome;
            outcomes.Add(outcome);
        }
        return outcomes;
    }

    /// <summary>The outcome, but for the reason.</summary>
    public static CompiledFunction Describe(InventoriedFunction function, CompiledTier tier) => new()
    {
        Name = function.Name,
        SourceFile = function.Code.FileName,
        Line = function.Code.FirstLine,
        Tier = tier,
    };

    /// <summary>The place of a function, as errors name it.</summary>
    public static SourceLocation PlaceOf(InventoriedFunction function) =>
        new(function.Code.FileName, new SourcePosition(function.Code.FirstLine), function.Name, -1);

    /// <summary>The reason with a line: that of the function, where it is about no line in particular.</summary>
    public static Diagnostic WithPlace(Diagnostic why, InventoriedFunction function) =>
        why.Where.Line > 0 ? why : why with { Where = PlaceOf(function) };

    /// <summary>Whether an exception says that something cannot be done, and not that PycJit failed to do it.</summary>
    public static bool IsRefusal(Exception exception) => exception is PycJitException and not InternalCompilerException;

    private static CompiledFunction Compile(InventoriedFunction function, PycFunction bound)
    {
        try
        {
            var code = bound.Compile();
            return Describe(function, CompiledTier.Compiled) with { Signature = code.Signature, CodeSize = code.Size, Time = code.Times.Total };
        }
        catch (PycJitException refusal) when (refusal is IDiagnosed)
        {
            return Describe(function, CompiledTier.Interpreted) with { WhyNot = WithPlace(((IDiagnosed)refusal).Diagnostic, function) };
        }
        catch (Exception fault)
        {
            // Whatever it is, the other functions are to be heard of as well.
            return Describe(function, CompiledTier.Fault) with { Fault = $"{fault.GetType().Name}: {fault.Message}" };
        }
    }

    private CompiledFunction OfUnbound(InventoriedFunction function)
    {
        if (function.Around is { } around && _done[around.Code].Tier is CompiledTier.Compiled or CompiledTier.Within)
            return Describe(function, CompiledTier.Within);
        if (function.Kind == FunctionKind.Function && _unavailable.TryGetValue(function.Code.Name, out var why))
            return Describe(function, CompiledTier.Unavailable) with { WhyNot = WithPlace(why, function) };
        if (function.Kind == FunctionKind.Function && _byName.TryGetValue(function.Code.Name, out var other) && other.Code is null)
            return Compile(function, other);                        // an object that a decorator has made of it: which refuses
        var (descriptor, reason, remedy) = function.Kind switch
        {
            FunctionKind.Method => (
                DiagnosticDescriptors.Method, "it is a method, and native code holds no objects of classes",
                "Make it a function of what it computes with."),
            FunctionKind.Inner => (
                DiagnosticDescriptors.InnerFunction, $"{function.Around!.Name} around it is not compiled",       // which makes it an inner one
                "See there."),
            FunctionKind.TopLevel => (
                DiagnosticDescriptors.CodeOfLoading, "it belongs to the top level, which is interpreted",
                "It runs once; a function of the module can be compiled."),
            FunctionKind.Annotation => (
                DiagnosticDescriptors.AnnotationCode, "it says what annotations or type parameters stand for, which is interpreted", "Nothing needs to be done."),
            _ => (
                DiagnosticDescriptors.UnboundFunction, $"once the module is loaded, {function.Code.Name} is something else, or nothing",
                "Give each function a name of its own, and define it in any case."),
        };
        return Describe(function, CompiledTier.Interpreted) with
        {
            WhyNot = new Diagnostic { Descriptor = descriptor, Where = PlaceOf(function), Reason = reason, Remedy = remedy },
        };
    }
}
