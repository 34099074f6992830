using Pyc;
using Pyc.Samples;

const int Width = 64, Height = 16;
const string Shades = " .:-=+*%@";

var pictures = new List<string>();
foreach (var version in (string[])["2.7", "3.8", "3.13"])
{
    // What does not run natively cannot be bound: Fallback is Error.
    using var module = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", version, "geometry.pyc"));
    var geometry = module.Bind<IGeometry>();
    pictures.Add(string.Join('\n', Enumerable.Range(0, Height).Select(row => string.Concat(Enumerable.Range(0, Width)
        .Select(column => Shades[geometry.ShadeIndex((column + 0.5) / Width * 2 - 1, 0.4 - (row + 0.5) / Height)])).TrimEnd())));

    Console.WriteLine(
        $"CPython {version}: plot {geometry.PlotArea()} m², way in at {geometry.WalkIntoPlot(-50, 10, 50, 10)?.ToString() ?? "none"}, "
        + $"Berlin to Paris {geometry.Haversine(52.52, 13.405, 48.8566, 2.3522):F3} km");
}
Console.WriteLine(pictures[^1]);
Console.WriteLine($"{pictures.Distinct().Count()} picture of {pictures.Count} modules");

using var last = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", "3.13", "geometry.pyc"));
var rays = last.Bind<IGeometry>();
Console.WriteLine($"a ray that hits: {rays.RaySphere(0, 0, 0, 0, 0, 2, 0, 0, 5, 1)?.ToString() ?? "none"}");
Console.WriteLine($"a ray that misses: {rays.RaySphere(0, 0, 0, 0, 1, 0, 0, 0, 5, 1)?.ToString() ?? "none"}");
try
{
    rays.TriangleNormal(0, 0, 0, 1, 1, 1, 2, 2, 2);
}
catch (PythonValueException exception)
{
    Console.Write(exception.FormatTraceback(file => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))));
}
