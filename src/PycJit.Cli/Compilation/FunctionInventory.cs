using Pyc.Loader;

namespace Pyc.Cli.Compilation;

/// <summary>The functions in a file: whatever has parameters and runs more than once, wherever it stands.</summary>
internal static class FunctionInventory
{
    /// <summary>All of them, each behind what it stands in.</summary>
    public static IEnumerable<InventoriedFunction> Of(CodeObject module)
    {
        // A stack of our own: a file may nest deeper than that of the thread.
        var open = new Stack<(CodeObject Code, InventoriedFunction? Around, FunctionKind Inside, string Prefix)>();
        Push(module, null, FunctionKind.Function, "");
        while (open.TryPop(out var next))
        {
            var (code, around, inside, prefix) = next;
            // The body of a class is no function: it has its names in a dict, of which the first is that of its module.
            if (!code.Flags.HasFlag(CodeFlags.Optimized) && code.Names.Contains("__module__"))
            {
                Push(code, around, FunctionKind.Method, prefix + code.Name + ".");
                continue;
            }
            var function = new InventoriedFunction(code, KindOf(code.Name, inside), prefix + code.Name, around);
            yield return function;
            Push(code, function, FunctionKind.Inner, function.Name + ".<locals>.");
        }

        void Push(CodeObject code, InventoriedFunction? around, FunctionKind inside, string prefix)
        {
            foreach (var inner in code.Constants.OfType<CodeObject>().Reverse())
                open.Push((inner, around, inside, prefix));
        }
    }

    private static FunctionKind KindOf(string name, FunctionKind inside) =>
        // 3.12 and 3.14 on make functions of what stands in brackets behind a name, of type aliases and of annotations.
        name.StartsWith("<generic parameters of ", StringComparison.Ordinal) || name is "__annotate__" or "__conditional_annotations__" ? FunctionKind.Annotation
        : inside == FunctionKind.Inner ? FunctionKind.Inner
        : name == "<lambda>" && inside == FunctionKind.Method ? FunctionKind.Method
        : name.StartsWith('<') ? FunctionKind.TopLevel
        : inside;
}

/// <summary>A function in a file.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its qualified name.</param>
/// <param name="Around">The function that it stands in; null where that is none.</param>
internal sealed record InventoriedFunction(CodeObject Code, FunctionKind Kind, string Name, InventoriedFunction? Around);

/// <summary>What a function is by its place.</summary>
internal enum FunctionKind
{
    /// <summary>A function of the top level.</summary>
    Function,

    /// <summary>A function in the body of a class.</summary>
    Method,

    /// <summary>A function, lambda or comprehension in a function.</summary>
    Inner,

    /// <summary>A lambda or comprehension of the top level or of a class body.</summary>
    TopLevel,

    /// <summary>What annotations and type parameters stand for.</summary>
    Annotation,
}
