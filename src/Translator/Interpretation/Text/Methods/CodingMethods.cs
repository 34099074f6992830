using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Methods that encode, decode, translate and format, and the special methods that Python code calls by name.</summary>
internal static class CodingMethods
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>The rows of <c>str</c> and <c>unicode</c>.</summary>
    public static IEnumerable<BuiltinRow> Rows =>
    [
        new("encode(self, /, encoding=, errors=)", Encode),
        new("decode(self, /, encoding=, errors=)", Decode, Until: s_python3),
        new("format(self, /, *args, **kwargs)", (runtime, a) => FieldFormat.Format(runtime, Self(runtime, a, "format"), a[2..], a[1].As<PyDict>() ?? new PyDict())),
        new("format_map(self, mapping, /)", (runtime, a) => FieldFormat.FormatMap(runtime, Self(runtime, a, "format_map"), a[1]), new PythonVersion(3, 2)),
        new("translate(self, table, /)", Translate, s_python3),
        .. UnbuiltMembers.OfText,
        new("__format__(self, format_spec, /)", SpecialFormat),
        new("__len__(self, /)", (runtime, a) => PyValue.FromInt(Self(runtime, a, "__len__").Length)),
        new("__getitem__(self, key, /)", (runtime, a) => Self(runtime, a, "__getitem__").GetItem(runtime, a[1])),
        new("__contains__(self, key, /)", (runtime, a) => PyValue.FromBool(Self(runtime, a, "__contains__").Contains(runtime, a[1]))),
        new("__hash__(self, /)", (runtime, a) => PyValue.FromInt(Self(runtime, a, "__hash__").Hash(runtime))),
        new("__str__(self, /)", (runtime, a) => Self(runtime, a, "__str__")),
        new("__repr__(self, /)", (runtime, a) => PyValue.FromText(Self(runtime, a, "__repr__").Repr(runtime))),
    ];

    /// <summary>The method <c>decode</c> of <c>bytes</c>.</summary>
    public static PyValue DecodeBytes(PythonRuntime runtime, ReadOnlySpan<PyValue> a) => PyValue.FromText(
        TextCodecs.Decode(runtime, TextKind.Bytes.Self(runtime, a[0], "decode").Value, Name(runtime, a[1], "utf-8", "decode", 1), Name(runtime, a[2], "strict", "decode", 2)));

    /// <summary>The name of an encoding or of an error handler.</summary>
    public static string Name(PythonRuntime runtime, PyValue value, string whenMissing, string method, int number)
    {
        if (value.IsUnbound)
            return whenMissing;
        return value.As<PyStr>()?.Value ?? throw runtime.Semantics.Text.NotAnEncoding(method, number, value);
    }

    private static PyStr Self(PythonRuntime runtime, ReadOnlySpan<PyValue> a, string method) => TextKind.Str.Self(runtime, a[0], method);

    private static PyValue Encode(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = Self(runtime, a, "encode");
        var isPython2 = runtime.Semantics.Text.StrIsBytes;
        var encoding = Name(runtime, a[1], isPython2 ? "ascii" : "utf-8", "encode", 1);
        var errors = Name(runtime, a[2], "strict", "encode", 2);
        var text = isPython2 ? TextCoercion.ToUnicode(runtime, self).Value : self.Value;
        var bytes = TextCodecs.Encode(runtime, text, encoding, errors);
        return isPython2 ? PyValue.FromText(bytes) : new PyBytes(TextCodecs.ToBytes(bytes));
    }

    private static PyValue Decode(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = Self(runtime, a, "decode");
        var bytes = self.IsUnicode ? TextCodecs.Encode(runtime, self.Value, "ascii", "strict") : self.Value;
        return new PyStr(
            TextCodecs.Decode(runtime, bytes, Name(runtime, a[1], "ascii", "decode", 1), Name(runtime, a[2], "strict", "decode", 2)), isUnicode: true);
    }

    private static PyValue SpecialFormat(PythonRuntime runtime, ReadOnlySpan<PyValue> a) =>
        a[1].As<PyStr>() is { } specification
            ? new PyStr(Self(runtime, a, "__format__").Format(runtime, specification.Value), specification.IsUnicode)
            : throw PyErrors.TypeError($"__format__() argument must be str, not {a[1].Type.Name}");

    private static PyValue Translate(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var result = new StringBuilder();
        foreach (var code in CodePoints.Of(Self(runtime, a, "translate").Value))
        {
            runtime.Charge();
            PyValue mapped;
            try
            {
                mapped = Operators.GetItem(runtime, a[1], PyValue.FromInt(code));
            }
            catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.LookupError))
            {
                // What the table does not have stays as it is: Python's own protocol.
                CodePoints.AppendTo(result, code);
                continue;
            }
            if (mapped.IsNone)
                continue;
            if (mapped.As<PyStr>() is { } text)
                result.Append(text.Value);
            else if (!mapped.IsFloat && Numbers.TryGetInteger(mapped, out var other))
                CodePoints.AppendTo(result, other >= 0 && other <= CodePoints.Maximum ? (int)other : throw PyErrors.ValueError("character mapping must be in range(0x110000)"));
            else
                throw PyErrors.TypeError("character mapping must return integer, None or str");
            runtime.Memory.Check(result.Length, 2 * sizeof(char));
        }
        return PyValue.FromText(result.ToString());
    }
}
