using System.Text;

namespace Pyc.Explorer.Tests.Support;

/// <summary>
/// A .pyc of CPython 3.8 whose names, strings and file names are what somebody would write who wants to break out of a page: markup, ends of scripts, quotes,
/// letters that turn the direction of text, halves of surrogate pairs, and names of any length.
/// </summary>
internal static class HostileModule
{
    // Magic 3413, no flags, no time, the size of the source.
    private static readonly byte[] s_header = [0x55, 0x0D, 0x0D, 0x0A, .. new byte[8], (byte)Encoding.UTF8.GetByteCount(Source), 0, 0, 0];

    public const string ScriptName = "</script><script>globalThis.broken=1</script>";
    public const string ImageName = "<img src=x onerror=globalThis.broken=1>";
    public const string QuoteName = "\"'`><svg onload=globalThis.broken=1>${1}\\u003c";
    public const string TurnedName = "\u202egnp\u2066\u05d0\u05d1\u2069";
    public const string HalfName = "half \ud800 and \udc00";
    public const string FileName = "a/<!--<script>/</script><b>'\".py";

    /// <summary>The source file of the function that is refused, which may lie beside the .pyc.</summary>
    public const string SourceName = "hostile.py";

    /// <summary>What stands in it.</summary>
    public const string Source = "def f(x): return '</script><script>globalThis.broken=1</script>' # <img src=x onerror=globalThis.broken=1> \u202e\n";

    public static string LongName { get; } = new('n', 100_000);

    /// <summary>Names of its functions: each gives the sum of its parameter, which has the same name, with itself.</summary>
    public static IReadOnlyList<string> Names { get; } = [ScriptName, ImageName, QuoteName, TurnedName, HalfName, LongName];

    /// <summary>The name of one more function, which is refused: it asks for a global of a hostile name.</summary>
    public const string RefusedName = "]]></script><iframe src=javascript:globalThis.broken=1>";

    /// <summary>A file with nothing in it.</summary>
    public static byte[] Empty()
    {
        var writer = new Writer();
        writer.Raw(s_header);
        writer.Code(0, 0, [100, 0, 83, 0], () => { writer.Tuple(1); writer.None(); }, [], [], FileName, "<module>", 1);
        return writer.ToArray();
    }

    /// <summary>The bytes of the file.</summary>
    public static byte[] Bytes()
    {
        var writer = new Writer();
        writer.Raw(s_header);
        List<Action> functions = [.. Names.Select(name => (Action)(() => Function(writer, name, [124, 0, 124, 0, 23, 0, 83, 0], [], 2)))];
        functions.Add(() => Function(writer, RefusedName, [116, 0, 124, 0, 131, 1, 83, 0], [ImageName], 2, SourceName));
        string[] names = [.. Names, RefusedName];
        var code = new List<byte>();
        for (var i = 0; i < names.Length; i++)
            code.AddRange([100, (byte)(2 * i), 100, (byte)(2 * i + 1), 132, 0, 90, (byte)i]);
        code.AddRange([100, (byte)(2 * names.Length), 83, 0]);
        writer.Code(0, 0, [.. code], () =>
        {
            writer.Tuple(2 * names.Length + 1);
            for (var i = 0; i < names.Length; i++)
            {
                functions[i]();
                writer.String(names[i]);
            }
            writer.None();
        }, names, [], FileName, "<module>", 2);
        return writer.ToArray();
    }

    private static void Function(Writer writer, string name, byte[] code, string[] globals, int stack, string file = FileName) =>
        writer.Code(1, 1, code, () => { writer.Tuple(1); writer.None(); }, globals, [name], file, name, stack);

    private sealed class Writer
    {
        private readonly List<byte> _bytes = [];

        public byte[] ToArray() => [.. _bytes];

        public void Raw(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public void None() => _bytes.Add((byte)'N');

        public void Tuple(int count) => Sized('(', count);

        /// <summary>UTF-8 with halves of pairs as marshal has them: in three bytes, as if they were characters.</summary>
        public void String(string text)
        {
            var bytes = new List<byte>();
            for (var i = 0; i < text.Length; i++)
            {
                if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
                    bytes.AddRange([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
                else
                    bytes.AddRange(Encoding.UTF8.GetBytes(char.IsSurrogate(text[i]) ? text[i..(++i + 1)] : text[i].ToString()));
            }
            Sized('u', bytes.Count);
            Raw([.. bytes]);
        }

        public void Code(int arguments, int locals, byte[] code, Action constants, string[] names, string[] variables, string file, string name, int stack)
        {
            _bytes.Add((byte)'c');
            foreach (var number in (ReadOnlySpan<int>)[arguments, 0, 0, locals, stack, 0x43])
                Int(number);
            Bytes(code);
            constants();
            Strings(names);
            Strings(variables);
            Strings([]);
            Strings([]);
            String(file);
            String(name);
            Int(1);                     // the first line
            Bytes([]);
        }

        private void Bytes(byte[] bytes)
        {
            Sized('s', bytes.Length);
            Raw(bytes);
        }

        private void Strings(string[] texts)
        {
            Tuple(texts.Length);
            foreach (var text in texts)
                String(text);
        }

        private void Sized(char type, int size)
        {
            _bytes.Add((byte)type);
            Int(size);
        }

        private void Int(int number)
        {
            Span<byte> bytes = stackalloc byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            Raw(bytes);
        }
    }
}
