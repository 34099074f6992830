namespace Pyc.Tests.Threads;

/// <summary>What Python's <c>print</c> calls: C# code in the midst of a call.</summary>
internal sealed class CallbackWriter : StringWriter
{
    /// <summary>What is called with each text that is more than the end of a line.</summary>
    public Action<string>? Called { get; set; }

    public override void Write(string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            Called?.Invoke(value);
    }
}
