using System.Buffers.Binary;
using System.Text;

namespace Pyc.Loader.Tests;

/// <summary>Hand-made marshal data.</summary>
internal static class MarshalBytes
{
    /// <summary>
    /// Joins parts: a char or byte is one byte, an int 4 bytes, a long or double 8, little-endian; a string is Latin-1, a byte
    /// array itself.
    /// </summary>
    internal static byte[] Of(params object[] parts)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8];
        foreach (var part in parts)
        {
            switch (part)
            {
                case char one: bytes.Add((byte)one); break;
                case byte one: bytes.Add(one); break;
                case string text: bytes.AddRange(Encoding.Latin1.GetBytes(text)); break;
                case byte[] raw: bytes.AddRange(raw); break;
                case int number:
                    BinaryPrimitives.WriteInt32LittleEndian(buffer, number);
                    bytes.AddRange(buffer[..4]);
                    break;
                case long number:
                    BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
                    bytes.AddRange(buffer);
                    break;
                case double number:
                    BinaryPrimitives.WriteDoubleLittleEndian(buffer, number);
                    bytes.AddRange(buffer);
                    break;
                default: throw new ArgumentException($"No bytes for {part.GetType()}.", nameof(parts));
            }
        }
        return [.. bytes];
    }

    /// <summary>A type code that enters its object into the list of references.</summary>
    internal static byte Flagged(char code) => (byte)(code | 0x80);

    /// <summary>A str of that version.</summary>
    internal static byte[] Text(PythonVersion version, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Of(version.Major == 2 ? 's' : 'u', utf8.Length, utf8);
    }

    internal static byte[] Bytes(params byte[] value) => Of('s', value.Length, value);

    internal static byte[] Tuple(params byte[][] items) => Of(['(', items.Length, .. items]);

    internal static byte[] Names(PythonVersion version, params string[] names) =>
        Tuple([.. names.Select(name => Text(version, name))]);

    internal static Constant Read(PythonVersion version, params object[] parts) =>
        new MarshalReader(Of(parts), 0, version, null).ReadObject("an object");

    internal static PycFormatException Fails(PythonVersion version, params object[] parts)
    {
        var bytes = Of(parts);
        // Throws ends the test where nothing is thrown: it never returns null.
        return Assert.Throws<PycFormatException>(() => new MarshalReader(bytes, 0, version, null).ReadObject("an object"))!;
    }
}
