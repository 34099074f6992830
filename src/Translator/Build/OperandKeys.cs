using System.Globalization;
using System.Text;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>Numbers constants and objects that have none by themselves, so that keys of versions can tell them apart.</summary>
internal sealed class OperandKeys
{
    private readonly Dictionary<Constant, int> _constants = [];
    private readonly Dictionary<PyObject, int> _objects = new(ReferenceEqualityComparer.Instance);

    /// <summary>The number of a constant; equal ones have the same.</summary>
    public int NumberOf(Constant constant)
    {
        _constants.TryAdd(constant, _constants.Count);
        return _constants[constant];
    }

    /// <summary>What tells an operand from others: everything but its values.</summary>
    public string KeyOf(Operand operand)
    {
        var key = new StringBuilder();
        operand.AppendKey(key, this);
        return key.ToString();
    }

    /// <summary>What tells a function for a combination of arguments from others.</summary>
    public string KeyOf(Callee callee, Operand[] arguments)
    {
        var key = new StringBuilder();
        key.Append(CultureInfo.InvariantCulture, $"{NumberOf(callee.Code)} ");
        if (callee.Known is { } known)
            key.Append(CultureInfo.InvariantCulture, $"{NumberOf(known)}");
        callee.Made?.AppendKey(key, this);
        foreach (var argument in arguments)
            argument.AppendKey(key, this);
        return key.ToString();
    }

    /// <summary>The number of an object.</summary>
    public int NumberOf(PyObject known)
    {
        _objects.TryAdd(known, _objects.Count);
        return _objects[known];
    }
}
