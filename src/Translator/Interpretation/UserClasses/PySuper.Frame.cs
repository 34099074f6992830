using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content><c>super()</c> without arguments.</content>
internal sealed partial class PySuper
{
    /// <summary><c>super()</c> in a method: of the class in whose body it stands, and its first argument.</summary>
    /// <remarks>CPython: <c>super_init_without_args</c>.</remarks>
    public static PySuper InFrame(PythonRuntime runtime, Frame frame)
    {
        var code = frame.Code.Code;
        if (code.ArgumentCount == 0)
            throw PyErrors.RuntimeError("super(): no arguments");
        var first = frame.Values[0];
        // Up to 3.10 a parameter that inner functions use has a cell in a slot of its own.
        if (code.LocalNames.Length > 0 && code.CellNames.IndexOf(code.LocalNames[0]) is >= 0 and var own && code.LocalSlots.IsEmpty)
            first = frame.Values[code.LocalNames.Length + own];
        if (first.As<PyCell>() is { } cell)
            first = cell.Value;
        if (first.IsUnbound)
            throw PyErrors.RuntimeError("super(): arg[0] deleted");
        var index = SlotOfClass(code);
        if (index < 0 || frame.Values[index].As<PyCell>() is not { } classCell)
            throw PyErrors.RuntimeError("super(): __class__ cell not found");
        return classCell.Value.IsUnbound ? throw PyErrors.RuntimeError("super(): empty __class__ cell") : Make(runtime, classCell.Value, first);
    }

    private static int SlotOfClass(CodeObject code)
    {
        if (code.LocalSlots.IsEmpty)
            return code.FreeNames.IndexOf("__class__") is >= 0 and var free ? code.LocalNames.Length + code.CellNames.Length + free : -1;
        var index = code.LocalSlots.Length - 1;
        while (index >= 0 && code.LocalSlots[index].Name != "__class__")
            index--;
        return index;
    }
}
