using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Methods that fill text up: center, ljust, rjust, zfill, expandtabs.</summary>
/// <remarks>CPython: <c>Objects/unicodeobject.c</c>, <c>Objects/stringlib/transmogrify.h</c>.</remarks>
internal static class PadMethods
{
    /// <summary>The rows of a class.</summary>
    public static IEnumerable<BuiltinRow> Rows(TextKind kind) =>
    [
        new("center(self, width, fillchar=, /)", (runtime, a) => Pad(kind, runtime, a, "center")),
        new("ljust(self, width, fillchar=, /)", (runtime, a) => Pad(kind, runtime, a, "ljust")),
        new("rjust(self, width, fillchar=, /)", (runtime, a) => Pad(kind, runtime, a, "rjust")),
        new("zfill(self, width, /)", (runtime, a) => ZeroFill(kind, runtime, a)),
        new("expandtabs(self, tabsize=, /)", (runtime, a) => ExpandTabs(kind, runtime, a), Until: new PythonVersion(3, 3)),
        new("expandtabs(self, /, tabsize=)", (runtime, a) => ExpandTabs(kind, runtime, a), new PythonVersion(3, 3)),
    ];

    private static PyValue Pad(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name)
    {
        var self = kind.Self(runtime, a[0], name);
        var width = TextArguments.Integer(runtime, a[1]);
        var fill = (int)' ';
        if (!a[2].IsUnbound)
        {
            if (kind.TryText(a[2]) is not { Length: 1 } character)
                throw runtime.Semantics.Text.CannotFill(kind, name, a[2], kind.TryText(a[2]));
            (self, character) = TextCoercion.Common(runtime, self, character);
            fill = CodePoints.At(character.Value, 0, out _);
        }
        if (width <= self.Length)
            return kind.Make(self.Value, self);
        runtime.Memory.Check(width, 2 * sizeof(char));
        runtime.ChargeScan(width);
        var padding = width - self.Length;
        // An odd space goes to the left where the width is odd as well.
        var left = name switch { "ljust" => 0, "rjust" => padding, _ => (padding / 2) + (padding & width & 1) };
        var result = new StringBuilder();
        StringFormat.AppendFill(result, fill, (int)left);
        result.Append(self.Value);
        StringFormat.AppendFill(result, fill, (int)(padding - left));
        return kind.Make(result.ToString(), self);
    }

    private static PyValue ZeroFill(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "zfill");
        var width = TextArguments.Integer(runtime, a[1]);
        if (width <= self.Length)
            return kind.Make(self.Value, self);
        runtime.Memory.Check(width, 2 * sizeof(char));
        runtime.ChargeScan(width);
        var padding = width - self.Length;
        var sign = self.Value is ['+' or '-', ..] ? 1 : 0;
        return kind.Make($"{self.Value.AsSpan(0, sign)}{new string('0', (int)padding)}{self.Value.AsSpan(sign)}", self);
    }

    private static PyValue ExpandTabs(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "expandtabs");
        var size = a[1].IsUnbound ? 8L : TextArguments.SmallInteger(runtime, a[1]);
        var result = new StringBuilder();
        var column = 0L;
        for (var i = 0; i < self.Value.Length; i++)
        {
            runtime.ChargeStretch(i);
            var character = self.Value[i];
            if (character == '\t')
            {
                var spaces = size > 0 ? size - (column % size) : 0;
                runtime.Memory.Check(result.Length + spaces, 2 * sizeof(char));
                runtime.ChargeScan(spaces);
                result.Append(' ', (int)spaces);
                column += spaces;
                continue;
            }
            result.Append(character);
            if (!char.IsLowSurrogate(character))
                column++;
            if (character is '\n' or '\r')
                column = 0;
        }
        return kind.Make(result.ToString(), self);
    }
}
