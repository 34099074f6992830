using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constants of a file as values.</summary>
internal static class ConstantValues
{
    /// <summary>The value of a constant.</summary>
    /// <exception cref="UnsupportedValueException">It is, or contains, a complex number.</exception>
    public static PyValue Of(PythonRuntime runtime, Constant constant) => Of(runtime, constant, null);

    // A file can name one container in many places, so that a walk over every path takes exponential time: each is made once.
    private static PyValue Of(PythonRuntime runtime, Constant constant, Dictionary<Constant, PyValue>? made)
    {
        switch (constant)
        {
            case IntConstant integer when runtime.WrapsIntegers:
                return PyValue.FromInt(Integers.Wrap(integer.Value));
            case IntConstant integer:
                return integer.IsLong ? new PyInteger(integer.Value, isLong: true) : Integers.Make(integer.Value);
            case FloatConstant number:
                return PyValue.FromFloat(number.Value);
            case BoolConstant truth:
                return PyValue.FromBool(truth.Value);
            case StringConstant text:
                return text.Value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
                    ? new PyStr(text.Value, text.IsPython2)
                    : PyStr.OfCodePoints([.. text.CodePoints()], text.IsPython2);
            case BytesConstant { IsPython2: true } bytes:
                return PyValue.FromText(Encoding.Latin1.GetString(bytes.Value.AsSpan()));
            case BytesConstant bytes:
                return new PyBytes(bytes.Value);
            case CodeObject code:
                return new PyCode(code);
            case ComplexConstant:
                throw new UnsupportedValueException(
                    DiagnosticDescriptors.ComplexNumber, $"there are no complex numbers here, and the constant is {constant}", "Compute with the two parts as floats.");
            case SingletonConstant:
                return ReferenceEquals(constant, SingletonConstant.None) ? PyValue.None
                    : ReferenceEquals(constant, SingletonConstant.Ellipsis) ? PySingleton.Ellipsis
                    : ExceptionTypes.StopIteration;
        }

        made ??= new(ReferenceEqualityComparer.Instance);
        if (made.TryGetValue(constant, out var value))
            return value;
        runtime.Enter();
        try
        {
            return made[constant] = Container(runtime, constant, made);
        }
        finally
        {
            runtime.Leave();
        }
    }

    private static PyValue Container(PythonRuntime runtime, Constant constant, Dictionary<Constant, PyValue> made)
    {
        switch (constant)
        {
            case TupleConstant tuple:
                return tuple.Items.IsEmpty ? PyTuple.Empty : new PyTuple([.. tuple.Items.Select(item => Of(runtime, item, made))]);
            case ListConstant list:
                return new PyList([.. list.Items.Select(item => Of(runtime, item, made))]);
            case SetConstant set:
                return Set(runtime, set.Items, false, made);
            case FrozenSetConstant set:
                return Set(runtime, set.Items, true, made);
            case DictConstant dict:
                return Dict(runtime, dict.Items, made);
            case SliceConstant slice:
                return new PySlice(
                    Of(runtime, slice.Start, made), Of(runtime, slice.Stop, made), Of(runtime, slice.Step, made));
            case FrozenDictConstant:
                throw new UnsupportedValueException(
                    DiagnosticDescriptors.FrozenDict, "there is no class frozendict here", "Use a dict.");
            default:
                throw new InternalCompilerException($"the constant {constant} has no value.");
        }
    }

    private static PySet Set(PythonRuntime runtime, IEnumerable<Constant> items, bool isFrozen, Dictionary<Constant, PyValue> made)
    {
        var set = new PySet(isFrozen);
        foreach (var item in items)
            set.Add(runtime, Of(runtime, item, made));
        return set;
    }

    private static PyDict Dict(
        PythonRuntime runtime, IEnumerable<KeyValuePair<Constant, Constant>> items, Dictionary<Constant, PyValue> made)
    {
        var dict = new PyDict();
        foreach (var (key, item) in items)
            dict.Set(runtime, Of(runtime, key, made), Of(runtime, item, made));
        return dict;
    }
}
