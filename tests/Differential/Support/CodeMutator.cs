using Pyc.Loader;

namespace Pyc.Differential.Support;

/// <summary>Changes the instructions of a file, and leaves the rest of it alone: most of what comes out can be loaded.</summary>
internal sealed class CodeMutator(int seed)
{
    private static readonly byte[] s_nastyArguments = [0, 1, 2, 3, 4, 5, 7, 8, 12, 13, 16, 31, 64, 127, 128, 131, 255];

    private readonly Random _random = new(seed);

    /// <summary>A copy with one to four changed places in the code of one function.</summary>
    public byte[] Mutate(byte[] file, IReadOnlyList<CodeObject> codes)
    {
        var code = codes[_random.Next(codes.Count)].Code.AsSpan();
        var start = file.AsSpan().IndexOf(code);
        var bytes = (byte[])file.Clone();
        if (start < 0 || code.Length < 2)
            return bytes;
        for (var edits = 1 + _random.Next(4); edits > 0; edits--)
            Change(bytes.AsSpan(start, code.Length), codes[_random.Next(codes.Count)].Code.AsSpan());
        return bytes;
    }

    private void Change(Span<byte> code, ReadOnlySpan<byte> other)
    {
        var at = _random.Next(code.Length / 2) * 2;                // where an instruction begins since 3.6
        switch (_random.Next(7))
        {
            case 0:
                code[at + 1] = s_nastyArguments[_random.Next(s_nastyArguments.Length)];
                break;
            case 1:
                code[at + 1] = (byte)(code[at + 1] + _random.Next(-2, 3));
                break;
            case 2 when other.Length >= 2:
                code[at] = other[_random.Next(other.Length / 2) * 2];
                break;
            case 3 when other.Length >= 2:
                other.Slice(_random.Next(other.Length / 2) * 2, 2).CopyTo(code[at..]);
                break;
            case 4:
                var from = _random.Next(code.Length / 2) * 2;
                (code[at], code[from]) = (code[from], code[at]);
                (code[at + 1], code[from + 1]) = (code[from + 1], code[at + 1]);
                break;
            case 5:
                code[_random.Next(code.Length)] = (byte)_random.Next(256);
                break;
            default:
                code[at + 1] = (byte)_random.Next(8);
                break;
        }
    }
}
