namespace Pyc.Benchmarks;

/// <summary>
/// Recursion against C# and C, the time of a call from native code to native code, and that of compiling:
/// <c>dotnet run -c Release --project bench/Calls</c>.
/// </summary>
internal static class Program
{
    private static void Main()
    {
        CompileTimes.Run();
        Console.WriteLine();
        Recursion.Run();
    }
}
