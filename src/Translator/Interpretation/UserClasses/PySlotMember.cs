namespace Pyc.Translation.Interpretation;

/// <summary>The descriptor of a name in <c>__slots__</c>.</summary>
internal sealed class PySlotMember(string name, PyType owner, int index) : PyObject, IDataDescriptor
{
    /// <inheritdoc/>
    public override PyType Type => PyTypes.MemberDescriptor;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type)
    {
        if (self.IsUnbound)
            return this;
        var value = SlotOf(runtime, self);
        return value.IsUnbound ? throw runtime.Semantics.Exceptions.UnsetSlot(self, name) : value;
    }

    /// <inheritdoc/>
    public void Set(PythonRuntime runtime, PyValue self, PyValue value) => SlotOf(runtime, self) = value;

    /// <inheritdoc/>
    public void Delete(PythonRuntime runtime, PyValue self)
    {
        ref var slot = ref SlotOf(runtime, self);
        if (slot.IsUnbound)
            throw runtime.Semantics.Exceptions.UnsetSlotToDelete(self, name);
        slot = default;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<member '{name}' of '{owner.Name}' objects>";

    private ref PyValue SlotOf(PythonRuntime runtime, PyValue self)
    {
        if (self.As<PyInstance>() is not { } instance || !instance.Type.IsSubtypeOf(owner))
            throw runtime.Semantics.Classes.WrongReceiver(name, owner, self);
        return ref instance.Slots[index];
    }
}
