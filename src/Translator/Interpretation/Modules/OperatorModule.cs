using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The module <c>operator</c>.</summary>
/// <remarks>CPython: <c>Modules/_operator.c</c>.</remarks>
internal static class OperatorModule
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    private static readonly (string Name, BinaryOperator Op, PythonVersion? Since, PythonVersion? Until)[] s_binary =
    [
        ("add", BinaryOperator.Add, null, null),
        ("and_", BinaryOperator.And, null, null),
        ("div", BinaryOperator.ClassicDivide, null, s_python3),
        ("floordiv", BinaryOperator.FloorDivide, null, null),
        ("lshift", BinaryOperator.ShiftLeft, null, null),
        ("matmul", BinaryOperator.MatrixMultiply, new(3, 5), null),
        ("mod", BinaryOperator.Modulo, null, null),
        ("mul", BinaryOperator.Multiply, null, null),
        ("or_", BinaryOperator.Or, null, null),
        ("pow", BinaryOperator.Power, null, null),
        ("rshift", BinaryOperator.ShiftRight, null, null),
        ("sub", BinaryOperator.Subtract, null, null),
        ("truediv", BinaryOperator.TrueDivide, null, null),
        ("xor", BinaryOperator.Xor, null, null),
    ];

    private static readonly (string Name, ComparisonOperator Op)[] s_comparisons =
    [
        ("eq", ComparisonOperator.Equal), ("ge", ComparisonOperator.GreaterOrEqual), ("gt", ComparisonOperator.Greater),
        ("le", ComparisonOperator.LessOrEqual), ("lt", ComparisonOperator.Less), ("ne", ComparisonOperator.NotEqual),
    ];

    private static readonly (string Name, UnaryOperator Op)[] s_unary =
    [
        ("inv", UnaryOperator.Invert), ("invert", UnaryOperator.Invert), ("neg", UnaryOperator.Negative), ("not_", UnaryOperator.Not),
        ("pos", UnaryOperator.Positive),
    ];

    private static readonly BuiltinRow[] s_rows =
    [
        .. s_binary.Select(row => new BuiltinRow(
            $"{row.Name}(a, b, /)", (runtime, arguments) => Operators.Binary(runtime, row.Op, arguments[0], arguments[1]), row.Since, row.Until)),
        .. s_binary.Select(row => new BuiltinRow(
            $"i{row.Name.TrimEnd('_')}(a, b, /)",
            (runtime, arguments) => Operators.BinaryInPlace(runtime, row.Op, arguments[0], arguments[1]), row.Since, row.Until)),
        .. s_comparisons.Select(row => new BuiltinRow(
            $"{row.Name}(a, b, /)", (runtime, arguments) => Operators.Compare(runtime, row.Op, arguments[0], arguments[1]))),
        .. s_unary.Select(row => new BuiltinRow(
            $"{row.Name}(a, /)", (runtime, arguments) => Operators.Unary(runtime, row.Op, arguments[0]))),
        new("abs(a, /)", (runtime, arguments) => ArithmeticFunctions.Abs(runtime, arguments[0])),
        new("attrgetter(attr, /, *attrs)", AttributeGetter.New),
        new("concat(a, b, /)", Concatenate),
        new("contains(a, b, /)", (runtime, arguments) => PyValue.FromBool(Operators.Contains(runtime, arguments[0], arguments[1]))),
        new("countOf(a, b, /)", CountOf),
        new("delitem(a, b, /)", (runtime, arguments) =>
        {
            Operators.DeleteItem(runtime, arguments[0], arguments[1]);
            return PyValue.None;
        }),
        new("getitem(a, b, /)", (runtime, arguments) => Operators.GetItem(runtime, arguments[0], arguments[1])),
        new("index(a, /)", (runtime, arguments) => arguments[0].IsBool ? arguments[0] : Index(runtime, arguments[0]), Until: new(3, 10)),
        new("index(a, /)", (runtime, arguments) => Index(runtime, arguments[0]), Since: new(3, 10)),
        new("indexOf(a, b, /)", IndexOf),
        new("is_(a, b, /)", (_, arguments) => PyValue.FromBool(IsSame(arguments))),
        new("is_not(a, b, /)", (_, arguments) => PyValue.FromBool(!IsSame(arguments))),
        new("itemgetter(item, /, *items)", ItemGetter.New),
        new("setitem(a, b, c, /)", (runtime, arguments) =>
        {
            Operators.SetItem(runtime, arguments[0], arguments[1], arguments[2]);
            return PyValue.None;
        }),
        new("truth(a, /)", (runtime, arguments) => PyValue.FromBool(Operators.IsTrue(runtime, arguments[0]))),
    ];

    // What CPython has under the name of the method as well: __add__ is add in Python 3, and one like it in Python 2.
    private static readonly string[] s_methods =
    [
        "abs", "add", "and_", "concat", "contains", "delitem", "div", "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "idiv",
        "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "inv", "invert", "ior", "ipow", "irshift", "isub", "itruediv", "ixor", "le",
        "lshift", "lt", "matmul", "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "xor",
    ];

    private static readonly BuiltinRow[] s_methodsOfPython2 =
    [
        .. s_rows.Where(row => s_methods.Contains(row.Name))
            .Select(row => new BuiltinRow(MethodName(row.Name) + row.Signature[row.Name.Length..], row.Body, row.Since, row.Until ?? s_python3)),
    ];

    private static readonly (string Name, PythonVersion? Since, PythonVersion? Until)[] s_unavailable =
    [
        ("_compare_digest", null, null), ("call", new(3, 11), null), ("delslice", null, s_python3), ("getslice", null, s_python3),
        ("irepeat", null, s_python3), ("isCallable", null, s_python3), ("isMappingType", null, s_python3), ("isNumberType", null, s_python3),
        ("isSequenceType", null, s_python3), ("length_hint", new(3, 4), null), ("methodcaller", null, null), ("repeat", null, s_python3),
        ("sequenceIncludes", null, s_python3), ("setslice", null, s_python3),
    ];

    /// <summary>The module as a version has it.</summary>
    public static PyModule Make(PythonRuntime runtime)
    {
        var isPython2 = runtime.Version < s_python3;
        var module = StandardModules.Of(
            runtime, "operator", isPython2 ? [.. s_rows, .. s_methodsOfPython2] : s_rows,
            [.. s_unavailable.Where(row => new VersionRange(row.Since, row.Until).Contains(runtime.Version)).Select(row => row.Name)]);
        foreach (var name in isPython2 ? [] : s_methods)
        {
            if (module.Names.TryGet(name, out var function))
                module.Names[MethodName(name)] = function;
        }
        return module;
    }

    private static string MethodName(string name) => $"__{name.TrimEnd('_')}__";

    private static bool IsSame(ReadOnlySpan<PyValue> arguments)
    {
        UnavailableObject.Check(arguments[0]);
        UnavailableObject.Check(arguments[1]);
        return arguments[0].IsSame(arguments[1]);
    }

    // Numbers are no sequences, although they can be added. CPython: PySequence_Concat.
    private static PyValue Concatenate(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var left = arguments[0];
        UnavailableObject.Check(left);
        return left.Object is PyStr or PyBytes or PySequence or PyUserObject
            ? Operators.Binary(runtime, BinaryOperator.Add, left, arguments[1])
            : throw PyErrors.TypeError($"'{left.Type.Name}' object can't be concatenated");
    }

    private static PyValue Index(PythonRuntime runtime, PyValue value) =>
        value.Object is PyInteger ? value : Integers.Make(BuiltinArguments.Integer(runtime, value));

    private static PyValue CountOf(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (items, count) = (Searched(runtime, arguments[0]), 0L);
        while (items.TryNext(runtime, out var item))
        {
            if (Operators.AreEqual(runtime, item, arguments[1]))
                count++;
        }
        return PyValue.FromInt(count);
    }

    // CPython: _PySequence_IterSearch.
    private static PyIterator Searched(PythonRuntime runtime, PyValue container) =>
        container.Object is not (null or PyInteger) ? Operators.GetIterator(runtime, container)
        : throw PyErrors.TypeError($"argument of type '{container.Type.Name}' is not iterable");

    private static PyValue IndexOf(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var items = Searched(runtime, arguments[0]);
        for (var index = 0L; items.TryNext(runtime, out var item); index++)
        {
            if (Operators.AreEqual(runtime, item, arguments[1]))
                return PyValue.FromInt(index);
        }
        throw PyErrors.ValueError("sequence.index(x): x not in sequence");
    }
}
