using Pyc;

foreach (var version in (string[])["2.7", "3.13"])
{
    using var module = PycJit.Load(Path.Combine(AppContext.BaseDirectory, version, "straight.pyc"));
    var foo = module.Get<Func<long, long, long>>("foo");      // def foo(a, b): return a*a - b*b
    Console.WriteLine($"CPython {module.Version} wrote it: foo(7, 3) = {foo(7, 3)}");
}
