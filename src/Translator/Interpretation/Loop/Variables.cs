using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Constants, locals, cells, globals and the names of modules and class bodies.</summary>
internal static class Variables
{
    /// <summary>A constant that is loaded for the first time.</summary>
    public static PyValue LoadConstant(PythonRuntime runtime, Frame frame, int index)
    {
        try
        {
            return frame.Body.LoadConstant(runtime, index);
        }
        catch (UnsupportedValueException unsupported)
        {
            var diagnostic = unsupported.Diagnostic;
            throw Unsupported.Here(frame, diagnostic.Descriptor, diagnostic.Reason, diagnostic.Remedy);
        }
    }

    /// <summary>UnboundLocalError.</summary>
    public static PythonError UnboundLocal(PythonRuntime runtime, Frame frame, int slot) =>
        PyErrors.Of(ExceptionTypes.UnboundLocalError, runtime.Semantics.Execution.UnboundLocal(frame.Body.Bytecode.SlotNames[slot]));

    /// <summary>A global that is not bound: NameError, unless a star import may have bound it.</summary>
    public static PyValue LoadUnknownGlobal(PythonRuntime runtime, Frame frame, int name) =>
        frame.Globals.Unknown is { } unknown ? unknown(frame.Code.Code.Names[name]) : throw UnknownGlobal(runtime, frame, name);

    /// <summary>NameError of a global.</summary>
    public static PythonError UnknownGlobal(PythonRuntime runtime, Frame frame, int name) =>
        PyErrors.NameError(runtime.Semantics.Execution.UnknownGlobal(frame.Code.Code.Names[name]), frame.Code.Code.Names[name]);

    /// <summary>The error of a cell that is empty: UnboundLocalError for an own variable, else NameError.</summary>
    public static PythonError EmptyCell(PythonRuntime runtime, Frame frame, int slot) =>
        slot >= frame.Body.FirstFreeSlot
            ? PyErrors.NameError(runtime.Semantics.Execution.UnboundFree(frame.Body.Bytecode.SlotNames[slot]), frame.Body.Bytecode.SlotNames[slot])
            : UnboundLocal(runtime, frame, slot);

    /// <summary>The cell in a slot.</summary>
    public static PyCell CellAt(Frame frame, int slot) =>
        frame.Values[slot].As<PyCell>() ?? throw Unsupported.Malformed(frame, "the slot holds no cell");

    /// <summary>The locals' mapping.</summary>
    public static PyNamespace Names(Frame frame) =>
        frame.Names ?? throw Unsupported.Malformed(frame, "a function has no mapping of its locals");

    /// <summary>Looks a name up in the locals' mapping, the globals and the builtins.</summary>
    public static PyValue LoadName(PythonRuntime runtime, Frame frame, int name)
    {
        if (Names(frame).TryGet(frame.Code.Code.Names[name], out var value))
            return value;
        value = frame.Body.LoadGlobal(runtime, frame.Globals, name);
        return value.IsUnbound ? LoadUnknownName(frame, name) : value;
    }

    /// <summary>A name that is not bound: NameError, unless a star import may have bound it.</summary>
    public static PyValue LoadUnknownName(Frame frame, int name) =>
        frame.Globals.Unknown is { } unknown ? unknown(frame.Code.Code.Names[name]) : throw UnknownName(frame, name);

    /// <summary>NameError.</summary>
    public static PythonError UnknownName(Frame frame, int name) =>
        PyErrors.NameError($"name '{frame.Code.Code.Names[name]}' is not defined", frame.Code.Code.Names[name]);

    /// <summary>Unbinds a name.</summary>
    public static void DeleteName(Frame frame, int name)
    {
        var names = Names(frame);
        if (!names.TryGet(frame.Code.Code.Names[name], out _))
            throw UnknownName(frame, name);
        names[frame.Code.Code.Names[name]] = PyValue.Unbound;
    }

    /// <summary>Unbinds a global.</summary>
    public static void DeleteGlobal(PythonRuntime runtime, Frame frame, int name)
    {
        if (!frame.Globals.TryGet(frame.Code.Code.Names[name], out _))
            throw UnknownGlobal(runtime, frame, name);
        frame.Globals[frame.Code.Code.Names[name]] = PyValue.Unbound;
    }

    /// <summary>mapping → the name in it, else what <paramref name="otherwise"/> gives.</summary>
    public static PyValue LoadFromMapping(PythonRuntime runtime, PyValue mapping, string name, Func<PyValue> otherwise)
    {
        if (mapping.As<PyNames>() is { } names)
            return names.Names.TryGet(name, out var bound) ? bound : otherwise();
        if (mapping.As<PyDict>() is { } dict)
            return dict.TryGet(runtime, PyValue.FromText(name), out var value) ? value : otherwise();
        return otherwise();
    }

    /// <summary>Puts the cells of the closure into the last slots.</summary>
    public static void CopyFreeVariables(Frame frame, int count)
    {
        var closure = frame.Function?.Closure ?? [];
        if (closure.Length < count)
            throw Unsupported.Malformed(frame, "the function has no closure");
        for (var i = 0; i < count; i++)
            frame.Values[frame.Body.SlotCount - count + i] = closure[i];
    }

    /// <summary>Unbinds a local.</summary>
    public static void DeleteLocal(PythonRuntime runtime, Frame frame, int slot)
    {
        if (frame.Values[slot].IsUnbound)
            throw UnboundLocal(runtime, frame, slot);
        frame.Values[slot] = PyValue.Unbound;
    }

    /// <summary>Empties a cell.</summary>
    public static void DeleteDeref(PythonRuntime runtime, Frame frame, int slot)
    {
        var cell = CellAt(frame, slot);
        if (cell.Value.IsUnbound)
            throw EmptyCell(runtime, frame, slot);
        cell.Value = PyValue.Unbound;
    }

    /// <summary>Stores an annotation under a name.</summary>
    public static void StoreAnnotation(PythonRuntime runtime, Frame frame, string name, PyValue annotation)
    {
        SetupAnnotations(frame);
        Operators.SetItem(runtime, Names(frame)["__annotations__"], PyValue.FromText(name), annotation);
    }

    /// <summary>Makes <c>__annotations__</c>, where there is none.</summary>
    public static void SetupAnnotations(Frame frame)
    {
        if (!Names(frame).TryGet("__annotations__", out _))
            Names(frame)["__annotations__"] = new PyDict();
    }
}
