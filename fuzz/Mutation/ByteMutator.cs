using System.Buffers.Binary;

namespace Pyc.Fuzz.Mutation;

/// <summary>Damages files in the ways that find holes in a reader, without knowing what the bytes mean.</summary>
/// <remarks>The header is left alone unless asked for, as most damage to it would be refused at once.</remarks>
public sealed class ByteMutator(Dice dice)
{
    private static readonly byte[] s_typeCodes = [.. "NTF.S0iIlfgxystRuaAzZ()[<>{}:cr"u8];

    /// <summary>A damaged copy.</summary>
    /// <param name="file">The file.</param>
    /// <param name="other">A file to take pieces from.</param>
    /// <param name="from">The first byte that may be damaged.</param>
    public byte[] Mutate(byte[] file, byte[] other, int from)
    {
        var bytes = file;
        for (var rounds = 1 + dice.Next(3); rounds > 0 && bytes.Length > 0; rounds--)
            bytes = MutateOnce(bytes, other, Math.Min(from, bytes.Length - 1));
        return bytes;
    }

    private byte[] MutateOnce(byte[] file, byte[] other, int from)
    {
        var at = dice.Next(from, file.Length);
        var bytes = (byte[])file.Clone();
        switch (dice.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << dice.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)dice.Next(256);
                return bytes;
            case 2:
                bytes[at] = s_typeCodes[dice.Next(s_typeCodes.Length)];
                return bytes;
            case 3:
                bytes[at] ^= 0x80;
                return bytes;
            case 4 when at + 4 <= bytes.Length:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), dice.Nasty());
                return bytes;
            case 5 when at + 4 <= bytes.Length:
                var number = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), unchecked(number + dice.Next(-2, 3)));
                return bytes;
            case 6 when other.Length > 0:
                return [.. file[..at], .. Piece(other), .. file[at..]];
            case 7:
                var end = Math.Min(file.Length, at + 1 + dice.Next(64));
                return [.. file[..at], .. file[end..]];
            default:
                return at > 0 ? file[..at] : file[..1];
        }
    }

    private byte[] Piece(byte[] other)
    {
        var start = dice.Next(other.Length);
        return other[start..Math.Min(other.Length, start + 1 + dice.Next(200))];
    }
}
