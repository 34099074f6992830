using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>Why there are instructions that native code does not have, whatever they meet.</summary>
internal static class InstructionRefusals
{
    private const string WithoutDict = "Choose with if, or keep the values in a list and look them up by an index.";

    private const string WithoutSet = "Keep the values in a sorted list, or mark them in a list of bools.";

    private const string WithoutText = "Work with numbers, and let C# make the text and take it apart.";

    /// <summary>What to do without values of a kind that there are none of; null for what is no such kind.</summary>
    public static string? RemedyFor(DiagnosticDescriptor kind) =>
        kind == DiagnosticDescriptors.Text ? WithoutText
        : kind == DiagnosticDescriptors.Dict ? WithoutDict
        : kind == DiagnosticDescriptors.Set ? WithoutSet
        : kind == DiagnosticDescriptors.ComplexNumber ? "Compute with the two parts as floats."
        : null;

    /// <summary>What is refused with an instruction.</summary>
    /// <returns>Its code, why, as a clause without a full stop, and what to do, as a sentence.</returns>
    /// <exception cref="InternalCompilerException">It is one that native code has.</exception>
    public static (DiagnosticDescriptor Descriptor, string Why, string Remedy) Of(BytecodeOp op) => op switch
    {
        BytecodeOp.BuildMap or BytecodeOp.BuildMapFromKeys or BytecodeOp.MapAdd or BytecodeOp.DictUpdate or BytecodeOp.DictMerge =>
            (DiagnosticDescriptors.Dict, "it makes a dict, and native code has none", WithoutDict),
        BytecodeOp.BuildSet or BytecodeOp.SetAdd or BytecodeOp.SetUpdate =>
            (DiagnosticDescriptors.Set, "it makes a set, and native code has none", WithoutSet),
        BytecodeOp.BuildString or BytecodeOp.ConvertToText or BytecodeOp.FormatSimple or BytecodeOp.FormatWithSpecification =>
            (DiagnosticDescriptors.Text, "it makes a string, and native code computes none", WithoutText),
        BytecodeOp.StoreAttribute or BytecodeOp.DeleteAttribute =>
            (DiagnosticDescriptors.Attribute, "it changes an attribute of an object", "Return the value, and let the caller change the object."),
        BytecodeOp.LoadSuperAttribute =>
            (DiagnosticDescriptors.Attribute, "it calls a method of a base class", "Write what it computes as a function of the module."),
        BytecodeOp.StoreGlobal or BytecodeOp.DeleteGlobal =>
            (DiagnosticDescriptors.GlobalAssignment, "it changes a global variable", "Return the value, and set the global by PycModule.SetGlobal."),
        BytecodeOp.ImportName or BytecodeOp.ImportNameLazily or BytecodeOp.ImportFrom or BytecodeOp.ImportStar =>
            (DiagnosticDescriptors.Import, "it imports a module when it is called", "Import the module at the top level."),
        BytecodeOp.LoadName or BytecodeOp.StoreName or BytecodeOp.DeleteName or BytecodeOp.LoadLocals or BytecodeOp.StoreLocals
            or BytecodeOp.LoadFromDictOrGlobals or BytecodeOp.LoadFromDictOrDeref or BytecodeOp.SetupAnnotations or BytecodeOp.StoreAnnotation =>
            (DiagnosticDescriptors.TopLevelCode, "it keeps its names in a dict", "Write it as a function that assigns its own variables, without exec and import *."),
        BytecodeOp.DeleteDeref =>
            (DiagnosticDescriptors.ClosureVariable, "it deletes a variable that functions share", "Leave the variable as it is."),
        BytecodeOp.BuildClass or BytecodeOp.LoadCommon or BytecodeOp.TypeUnary or BytecodeOp.TypeBinary =>
            (DiagnosticDescriptors.ClassDefinition, "it makes a class, or a name for a type", "Make it at the top level of the module."),
        BytecodeOp.CallExit or BytecodeOp.LoadSpecial =>
            (DiagnosticDescriptors.With, "it enters or leaves a context manager", "Let the caller do it, around the call."),
        BytecodeOp.MatchKeys or BytecodeOp.MatchClass or BytecodeOp.CopyWithoutKeys =>
            (DiagnosticDescriptors.Pattern, "it matches the keys or the attributes of an object", "Match numbers and tuples of them."),
        BytecodeOp.Yield or BytecodeOp.Send or BytecodeOp.CleanupThrow or BytecodeOp.GetYieldFromIterator or BytecodeOp.ConvertStopIteration =>
            (DiagnosticDescriptors.Delegation, "the generator delegates to another, or is sent values", "Write yield from as a loop: for x in ...: yield x."),
        BytecodeOp.PrintExpression or BytecodeOp.PrintItem or BytecodeOp.PrintItemTo or BytecodeOp.PrintNewLine or BytecodeOp.PrintNewLineTo =>
            (DiagnosticDescriptors.Print, "it prints", "Return what it prints, and print it in C#."),
        // What the interpreter has not either.
        _ => Operations.Refusal(op) ?? throw new InternalCompilerException($"{op} is refused, and native code has it.", stage: "building the IR"),
    };
}
