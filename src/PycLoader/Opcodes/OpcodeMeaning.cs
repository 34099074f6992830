namespace Pyc.Loader;

/// <summary>How the argument of a neutral operation comes from that of an opcode.</summary>
internal enum ArgumentForm
{
    /// <summary>It is the number in the row; the opcode's is ignored.</summary>
    Implied,

    /// <summary>It is the opcode's.</summary>
    AsIs,

    /// <summary>It is the opcode's, an index of a constant.</summary>
    Constant,

    /// <summary>It is the opcode's, a slot.</summary>
    Slot,

    /// <summary>It is the opcode's, a cell, counted from the first one up to 3.10.</summary>
    Cell,
}

/// <summary>What an opcode does, whatever its number in a version.</summary>
/// <remarks>
/// Most opcodes are one neutral operation; the others have a rule, a method of one of the <c>…Rules</c> classes.
/// </remarks>
internal sealed class OpcodeMeaning
{
    private readonly Action<Translation> _rule;

    internal OpcodeMeaning(Action<Translation> rule) => _rule = rule;

    internal OpcodeMeaning(BytecodeOp op, ArgumentForm form = ArgumentForm.Implied, int argument = 0)
        : this(translation => translation.Do(op, ArgumentOf(translation, form, argument)))
    {
    }

    internal void Apply(Translation translation) => _rule(translation);

    private static int ArgumentOf(Translation translation, ArgumentForm form, int argument) => form switch
    {
        ArgumentForm.Implied => argument,
        ArgumentForm.Constant => ConstantRules.Check(translation, translation.Argument),
        ArgumentForm.Slot => LocalRules.Slot(translation, translation.Argument),
        ArgumentForm.Cell => LocalRules.Cell(translation, translation.Argument),
        _ => translation.Argument,
    };
}
