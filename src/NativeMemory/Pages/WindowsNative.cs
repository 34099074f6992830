using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>Section objects of Windows.</summary>
/// <remarks>Windows SDK: memoryapi.h, processthreadsapi.h, winnt.h, handleapi.h.</remarks>
[SupportedOSPlatform("windows")]
internal static partial class WindowsNative
{
    internal const uint PageExecuteReadWrite = 0x40;
    internal const uint SectionCommit = 0x0800_0000;
    internal const uint MapWrite = 0x2;      // FILE_MAP_WRITE: a view that reads and writes
    internal const uint MapRead = 0x4;
    internal const uint MapExecute = 0x20;
    internal const nint InvalidHandle = -1;

    [LibraryImport("kernel32", EntryPoint = "CreateFileMappingW", SetLastError = true)]
    internal static partial nint CreateSection(
        nint file, nint security, uint protection, uint sizeHigh, uint sizeLow, nint name);

    [LibraryImport("kernel32", EntryPoint = "MapViewOfFileEx", SetLastError = true)]
    internal static partial nint MapView(nint section, uint access, uint offsetHigh, uint offsetLow, nuint length, nint address);

    [LibraryImport("kernel32", EntryPoint = "UnmapViewOfFile", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool UnmapView(nint address);

    [LibraryImport("kernel32", EntryPoint = "FlushInstructionCache", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool FlushInstructions(nint process, nint address, nuint length);

    [LibraryImport("kernel32", EntryPoint = "GetCurrentProcess")]
    internal static partial nint CurrentProcess();

    [LibraryImport("kernel32", EntryPoint = "CloseHandle", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool Close(nint handle);

    internal static NativeMemoryException Failure(string operation) => Failure(operation, Marshal.GetLastPInvokeError());

    internal static NativeMemoryException Failure(string operation, int error) => new(operation, error, error switch
    {
        5 or 1655 =>      // ERROR_ACCESS_DENIED, ERROR_DYNAMIC_CODE_BLOCKED
            "A policy forbids this process code made at run time. Turn off Arbitrary Code Guard for the program, " +
            "or run without native code.",
        8 or 14 or 1455 =>    // ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_COMMITMENT_LIMIT
            "Free memory, or enlarge the paging file.",
        _ => "Ask for less memory, or run without native code.",
    });
}
