using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Pyc.Loader;

/// <summary>Reads objects in the marshal format of any CPython from 2.7 to 3.15.</summary>
/// <remarks>
/// <para>CPython: <c>Python/marshal.c</c>, <c>r_object</c>.</para>
/// <para>Safe on hostile input. A container may only claim elements for which bytes are left <em>after</em> those that the
/// containers around it still await (an element takes at least one byte), so that all arrays together are proportional to the
/// file. Nesting is limited. Back references share objects, and nothing here walks into an object that is finished:
/// a walk over every path could take exponential time.</para>
/// </remarks>
internal ref struct MarshalReader
{
    /// <summary>Objects inside one another, the outermost included.</summary>
    // CPython allows 2000 on most platforms. 500 fit a thread of 1 MB in a build without optimisation, which needs about 1.3 KB
    // for a level; they are enough for 250 functions inside one another.
    internal const int MaximumDepth = 500;

    private const int BitsPerDigit = 15;

    private readonly PythonVersion _version;
    private readonly ReferenceTable _references = new();
    // Values of the dicts that are being read: their number is not known beforehand, and one list serves all.
    private readonly List<KeyValuePair<Constant, Constant>> _pairs = [];
    private ByteCursor _bytes;
    private int _depth;
    // Elements that the containers being read still await: they own a byte each.
    private int _awaited;

    /// <summary>Reads objects from a place in a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="position">Where the first object starts.</param>
    /// <param name="version">The CPython that wrote it.</param>
    /// <param name="fileName">For messages.</param>
    internal MarshalReader(ReadOnlySpan<byte> file, int position, PythonVersion version, string? fileName)
    {
        _bytes = new ByteCursor(file, position, fileName);
        _version = version;
        Names = new NameCache(maximumSlots: file.Length);
    }

    internal readonly PythonVersion Version => _version;

    internal readonly NameCache Names { get; }

    /// <summary>Where the next byte is read, from the start of the file.</summary>
    internal readonly int Position => _bytes.Position;

    internal readonly int Remaining => _bytes.Remaining;

    internal readonly PycFormatException Error(string problem, int offset) => _bytes.Error(problem, offset);

    internal int ReadInt32(string what) => _bytes.Int32(what);

    /// <summary>Reads one object, with everything in it.</summary>
    /// <param name="what">What is expected here, with its article, for messages.</param>
    /// <exception cref="PycFormatException">The bytes are no object of this version.</exception>
    internal Constant ReadObject(string what)
    {
        var offset = Position;
        return ReadObjectOrEnd(what)
            ?? throw Error($"the mark that ends a dict stands where {what} is expected", offset);
    }

    /// <summary>As <see cref="ReadObject"/>; <see langword="null"/> for the mark that ends a dict.</summary>
    private Constant? ReadObjectOrEnd(string what)
    {
        var offset = Position;
        var code = _bytes.Byte(what);
        var flagged = code >= TypeCodes.ReferenceFlag && _version.IsAtLeast(3, 4);
        if (flagged)
            code ^= TypeCodes.ReferenceFlag;
        if (!TypeCodes.Exists(code, _version))
            throw UnknownTypeCode(code, what, offset);

        Descend(offset);
        var index = flagged && TypeCodes.HeedsReferenceFlag(code) ? _references.Reserve() : -1;
        var value = code switch
        {
            (byte)'(' => new TupleConstant(ReadItems(ReadCount("a tuple"), "an element of a tuple")),
            (byte)')' => new TupleConstant(ReadItems(ReadShortCount("a tuple"), "an element of a tuple")),
            (byte)'[' => new ListConstant(ReadItems(ReadCount("a list"), "an element of a list")),
            (byte)'<' => new SetConstant(ReadItems(ReadCount("a set"), "an element of a set", areHashed: true)),
            (byte)'>' => new FrozenSetConstant(ReadItems(ReadCount("a frozenset"), "an element of a frozenset", areHashed: true)),
            (byte)'{' => new DictConstant(ReadPairs()),
            (byte)'}' => new FrozenDictConstant(ReadPairs()),
            (byte)':' => ReadSlice(),
            (byte)'c' => CodeObjectReader.Read(ref this),
            _ => ReadLeaf(code, offset),
        };
        _depth--;
        if (index >= 0 && value is not null)
            _references.Complete(index, value);
        return value;
    }

    /// <summary>Everything that has no other objects inside.</summary>
    // Not inlined: the frame of the method above is what nesting costs on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Constant? ReadLeaf(byte code, int offset)
    {
        switch (code)
        {
            case (byte)'0': return null;
            case (byte)'N': return SingletonConstant.None;
            case (byte)'T': return BoolConstant.True;
            case (byte)'F': return BoolConstant.False;
            case (byte)'.': return SingletonConstant.Ellipsis;
            case (byte)'S': return SingletonConstant.StopIteration;
            case (byte)'i': return new IntConstant(_bytes.Int32("an int"));
            case (byte)'I': return new IntConstant(_bytes.Int64("an int of 64 bits"));
            case (byte)'l': return ReadBigInteger();
            case (byte)'g': return new FloatConstant(_bytes.Double("a float"));
            case (byte)'f': return new FloatConstant(ReadFloatText());
            case (byte)'y': return new ComplexConstant(_bytes.Double("a complex"), _bytes.Double("a complex"));
            case (byte)'x': return new ComplexConstant(ReadFloatText(), ReadFloatText());
            case (byte)'s': return ReadBytes("a byte string");
            case (byte)'t': return ReadInterned();
            case (byte)'u': return ReadText();
            // CPython does not check that these are ASCII and takes each byte as a character.
            case (byte)'a' or (byte)'A': return ReadLatin1(ReadLength("a string"));
            case (byte)'z' or (byte)'Z': return ReadLatin1(_bytes.Byte("the length of a string"));
            case (byte)'r' or (byte)'R': return ReadReference(offset);
            default: throw new InvalidOperationException($"Type code {code} is in TypeCodes, but not in MarshalReader.");
        }
    }

    private readonly PycFormatException UnknownTypeCode(byte code, string what, int offset)
    {
        var shown = code is > 0x20 and < 0x7F ? $"'{(char)code}'" : $"0x{code:X2}";
        var meaning = TypeCodes.Meaning(code);
        return Error(
            meaning is null
                ? $"{shown} is not a type code of the marshal format; {what} is expected"
                : $"type code {shown} ({meaning}) does not exist in CPython {_version}; {what} is expected", offset);
    }

    private void Descend(int offset)
    {
        if (++_depth > MaximumDepth)
            throw Error($"objects are nested more than {MaximumDepth} deep", offset);
        // The limit above fits a thread of 1 MB; a caller may be deep in its own stack already.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Error($"objects are nested {_depth} deep, more than this thread has stack left for", offset);
    }

    private int ReadLength(string what)
    {
        var offset = Position;
        var length = _bytes.Int32("the length of a string");
        if (length < 0)
            throw Error($"{what} claims a negative length, {length}", offset);
        if (length > Remaining)
            throw Error($"{what} claims {length} bytes, but only {Remaining} are left in the file", offset);
        return length;
    }

    private int ReadCount(string what)
    {
        var offset = Position;
        return CheckCount(_bytes.Int32("the number of elements"), what, offset);
    }

    private int ReadShortCount(string what)
    {
        var offset = Position;
        return CheckCount(_bytes.Byte("the number of elements"), what, offset);
    }

    private readonly int CheckCount(int count, string what, int offset)
    {
        if (count < 0)
            throw Error($"{what} claims a negative number of elements, {count}", offset);
        var available = Math.Max(0, Remaining - _awaited);
        if (count > available)
            throw Error($"{what} claims {count} elements, but the file has bytes for at most {available} more", offset);
        return count;
    }

    private ImmutableArray<Constant> ReadItems(int count, string what, bool areHashed = false)
    {
        if (count == 0)
            return [];
        var items = new Constant[count];
        _awaited += count;
        for (var i = 0; i < items.Length; i++)
        {
            _awaited--;
            items[i] = areHashed ? ReadHashed(what) : ReadObject(what);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>What is hashed when the file is loaded: CPython refuses the file where that cannot be.</summary>
    private Constant ReadHashed(string what)
    {
        var offset = Position;
        var item = ReadObject(what);
        return item.IsHashable ? item : throw Unhashable(item, what, offset);
    }

    private readonly PycFormatException Unhashable(Constant item, string what, int offset) =>
        Error($"{what} is {item.KindName}, which cannot be hashed", offset);

    private ImmutableArray<KeyValuePair<Constant, Constant>> ReadPairs()
    {
        var first = _pairs.Count;
        for (var offset = Position; ReadObjectOrEnd("a key of a dict") is { } key; offset = Position)
        {
            if (!key.IsHashable)
                throw Unhashable(key, "a key of a dict", offset);
            _pairs.Add(new(key, ReadObject("a value of a dict")));
        }
        var pairs = ImmutableArray.Create(CollectionsMarshal.AsSpan(_pairs)[first..]);
        _pairs.RemoveRange(first, _pairs.Count - first);
        return pairs;
    }

    private SliceConstant ReadSlice() =>
        new(ReadObject("the start of a slice"), ReadObject("the stop of a slice"), ReadObject("the step of a slice"));

    /// <summary>A sign and digits of 15 bits, the lowest first; the highest is not zero.</summary>
    private IntConstant ReadBigInteger()
    {
        var offset = Position;
        var size = _bytes.Int32("the number of digits of an int");
        var count = Math.Abs((long)size);
        if (count * sizeof(ushort) > Remaining)
            throw Error($"an int claims {count} digits of 2 bytes, but only {Remaining} bytes are left in the file", offset);

        offset = Position;
        var digits = _bytes.Take((int)count * sizeof(ushort), "an int");
        var magnitude = new byte[(count * BitsPerDigit + 7) / 8];
        var pending = 0u;
        var pendingBits = 0;
        var to = 0;
        for (var i = 0; i < digits.Length; i += sizeof(ushort))
        {
            var digit = (uint)(digits[i] | digits[i + 1] << 8);
            if (digit >= 1u << BitsPerDigit)
                throw Error($"a digit of an int is {digit}, more than 15 bits", offset + i);
            if (digit == 0 && i == digits.Length - sizeof(ushort))
                throw Error("the highest digit of an int is zero, which CPython never writes and refuses to read", offset + i);
            pending |= digit << pendingBits;
            for (pendingBits += BitsPerDigit; pendingBits >= 8; pendingBits -= 8)
            {
                magnitude[to++] = (byte)pending;
                pending >>= 8;
            }
        }
        if (pendingBits > 0)
            magnitude[to] = (byte)pending;
        var value = new BigInteger(magnitude, isUnsigned: true);
        return new IntConstant(size < 0 ? -value : value, isLong: _version.Major == 2);
    }

    private double ReadFloatText()
    {
        var offset = Position;
        var text = _bytes.Take(_bytes.Byte("the length of a float"), "a float as text");
        return FloatText.TryParse(text, out var value)
            ? value
            : throw Error($"\"{Encoding.Latin1.GetString(text)}\" is not a float", offset + 1);
    }

    private BytesConstant ReadBytes(string what) =>
        new(ImmutableArray.Create(_bytes.Take(ReadLength(what), what)), isPython2: _version.Major == 2);

    private Constant ReadInterned()
    {
        if (_version.Major != 2)
            return ReadText();
        var text = ReadBytes("an interned string");
        _references.Add(text);
        return text;
    }

    private StringConstant ReadText()
    {
        var bytes = _bytes.Take(ReadLength("a string"), "a string");
        return StringDecoder.Decode(bytes, isPython2: _version.Major == 2, out var invalidAt)
            ?? throw Error($"byte 0x{bytes[invalidAt]:X2} of a string is not valid UTF-8", Position - bytes.Length + invalidAt);
    }

    private StringConstant ReadLatin1(int length) => new(Encoding.Latin1.GetString(_bytes.Take(length, "a string")));

    private Constant ReadReference(int offset)
    {
        var index = _bytes.Int32("the number of a reference");
        if ((uint)index >= (uint)_references.Count)
            throw Error($"reference {index} is out of range: {_references.Count} objects can be referred to so far", offset);
        return _references[index]
            ?? throw Error($"reference {index} is to an object that is still being read: it would contain itself", offset);
    }
}
