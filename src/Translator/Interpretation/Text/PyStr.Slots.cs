using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>What operators and protocols ask of a string.</content>
internal sealed partial class PyStr
{
    // Characters that are copied without a charge.
    private const int ShortResult = 1 << 12;

    private long _hash;

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => Value.Length != 0;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Length;
        return true;
    }

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new StrIterator(this);

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (key.As<PySlice>() is { } slice)
            return GetSlice(runtime, slice);
        var index = key.IsInt ? key.Int : Numbers.Index(runtime, key, IsUnicode ? "string indices must be integers" : runtime.Semantics.Text.StringIndexType(key));
        if (index < 0)
            index += Length;
        if (index < 0 || index >= Length)
            throw PyErrors.IndexError("string index out of range");
        return CharacterAt((int)index);
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item)
    {
        if (item.As<PyStr>() is not { } part)
        {
            throw PyErrors.TypeError(IsUnicode
                ? TextSemantics.CannotCoerce(item)
                : $"'in <string>' requires string as left operand, not {item.Type.Name}");
        }
        var (self, other) = TextCoercion.Common(runtime, this, part);
        return TextSearch.Find(runtime, self, other, 0) >= 0;
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        switch (op)
        {
            case BinaryOperator.Add when !isReflected:
                if (right.As<PyStr>() is { } other)
                {
                    result = Concatenate(runtime, other);
                    return true;
                }
                return HasReflected(runtime, right, "__radd__") ? false : throw runtime.Semantics.Text.CannotConcatenate(this, right);

            case BinaryOperator.Multiply:
                var count = isReflected ? left : right;
                if (!isReflected && HasReflected(runtime, right, "__rmul__"))
                    return false;
                result = SequenceIndex.TryGetRepeatCount(runtime, count, out var times)
                    ? Repeat(runtime, times)
                    : throw SequenceIndex.CannotRepeat(count);
                return true;

            case BinaryOperator.Modulo when !isReflected:
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
        if (right.As<PyStr>() is not { } other)
            return false;
        runtime.ChargeScan(Math.Min(Value.Length, other.Value.Length));
        var (self, text) = (Value, other.Value);
        if (IsUnicode != other.IsUnicode && !TextCoercion.AreComparable(runtime, op, this, other))
        {
            result = PyValue.FromBool(op == ComparisonOperator.NotEqual);
            return true;
        }
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var areEqual = string.Equals(self, text)
                && (!(IsSplit || other.IsSplit) || CodePointsOfValue().AsSpan().SequenceEqual(other.CodePointsOfValue()));
            result = PyValue.FromBool(areEqual == (op == ComparisonOperator.Equal));
            return true;
        }
        var order = IsSplit || other.IsSplit
            ? CodePointsOfValue().AsSpan().SequenceCompareTo(other.CodePointsOfValue())
            : CodePoints.Compare(self, text);
        result = PyValue.FromBool(op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// As 2.7 computes it (<c>Objects/stringobject.c</c>, <c>string_hash</c>), where the order of a dict shows it. Python 3's hash has a
    /// secret that changes with every process, so that any will do.
    /// </remarks>
    public override long Hash(PythonRuntime runtime)
    {
        if (_hash == 0 && Value.Length != 0)
            _hash = ComputeHash(runtime);
        return _hash;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => runtime.Semantics.Text.ReprOfString(runtime, this);

    /// <inheritdoc/>
    public override string Str(PythonRuntime runtime) => CheckedValue();

    /// <inheritdoc/>
    public override string Format(PythonRuntime runtime, string specification) =>
        specification.Length == 0 ? CheckedValue() : StringFormat.Format(runtime, this, specification);

    /// <summary>The string and another one; a <c>unicode</c> where one of them is.</summary>
    public PyStr Concatenate(PythonRuntime runtime, PyStr other)
    {
        if (IsUnicode != other.IsUnicode)
        {
            var (self, text) = TextCoercion.Common(runtime, this, other);
            return new PyStr(self.Value + text.Value, isUnicode: true);
        }
        if (other.Value.Length == 0)
            return this;
        if (Value.Length == 0)
            return other;
        runtime.Memory.Check((long)Value.Length + other.Value.Length, sizeof(char));
        runtime.ChargeCopy(((long)Value.Length + other.Value.Length) >> 3);
        if (IsSplit || other.IsSplit || char.IsSurrogatePair(Value[^1], other.Value[0]))
            return OfCodePoints([.. CodePointsOfValue(), .. other.CodePointsOfValue()], IsUnicode, runtime);
        return new PyStr(Value + other.Value, IsUnicode);
    }

    private PyStr Repeat(PythonRuntime runtime, long count)
    {
        if (count <= 0 || Value.Length == 0)
            return Substring(0, 0);
        if (count == 1)
            return this;
        if (count > long.MaxValue / Value.Length)
            throw PyErrors.OverflowError("repeated string is too long");
        runtime.Memory.Check(count, sizeof(char));
        runtime.Memory.Check(count * Value.Length, sizeof(char));
        if (IsSplit || char.IsSurrogatePair(Value[^1], Value[0]))
        {
            runtime.Memory.Check(count * Length, sizeof(int));
            var codes = new int[count * Length];
            Bulk.Fill(runtime, codes, CodePointsOfValue());
            return OfCodePoints(codes, IsUnicode, runtime);
        }
        if (Value.Length == 1)
            return new PyStr(new string(Value[0], (int)count), IsUnicode);
        if (count * Value.Length <= ShortResult)
        {
            return new PyStr(string.Create(Value.Length * (int)count, Value, static (target, text) =>
            {
                for (var at = 0; at < target.Length; at += text.Length)
                    text.CopyTo(target[at..]);
            }), IsUnicode);
        }
        return new PyStr(string.Create(
            Value.Length * (int)count, (runtime, Value), static (target, source) => Bulk.Fill<char>(source.runtime, target, source.Value)), IsUnicode);
    }

    private PyStr GetSlice(PythonRuntime runtime, PySlice slice)
    {
        var range = slice.Resolve(runtime, Length);
        var (start, count) = ((int)range.Start, (int)range.Count);
        runtime.ChargeScan(HasPairs ? 16L * Value.Length : count);         // pairs are counted from the start
        if (range.Step == 1 || count <= 1)
            return Substring(start, start + count);
        var result = new StringBuilder(count);
        if (!HasPairs && Value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            for (var i = 0; i < count; i++)
            {
                runtime.ChargeStretch(i);
                result.Append(Value[(int)range[i]]);
            }
            return new PyStr(result.ToString(), IsUnicode);
        }
        var all = CodePointsOfValue();
        var codes = new int[count];
        for (var i = 0; i < count; i++)
            codes[i] = all[range[i]];
        return OfCodePoints(codes, IsUnicode, runtime);
    }

    private long ComputeHash(PythonRuntime runtime)
    {
        var all = HasPairs ? CodePointsOfValue() : null;
        unchecked
        {
            var hash = (long)(all?[0] ?? Value[0]) << 7;
            var length = Length;
            for (var i = 0; i < length; i++)
            {
                runtime.ChargeStretch(i);
                hash = (1000003 * hash) ^ (all?[i] ?? Value[i]);
            }
            hash ^= length;
            return hash == -1 ? -2 : hash;
        }
    }

    /// <summary>Whether the right operand's class has an operator of its own: CPython asks it before it concatenates or repeats.</summary>
    public static bool HasReflected(PythonRuntime runtime, PyValue right, string name) =>
        right.Object is { Type.IsBuiltin: false } && right.Type.TryLookup(runtime, name, out _);
}
