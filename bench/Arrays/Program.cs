namespace Pyc.Benchmarks;

/// <summary>
/// Kernels over arrays: Python by PycJit against C# over spans, with and without checks of overflow, and against C, all in this one process:
/// <c>dotnet run -c Release --project bench/Arrays [NAME ...]</c>.
/// </summary>
internal static class Program
{
    private static void Main(string[] names)
    {
        var source = Repository.PathTo("bench", "Arrays", "kernels.c");
        if (CLibrary.TryCompile(source, "-O2") is not { } o2 || CLibrary.TryCompile(source, "-O3", "-march=native", "-ffp-contract=off") is not { } o3)
        {
            Console.WriteLine("There is no gcc to compare with.");
            return;
        }
        using var module = PycJit.Load(Repository.Pyc("arrays", "3.13"), new PycOptions { Fallback = Fallback.Interpreter });
        Console.WriteLine("gcc -O3 is with -march=native -ffp-contract=off, as Python rounds each product. Ratios are PycJit's time by the other's: above 1, PycJit is slower.");
        Console.WriteLine($"{"kernel",-16} {"elements",-20} {"PycJit",12} {"C# checked",11} {"C#",6} {"gcc -O2",8} {"gcc -O3",8}");
        var ratios = new List<double[]>();
        foreach (var kernel in new KernelSet(module, (o2, o3)).All().Where(kernel => names.Length == 0 || names.Contains(kernel.Name)))
        {
            if (!module[kernel.Name].IsCompilable(out var reason, kernel.Types))
            {
                Console.WriteLine($"{kernel.Name,-16} {kernel.Size,-20} is not native code: {reason}");
                continue;
            }
            kernel.Compare();
            var times = Rounds.Measure([.. kernel.Ways.Select(way => way.Call)]);
            var own = times[kernel.Ways.ToList().FindIndex(way => way.Name == "PycJit")];
            double[] row = [own / times[0], own / times[1], own / times[3], own / times[4]];
            ratios.Add(row);
            Console.WriteLine($"{kernel.Name,-16} {kernel.Size,-20} {Text(own),12} {row[0],11:F2} {row[1],6:F2} {row[2],8:F2} {row[3],8:F2}");
        }
        if (ratios.Count > 1)
            Console.WriteLine($"{"geometric mean",-50} {Mean(0),11:F2} {Mean(1),6:F2} {Mean(2),8:F2} {Mean(3),8:F2}");

        double Mean(int column) => Math.Exp(ratios.Average(row => Math.Log(row[column])));
    }

    private static string Text(double seconds) => seconds < 1e-3 ? $"{seconds * 1e6:F2} us" : $"{seconds * 1e3:F2} ms";
}
