using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyc.Benchmarks;

/// <summary>Functions in C, compiled by gcc.</summary>
internal sealed class CLibrary
{
    private readonly nint _library;

    private CLibrary(nint library) => _library = library;

    /// <summary>Compiles a file with -O3 -march=native and loads what comes of it.</summary>
    /// <param name="source">Path of the file.</param>
    /// <returns>The library; null where there is no gcc.</returns>
    public static CLibrary? TryCompile(string source) => TryCompile(source, "-O3", "-march=native");

    /// <summary>Compiles a file and loads what comes of it.</summary>
    /// <param name="source">Path of the file.</param>
    /// <param name="options">How it is optimised.</param>
    /// <returns>The library; null where there is no gcc.</returns>
    public static CLibrary? TryCompile(string source, params string[] options)
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("pycjit-bench-").FullName, "kernels.so");
        try
        {
            using var gcc = Process.Start("gcc", [.. options, "-shared", "-fPIC", "-o", library, source]);
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? new CLibrary(NativeLibrary.Load(library)) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The address of a function.</summary>
    public nint this[string name] => NativeLibrary.GetExport(_library, name);
}
