using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Python 3's <c>bytes</c>.</summary>
/// <remarks>CPython: <c>Objects/bytesobject.c</c>.</remarks>
internal sealed partial class PyBytes(ImmutableArray<byte> value) : PyObject
{
    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Value { get; } = value;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Bytes;

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => Value.Length != 0;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Value.Length;
        return true;
    }

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new BytesIterator(this);

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (key.As<PySlice>() is { } slice)
        {
            var range = slice.Resolve(runtime, Value.Length);
            if (range.Step == 1)
            {
                runtime.ChargeScan(range.Count);
                return new PyBytes(Value.Slice((int)range.Start, (int)range.Count));
            }
            var items = new byte[range.Count];
            for (var i = 0; i < items.Length; i++)
            {
                runtime.ChargeStretch(i);
                items[i] = Value[(int)range[i]];
            }
            return new PyBytes(ImmutableCollectionsMarshal.AsImmutableArray(items));
        }
        var index = key.IsInt ? key.Int : Numbers.Index(runtime, key, runtime.Semantics.Text.BytesIndexType(key));
        if (index < 0)
            index += Value.Length;
        return index >= 0 && index < Value.Length ? PyValue.FromInt(Value[(int)index]) : throw PyErrors.IndexError("index out of range");
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item)
    {
        if (item.As<PyBytes>() is { } part)
            return TextSearch.IndexOf(runtime, Value.AsSpan(), part.Value.AsSpan()) >= 0;
        if (item.IsFloat || !Numbers.TryGetInteger(item, out var code))
            throw PyErrors.TypeError(runtime.Semantics.Text.NotBytes(item));
        return code >= 0 && code < 256 ? Value.Contains((byte)code) : throw PyErrors.ValueError("byte must be in range(0, 256)");
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        switch (op)
        {
            case BinaryOperator.Add when !isReflected:
                if (right.As<PyBytes>() is { } other)
                {
                    runtime.Memory.Check((long)Value.Length + other.Value.Length, 1);
                    runtime.ChargeScan((long)Value.Length + other.Value.Length);
                    result = new PyBytes(Value.AddRange(other.Value));
                    return true;
                }
                return PyStr.HasReflected(runtime, right, "__radd__") ? false : throw runtime.Semantics.Text.CannotConcatenateBytes(right);

            case BinaryOperator.Multiply:
                var count = isReflected ? left : right;
                if (!isReflected && PyStr.HasReflected(runtime, right, "__rmul__"))
                    return false;
                result = SequenceIndex.TryGetRepeatCount(runtime, count, out var times)
                    ? Repeat(runtime, times)
                    : throw SequenceIndex.CannotRepeat(count);
                return true;

            case BinaryOperator.Modulo when !isReflected && runtime.Semantics.Text.Formats.FormatsBytes:
                result = PercentFormat.Format(runtime, this, right);
                return true;

            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.As<PyBytes>() is not { } other)
            return false;
        runtime.ChargeScan(Math.Min(Value.Length, other.Value.Length));
        var order = Value.AsSpan().SequenceCompareTo(other.Value.AsSpan());
        result = PyValue.FromBool(op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => new PyStr(TextCodecs.ToText(Value.AsSpan())).Hash(runtime);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        runtime.Memory.Check(Value.Length, 2 * 4 * sizeof(char));
        return StringRepr.Of(runtime, "b", TextCodecs.ToText(Value.AsSpan()), static _ => false);
    }

    private PyBytes Repeat(PythonRuntime runtime, long count)
    {
        if (count <= 0 || Value.Length == 0)
            return new PyBytes([]);
        if (count > long.MaxValue / Value.Length)
            throw PyErrors.OverflowError("repeated bytes are too long");
        runtime.Memory.Check(count, Value.Length);
        var all = new byte[count * Value.Length];
        Bulk.Fill(runtime, all, Value.AsSpan());
        return new PyBytes(ImmutableCollectionsMarshal.AsImmutableArray(all));
    }
}
