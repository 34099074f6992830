namespace Pyc.Translation.Interpretation;

/// <summary>Calls of methods such as <c>__index__</c>, which are looked up on the class and never on the instance.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>lookup_maybe_method</c>.</remarks>
internal static class SpecialMethods
{
    /// <summary>Calls the method of an object, if its class has it.</summary>
    public static bool TryCall(PythonRuntime runtime, PyValue self, string name, out PyValue result, params ReadOnlySpan<PyValue> arguments)
    {
        result = default;
        var type = self.Type;
        if (!type.TryLookup(runtime, name, out var attribute))
            return false;
        runtime.Enter();
        try
        {
            result = Operators.Call(runtime, Attributes.Bind(runtime, attribute, self, type), arguments);
        }
        finally
        {
            runtime.Leave();
        }
        return true;
    }
}
