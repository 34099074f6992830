using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyc.Benchmarks;

/// <summary>The kernels in C, by one compiler.</summary>
internal sealed class CSide : Side, IDisposable
{
    private readonly nint _library;
    private readonly CSharpSide _signatures;

    private CSide(string compiler, string version, nint library, CSharpSide signatures)
        : base(compiler, version)
    {
        _library = library;
        _signatures = signatures;
    }

    /// <summary>Compiles bench/Kernels/C and loads what comes of it.</summary>
    /// <param name="compiler">The command.</param>
    /// <param name="signatures">Tells what the kernels return.</param>
    /// <returns>The side; null where there is no such compiler.</returns>
    public static CSide? TryCompile(string compiler, CSharpSide signatures)
    {
        var folder = Directory.CreateTempSubdirectory("pycjit-bench-").FullName;
        try
        {
            var library = Path.Combine(folder, "kernels.so");
            string[] options = ["-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-o", library];
            using var process = Process.Start(compiler, [.. options, .. Directory.GetFiles(Repository.PathTo("bench", "Kernels", "C"), "*.c"), "-lm"]);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{compiler} does not compile bench/Kernels/C.");
            return new CSide(compiler, VersionOf(compiler), NativeLibrary.Load(library), signatures);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public override IRun Prepare(Data data)
    {
        var result = _signatures.MethodOf(data.Kernel).ReturnType;
        var call = EmittedCall.Of(NativeLibrary.GetExport(_library, data.Kernel.Name), result == typeof(int) ? typeof(long) : result, data.Arguments);
        return new InProcessRun(call, result == typeof(int) ? typeof(long) : result, data);
    }

    public void Dispose() => NativeLibrary.Free(_library);

    private static string VersionOf(string compiler)
    {
        using var process = Process.Start(new ProcessStartInfo(compiler, "--version") { RedirectStandardOutput = true })!;  // it has just been started
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Split('\n')[0].Split(' ').LastOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? "";
    }
}
