using System.Runtime.InteropServices;

namespace Pyc.Native;

/// <summary>The operating system refused executable memory.</summary>
public sealed class NativeMemoryException : Exception
{
    internal NativeMemoryException(string operation, int errorCode, string remedy, Exception? inner = null)
        : base(Compose(operation, errorCode, Marshal.GetPInvokeErrorMessage(errorCode), remedy), inner)
    {
        Operation = operation;
        ErrorCode = errorCode;
        Reason = Marshal.GetPInvokeErrorMessage(errorCode);
        Remedy = remedy;
    }

    /// <summary>What was asked of the system, with the name of its function and the size.</summary>
    public string Operation { get; }

    /// <summary>The system's number for its reason: <c>errno</c> on Linux and macOS, <c>GetLastError</c> on Windows.</summary>
    public int ErrorCode { get; }

    /// <summary>The system's words for <see cref="ErrorCode"/>.</summary>
    public string Reason { get; }

    /// <summary>What the user of the program can do about it.</summary>
    public string Remedy { get; }

    private static string Compose(string operation, int errorCode, string reason, string remedy) =>
        $"{operation} failed: {reason} (error {errorCode}). {remedy}";
}
