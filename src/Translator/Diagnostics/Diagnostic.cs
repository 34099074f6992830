using System.Globalization;
using System.Text;

namespace Pyc.Translation;

/// <summary>What PycJit refuses: what, where, why, and what to do.</summary>
public sealed record Diagnostic
{
    // What lies between the first and the last call of a long chain does not help who reads it.
    private const int MostCallsNamed = 3;

    private readonly string _reason = "";
    private readonly string? _what;

    /// <summary>What kind of thing it is. Of a call, that of what the called function does.</summary>
    public required DiagnosticDescriptor Descriptor { get; init; }

    /// <summary>The place in Python, in the function that is refused or in a generator that it goes through.</summary>
    public SourceLocation Where { get; init; } = SourceLocation.None;

    /// <summary>CPython's name of the instruction; empty where it is about more than one instruction.</summary>
    public string Opcode { get; init; } = "";

    /// <summary>Offset of the instruction in <c>co_code</c>, in bytes; −1 where it is about more than one.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>The Python type of the value that it is about, <c>str</c>, <c>list of float</c>; empty where it is about none, or nothing is known of it.</summary>
    public string ValueType { get; init; } = "";

    /// <summary>What is refused, as a clause: <c>BUILD_MAP is not supported</c>, <c>open is not available</c>.</summary>
    public string What
    {
        get => _what ?? (Opcode.Length > 0 ? $"{Opcode} is not supported" : "the function is not compiled");
        init => _what = value;
    }

    /// <summary>Name of the function that is called there and that is what is refused; empty where it is no such call.</summary>
    public string Callee { get; init; } = "";

    /// <summary>What is refused in the <see cref="Callee"/>; null where it is no such call.</summary>
    public Diagnostic? Cause { get; init; }

    /// <summary>Why: a clause, without a full stop.</summary>
    public required string Reason
    {
        get => Cause is null ? _reason : ReasonOfCall();
        init => _reason = value;
    }

    /// <summary>What to do about it: a sentence.</summary>
    public required string Remedy { get; init; }

    /// <summary>What is refused in the end: behind all calls.</summary>
    public Diagnostic Root
    {
        get
        {
            var root = this;
            while (root.Cause is { } cause)
                root = cause;
            return root;
        }
    }

    /// <summary>The refusal of a call, because of what the called function does.</summary>
    /// <param name="cause">What is refused in it.</param>
    /// <param name="callee">Its name.</param>
    /// <param name="where">The place of the call.</param>
    /// <param name="opcode">CPython's name of the instruction that calls.</param>
    /// <param name="offset">Its offset.</param>
    internal static Diagnostic OfCall(Diagnostic cause, string callee, SourceLocation where, string opcode, int offset) => new()
    {
        Descriptor = cause.Descriptor,
        Where = where,
        Opcode = opcode,
        Offset = offset,
        ValueType = cause.ValueType,
        Callee = callee,
        Cause = cause,
        Reason = "",
        Remedy = cause.Remedy,
    };

    /// <summary><c>file.py:12:5 in function, offset 34: PYJ1002: BUILD_MAP is not supported: it makes a dict. Choose with if.</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Where.File.Length > 0)
            text.Append(Where.WithColumn).Append(Offset >= 0 ? $", offset {Offset.ToString(CultureInfo.InvariantCulture)}: " : ": ");
        return text.Append(CultureInfo.InvariantCulture, $"{Descriptor.Id}: {What}: {Reason}. {Remedy}").ToString();
    }

    private string ReasonOfCall()
    {
        var text = new StringBuilder("it calls ").Append(Callee);
        var calls = 1;
        var root = Cause!;                                        // the caller has seen that there is one
        for (; root.Cause is { } next; root = next)
        {
            if (++calls <= MostCallsNamed)
                text.Append(", which calls ").Append(root.Callee);
            else if (next.Cause is null)
                text.Append(", which in the end calls ").Append(root.Callee);
        }
        return text.Append(CultureInfo.InvariantCulture, $", in which {root.Reason} ({root.Where.ShortFile}:{root.Where.Line})").ToString();
    }
}
