namespace Pyc;

/// <summary>The stages that a function goes through, each of which can be shown as text.</summary>
public enum CompilationStage
{
    /// <summary>Version-neutral instructions.</summary>
    Bytecode,

    /// <summary>SSA form as it was built.</summary>
    Ir,

    /// <summary>SSA form behind the optimiser.</summary>
    OptimisedIr,

    /// <summary>Machine code.</summary>
    Assembly,
}
