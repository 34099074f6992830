using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>bytes</c>.</summary>
/// <remarks>CPython: <c>Objects/bytesobject.c</c>.</remarks>
internal static class BytesMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, /, source=, encoding=, errors=)", New, new PythonVersion(3, 0)),
        .. SearchMethods.Rows(TextKind.Bytes),
        .. SplitMethods.Rows(TextKind.Bytes),
        .. CaseMethods.Rows(TextKind.Bytes),
        .. PadMethods.Rows(TextKind.Bytes),
        new("decode(self, /, encoding=, errors=)", CodingMethods.DecodeBytes),
        .. UnbuiltMembers.OfBytes,
        new("hex(self, /)", Hex, new PythonVersion(3, 5)),
        new("fromhex(cls, string, /)", FromHex),
        new("__len__(self, /)", (_, a) => PyValue.FromInt(Self(a, "__len__").Value.Length)),
        new("__getitem__(self, key, /)", (runtime, a) => Self(a, "__getitem__").GetItem(runtime, a[1])),
    ];

    private static PyBytes Self(ReadOnlySpan<PyValue> a, string method) => a[0].As<PyBytes>()
        ?? throw PyErrors.TypeError($"descriptor '{method}' requires a 'bytes' object but received a '{a[0].Type.Name}'");

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var source = a[1];
        if (source.As<PyStr>() is { } text)
        {
            if (a[2].IsUnbound)
                throw PyErrors.TypeError(a[3].IsUnbound ? "string argument without an encoding" : runtime.Semantics.Text.ErrorsWithoutString);
            return new PyBytes(TextCodecs.ToBytes(TextCodecs.Encode(
                runtime, text.Value, CodingMethods.Name(runtime, a[2], "", "bytes", 2), CodingMethods.Name(runtime, a[3], "strict", "bytes", 3))));
        }
        if (!a[2].IsUnbound)
            throw PyErrors.TypeError(runtime.Semantics.Text.EncodingWithoutString);
        if (!a[3].IsUnbound)
            throw PyErrors.TypeError(runtime.Semantics.Text.ErrorsWithoutString);
        if (source.IsUnbound)
            return new PyBytes([]);
        if (source.As<PyBytes>() is { } bytes)
            return bytes;
        if (!source.IsFloat && Numbers.TryGetInteger(source, out var count))
        {
            if (count < 0)
                throw PyErrors.ValueError("negative count");
            if (count > long.MaxValue)
                throw PyErrors.OverflowError("cannot fit 'int' into an index-sized integer");
            runtime.Memory.Check((long)count, 1);
            runtime.ChargeScan((long)count);
            return new PyBytes(ImmutableCollectionsMarshal.AsImmutableArray(new byte[(int)count]));
        }
        if (source.Object?.GetIterator(runtime) is not { } iterator)
            throw PyErrors.TypeError(runtime.Semantics.Text.CannotMakeBytes(source));
        return new PyBytes(Draw(runtime, iterator));
    }

    private static ImmutableArray<byte> Draw(PythonRuntime runtime, PyIterator iterator)
    {
        var result = ImmutableArray.CreateBuilder<byte>();
        while (iterator.TryNext(runtime, out var item))
        {
            runtime.Memory.Check(result.Count, 2);
            if (item.IsFloat || !Numbers.TryGetInteger(item, out var code))
                throw PyErrors.TypeError(runtime.Semantics.Text.NotAnInteger(item));
            result.Add(code >= 0 && code < 256 ? (byte)code : throw PyErrors.ValueError("bytes must be in range(0, 256)"));
        }
        return result.ToImmutable();
    }

    private static PyValue Hex(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = Self(a, "hex");
        runtime.Memory.Check(self.Value.Length, 2 * sizeof(char));
        runtime.ChargeScan(2 * self.Value.Length);
        return PyValue.FromText(Convert.ToHexStringLower(self.Value.AsSpan()));
    }

    private static PyValue FromHex(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var takesBytes = runtime.Semantics.Text.HexTakesBytes;
        var text = a[1].As<PyStr>()?.Value
            ?? (takesBytes && a[1].As<PyBytes>() is { } bytes ? TextCodecs.ToText(bytes.Value.AsSpan()) : null)
            ?? throw PyErrors.TypeError($"fromhex() argument must be str{(takesBytes ? " or bytes-like" : "")}, not {a[1].Type.Name}");
        var result = ImmutableArray.CreateBuilder<byte>();
        for (var i = 0; i < text.Length;)
        {
            runtime.ChargeStretch(i);
            if (CharacterClass.IsAsciiSpace(text[i]))
            {
                i++;
                continue;
            }
            var bad = !char.IsAsciiHexDigit(text[i]) ? i : i + 1 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) ? i + 1 : -1;
            if (takesBytes && bad == text.Length)
                throw PyErrors.ValueError("fromhex() arg must contain an even number of hexadecimal digits");
            if (bad >= 0)
                throw PyErrors.ValueError($"non-hexadecimal number found in fromhex() arg at position {bad}");
            result.Add(byte.Parse(text.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += 2;
        }
        return new PyBytes(result.ToImmutable());
    }
}
