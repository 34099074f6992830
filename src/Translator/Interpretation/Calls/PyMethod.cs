using System.Runtime.CompilerServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A function with its first argument: what <c>object.method</c> gives.</summary>
internal sealed class PyMethod(PyObject function, PyValue self) : PyObject
{
    /// <summary><c>__func__</c>.</summary>
    public PyObject Function { get; } = function;

    /// <summary><c>__self__</c>.</summary>
    public PyValue Self { get; } = self;

    /// <inheritdoc/>
    public override PyType Type => Function is PyBuiltinFunction ? PyTypes.BuiltinFunction : PyTypes.Method;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__self__" or "im_self" => Self,
            "__func__" or "im_func" when Function is not PyBuiltinFunction => Function,
            "__name__" when Function is PyBuiltinFunction own => PyValue.FromText(own.Name),
            _ => default,
        };
        return !value.IsUnbound
            || base.TryGetAttribute(runtime, name, out value)
            || (Function is not PyBuiltinFunction
                && (Attributes.TryGet(runtime, Function, name, out value) ? true : throw Attributes.Missing(runtime, Function, name)));
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || right.As<PyMethod>() is not { } other)
            return false;
        var areEqual = ReferenceEquals(Function, other.Function) && Self.IsSame(other.Self);
        result = PyValue.FromBool(areEqual == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        runtime.EnsureStack();                              // the function may be a method itself
        return HashCode.Combine(Operators.Hash(runtime, Function), Self.Object is { } self ? RuntimeHelpers.GetHashCode(self) : 0);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => Function is PyFunction function
        ? $"<bound method {function.QualifiedName} of {Operators.Repr(runtime, Self)}>"
        : $"<built-in method {(Function as PyBuiltinFunction)?.Name} of {Self.Type.Name} object at 0x{Classes.Address(this)}>";

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var count = arguments.Values.Length + 1;
        if (count > FewValues.Length)
            return Operators.Call(runtime, Function, new CallArguments(arguments.After(runtime, Self), arguments.Names));
        var few = default(FewValues);
        var values = ((Span<PyValue>)few)[..count];
        values[0] = Self;
        arguments.Values.CopyTo(values[1..]);
        return Operators.Call(runtime, Function, new CallArguments(values, arguments.Names));
    }

    /// <summary>The arguments of the usual call, on the stack.</summary>
    [InlineArray(Length)]
    private struct FewValues
    {
        /// <summary>How many there are.</summary>
        public const int Length = 4;

        private PyValue _first;
    }
}
