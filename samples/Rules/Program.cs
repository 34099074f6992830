using System.Globalization;
using Pyc;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;        // 29.97 and not 29,97
var folder = AppContext.BaseDirectory;
using var rules = PycJit.Load(Path.Combine(folder, "rules.pyc"), new PycOptions { Fallback = Fallback.Interpreter });

// A parameter with a default may be left out.
Console.WriteLine(rules.Get<Func<long, double, double>>("price")(3, 9.99));
Console.WriteLine(rules.Get<Func<long, double, double, double>>("price")(3, 9.99, 0.1));

// A tuple is a value tuple.
var (each, rest) = rules.Get<Func<long, long, (long, long)>>("split")(100, 7);
Console.WriteLine($"{each} each, {rest} left over");

// A list that Python changes is changed.
double[] prices = [10, 20, 30.5];
rules.Get<Action<double[], long>>("raise_all")(prices, 10);
Console.WriteLine(string.Join(" ", prices));

var pack = rules.Get<Func<long, long, string>>("pack");
Console.WriteLine(pack(24, 6));
try
{
    pack(25, 6);
}
catch (PythonValueException exception)
{
    Console.Write(exception.FormatTraceback(file => File.ReadAllText(Path.Combine(folder, file))));
}
