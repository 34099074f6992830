using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What <c>functools.cmp_to_key</c> gives: makes keys that compare by a function.</summary>
internal sealed class KeyMaker(PyValue comparison) : PyCallable
{
    private static readonly PyType s_type = PyType.Builtin("functools.KeyWrapper", PyTypes.Object, () => []);

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) =>
        arguments.Values.Length == 1
            ? new Key(comparison, arguments.Values[0])
            : throw PyErrors.TypeError("K() missing required argument 'obj' (pos 1)");

    private sealed class Key(PyValue comparison, PyValue value) : PyObject
    {
        private readonly PyValue _value = value;

        /// <inheritdoc/>
        public override PyType Type => s_type;

        /// <inheritdoc/>
        public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
        {
            if (right.As<Key>() is not { } other)
            {
                throw runtime.Version.IsAtLeast(3, 0)
                    ? PyErrors.TypeError("other argument must be K instance") : Attributes.Missing(runtime, right, "obj");
            }
            result = Operators.Compare(runtime, op, Operators.Call(runtime, comparison, _value, other._value), PyValue.FromInt(0));
            return true;
        }

        /// <inheritdoc/>
        public override long Hash(PythonRuntime runtime) => throw PyErrors.TypeError($"unhashable type: '{Type.Name}'");
    }
}
