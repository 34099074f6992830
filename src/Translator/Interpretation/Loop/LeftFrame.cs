using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>A frame of Python code that native code has left.</summary>
/// <param name="Shape">Where it stands, and what lies in which slot.</param>
/// <param name="Operands">The operands of the slots, as the shape orders them.</param>
internal readonly record struct LeftFrame(FrameShape Shape, PyValue[] Operands);
