using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyc.Benchmarks;

// What a new process pays for its first function: this program publishes itself in several ways, and compares runs of each that load a module and call a function
// with runs that do not: dotnet run -c Release --project bench/ColdStart.
switch (args)
{
    case ["empty"]:
        Console.WriteLine(40);
        break;
    case ["call", var file]:
        Console.WriteLine(Pyc.PycJit.Load(file).Get<Func<long, long, long>>("foo")(7, 3));
        break;
    default:
        Publication.CompareAll();
        break;
}

namespace Pyc.Benchmarks
{
    /// <summary>A way to publish a program.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Properties">What <c>dotnet publish</c> is told.</param>
    internal sealed record Publication(string Name, params string[] Properties)
    {
        private const int Rounds = 21;

        private static readonly Publication[] s_all =
        [
            new("compiled at run time", "--self-contained", "false", "-p:PublishReadyToRun=false"),
            new("ReadyToRun", "--self-contained", "false", "-p:PublishReadyToRun=true"),
            new("ReadyToRun with its own .NET, composite", "--self-contained", "true", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true"),
        ];

        /// <summary>Measures all ways and prints the medians.</summary>
        public static void CompareAll()
        {
            var folder = Directory.CreateTempSubdirectory("pycjit-cold-");
            try
            {
                Console.WriteLine($"{"published",-42}{"empty",10}{"a call",10}{"difference",12}");
                foreach (var publication in s_all)
                    publication.Compare(Path.Combine(folder.FullName, "out"));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        private void Compare(string folder)
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Run("dotnet", [
                "publish", Repository.PathTo("bench", "ColdStart"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "-v", "q", .. Properties]);
            var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "ColdStart.exe" : "ColdStart");
            var file = Repository.Pyc("straight", "3.13");
            var (empty, call) = (new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
            {
                empty[round] = Run(program, ["empty"]);
                call[round] = Run(program, ["call", file]);
            }
            Array.Sort(empty);
            Array.Sort(call);
            var (without, with) = (empty[Rounds / 2], call[Rounds / 2]);
            Console.WriteLine($"{Name,-42}{without,7:F0} ms{with,7:F0} ms{with - without,9:F0} ms");
        }

        private static double Run(string program, IEnumerable<string> arguments)
        {
            var start = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;   // no shell: a new process
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} failed: {output}");
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
