using System.Globalization;
using NativeAot;
using Pyc;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;        // 0.05 and not 0,05
var folder = AppContext.BaseDirectory;
using var module = PycJit.Load(Path.Combine(folder, "formulas.pyc"), new PycOptions { Fallback = Fallback.Interpreter });

// The compiler has seen the types here, and made what these delegates need; the code that they call is made at run time.
Func<long, long, long> foo = module.Get<Func<long, long, long>>("foo");
Console.WriteLine($"foo(7, 3) = {foo(7, 3)}, {module["foo"].Compile().Size} bytes of native code");

var scale = module.Get<Scale>("scale");
double[] values = [1.5, 2.5, 4.0];
Console.WriteLine($"the largest of {values.Length} is {scale(values, 2.0)}, all are {string.Join(" ", values)}");

var formulas = module.Bind<IFormulas>();
Console.WriteLine($"at {formulas.Rate}: {formulas.Compound(1000.0, 10)}");
formulas.Rate = 0.03;
Console.WriteLine($"at {formulas.Rate}: {formulas.Compound(1000.0, 10)}");
Console.WriteLine(formulas.Divide(100, 7));
Console.WriteLine(formulas.Receipt("ada lovelace", ["tea", "milk", "tea"]));

try
{
    module.Get<Func<double, long, double>>("share")(12.5, 0);
}
catch (PythonValueException exception)
{
    Console.Write(exception.FormatTraceback(file => File.ReadAllText(Path.Combine(folder, file))));
}

try
{
    module.Get<Spin>("spin")(new PyCallContext(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(50) }), 1);
}
catch (ExecutionLimitException exception)
{
    Console.WriteLine($"stopped by the limit of {exception.Limit}");
}

internal delegate double Scale(Span<double> values, double factor);

internal delegate long Spin(in PyCallContext context, long n);
