using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The code of a function of Python's own.</summary>
/// <param name="runtime">The runtime.</param>
/// <param name="arguments">
/// One value for each parameter of the signature, nothing for one that was not given; behind them the values of <c>*args</c>.
/// </param>
internal delegate PyValue BuiltinBody(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments);

/// <summary>A function or method of Python's own, and the versions that have it so.</summary>
/// <param name="Signature">
/// As in Python: <c>sum(iterable, /, start=)</c>. A parameter with <c>=</c> may be left out; <c>/</c> ends those that have no name for
/// the caller, <c>*</c> starts those that must be named, <c>*args</c> takes the rest,
/// <c>**kwargs</c>, the last one, other names. Of a method the first parameter is the object.
/// </param>
/// <param name="Body">What it does.</param>
/// <param name="Since">The first version that has it; null for all since 2.7.</param>
/// <param name="Until">The first version that has it no longer; null for none.</param>
/// <param name="IsAttribute">Whether reading it calls it, as of a property: <c>(5).real</c>.</param>
/// <param name="Float">What native code calls in its place; null where it has no such part.</param>
internal sealed record BuiltinRow(
    string Signature, BuiltinBody Body, PythonVersion? Since = null, PythonVersion? Until = null, bool IsAttribute = false,
    FloatFunction? Float = null)
{
    private PyObject? _value;

    /// <summary>Its name.</summary>
    public string Name => Function.Name;

    /// <summary>The function as an object.</summary>
    public PyBuiltinFunction Function { get; } = new(BuiltinSignature.Parse(Signature), Body) { Float = Float };

    /// <summary>What the class has under the name.</summary>
    public PyObject Value => _value ??= IsAttribute ? new PyComputedAttribute(Function) : Function;

    /// <summary>Whether a version has it.</summary>
    public bool IsIn(PythonVersion version) => new VersionRange(Since, Until).Contains(version);
}
