namespace Pyc.Translation.Interpretation;

/// <summary>A class that has the methods of text: <c>str</c> and <c>unicode</c>, or <c>bytes</c>, whose text has a byte to a character.</summary>
internal abstract class TextKind
{
    /// <summary><c>str</c>, and Python 2's <c>unicode</c>.</summary>
    public static TextKind Str { get; } = new StrKind();

    /// <summary>Python 3's <c>bytes</c>.</summary>
    public static TextKind Bytes { get; } = new BytesKind();

    /// <summary>The text of a value of the class; null for all else.</summary>
    public abstract PyStr? TryText(PyValue value);

    /// <summary>A value of the class; a <c>unicode</c> where the example is one.</summary>
    public abstract PyValue Make(string text, PyStr example);

    /// <summary>Whether only ASCII has letters, digits and spaces.</summary>
    public abstract bool IsAscii(PythonRuntime runtime, PyStr self);

    /// <summary>TypeError: an argument is not of the class.</summary>
    public abstract PythonError WrongArgument(PythonRuntime runtime, PyStr self, string method, int number, PyValue value);

    /// <summary>The object of a method.</summary>
    public PyStr Self(PythonRuntime runtime, PyValue value, string method)
    {
        var text = TryText(value) ?? throw PyErrors.TypeError($"descriptor '{method}' requires a '{Name}' object but received a '{value.Type.Name}'");
        runtime.ChargeScan(text.Value.Length);
        return text;
    }

    /// <summary>An argument of a method; both become <c>unicode</c> where one is.</summary>
    public PyStr Argument(PythonRuntime runtime, ref PyStr self, PyValue value, string method, int number)
    {
        var text = TryText(value) ?? throw WrongArgument(runtime, self, method, number, value);
        (self, text) = TextCoercion.Common(runtime, self, text);
        return text;
    }

    /// <summary>The name of the class.</summary>
    protected abstract string Name { get; }

    private sealed class StrKind : TextKind
    {
        protected override string Name => "str";

        public override PyStr? TryText(PyValue value)
        {
            var text = value.As<PyStr>();
            _ = text?.CheckedValue();
            return text;
        }

        public override PyValue Make(string text, PyStr example) => new PyStr(text, example.IsUnicode);

        public override bool IsAscii(PythonRuntime runtime, PyStr self) => runtime.Semantics.Text.StrIsBytes && !self.IsUnicode;

        public override PythonError WrongArgument(PythonRuntime runtime, PyStr self, string method, int number, PyValue value) =>
            PyErrors.TypeError(runtime.Semantics.Text.NotAString(self, method, number, value));
    }

    private sealed class BytesKind : TextKind
    {
        protected override string Name => "bytes";

        public override PyStr? TryText(PyValue value) => value.As<PyBytes>() is { } bytes ? new PyStr(TextCodecs.ToText(bytes.Value.AsSpan())) : null;

        public override PyValue Make(string text, PyStr example) => new PyBytes(TextCodecs.ToBytes(text));

        public override bool IsAscii(PythonRuntime runtime, PyStr self) => true;

        public override PythonError WrongArgument(PythonRuntime runtime, PyStr self, string method, int number, PyValue value) =>
            PyErrors.TypeError(runtime.Semantics.Text.NotBytes(value));
    }
}
