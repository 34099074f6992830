using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A class with parameters, as annotations write it: <c>list[int]</c>, from 3.9 on. Calling it calls the class.</summary>
/// <remarks>CPython: <c>Objects/genericaliasobject.c</c>.</remarks>
internal sealed class PyGenericAlias(PyType origin, PyValue argument) : PyObject
{
    /// <summary>The class.</summary>
    public PyType Origin { get; } = origin;

    /// <summary>Its parameter; a tuple of several.</summary>
    public PyValue Argument { get; } = argument;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.GenericAlias;

    /// <summary>Whether a class of Python's own takes parameters.</summary>
    public static bool CanMake(PyType origin, PythonRuntime runtime) =>
        runtime.Semantics.Classes.HasGenericAliases
        && (ReferenceEquals(origin, PyTypes.List) || ReferenceEquals(origin, PyTypes.Dict) || ReferenceEquals(origin, PyTypes.Tuple)
            || ReferenceEquals(origin, PyTypes.Set) || ReferenceEquals(origin, PyTypes.FrozenSet) || ReferenceEquals(origin, PyTypes.Type));

    /// <summary>A parameter as the repr shows it: classes by name.</summary>
    public static string ReprOfArgument(PythonRuntime runtime, PyValue value) => value.Object switch
    {
        PyType type when ReferenceEquals(type, PyTypes.NoneType) => "None",
        PyType type when type.Module == "builtins" => type.QualifiedName,
        PyType type => $"{type.Module}.{type.QualifiedName}",
        PySingleton singleton when ReferenceEquals(singleton, PySingleton.Ellipsis) => "...",
        _ => Operators.Repr(runtime, value),
    };

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => Origin.Call(runtime, arguments);

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__origin__" => Origin,
            "__args__" => Argument.As<PyTuple>() is { } tuple ? tuple : new PyTuple([Argument]),
            _ => default,
        };
        return !value.IsUnbound || Origin.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        return op == BinaryOperator.Or && runtime.Semantics.Classes.HasUnions && PyUnion.TryMake(runtime, left, right, out result);
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || right.As<PyGenericAlias>() is not { } other)
            return false;
        var areEqual = ReferenceEquals(Origin, other.Origin)
            && Operators.AreEqual(runtime, Attributes.Get(runtime, this, "__args__"), Attributes.Get(runtime, other, "__args__"));
        result = PyValue.FromBool(areEqual == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) =>
        Origin.Hash(runtime) ^ Operators.Hash(runtime, Attributes.Get(runtime, this, "__args__"));

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        runtime.Enter();
        try
        {
            PyValue[] arguments = Argument.As<PyTuple>() is { } tuple ? tuple.Items.ToArray() : [Argument];
            var text = arguments.Length == 0 ? "()" : string.Join(", ", arguments.Select(item => ReprOfArgument(runtime, item)));
            return $"{Origin.QualifiedName}[{text}]";
        }
        finally
        {
            runtime.Leave();
        }
    }
}
