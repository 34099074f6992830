using Pyc;
using Pyc.Samples;

const double Spot = 100, Strike = 105, Years = 1, Volatility = 0.2;

Console.WriteLine("CPython  call      put       implied volatility     American put  Asian call");
foreach (var version in (string[])["2.7", "3.8", "3.13"])
{
    // What does not run natively cannot be bound: Fallback is Error.
    using var module = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", version, "pricing.pyc"));
    var pricing = module.Bind<IOptionPricing>();

    var (call, put) = (pricing.Price(Spot, Strike, Years, Volatility), pricing.Price(Spot, Strike, Years, Volatility, isCall: false));
    var (implied, steps) = pricing.ImpliedVolatility(8, Spot, Strike, Years, isCall: true);
    var (asian, error) = pricing.Asian(Spot, Strike, Years, Volatility, isCall: true, paths: 10_000, dates: 12, seed: 1);
    var american = pricing.American(Spot, Strike, Years, Volatility, isCall: false, steps: 12);
    Console.WriteLine($"{version,-7}  {call:F6}  {put:F6}  {implied:F6} after {steps} steps  {american:F6}     {asian:F4} ± {error:F4}");
}

using var last = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", "3.13", "pricing.pyc"));
var options = last.Bind<IOptionPricing>();
var greeks = options.Greeks(Spot, Strike, Years, Volatility, isCall: true);
Console.WriteLine($"delta {greeks.Delta:F4}, gamma {greeks.Gamma:F4}, vega {greeks.Vega:F3}, theta {greeks.Theta:F3}, rho {greeks.Rho:F3}");

options.Rate = 0.05;                                                // the global RATE: native code that knew it is compiled anew
Console.WriteLine($"a call at a rate of 5 %: {options.Price(Spot, Strike, Years, Volatility):F6}");
try
{
    options.ImpliedVolatility(120, Spot, Strike, Years, isCall: true);
}
catch (PythonValueException exception)
{
    Console.Write(exception.FormatTraceback(file => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))));
}
