using Pyc;
using Pyc.Samples;

(int Age, double Income, double YearsEmployed, int LatePayments, int Housing, double Amount, int Months)[] applicants =
[
    (42, 52_000, 6, 0, 1, 20_000, 36),
    (42, 32_000, 6, 0, 1, 20_000, 36),
    (24, 21_000, 0.5, 1, 2, 4_000, 24),
    (33, 28_000, 1, 3, 2, 9_000, 48),
];
string[] attributes = ["age", "income", "employment", "late payments", "housing"];

Console.WriteLine("CPython  loss of 10,000 loans  refused");
foreach (var version in (string[])["2.7", "3.8", "3.13"])
{
    // What does not run natively cannot be bound: Fallback is Error.
    using var module = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", version, "credit.pyc"));
    var (loss, refused) = module.Bind<ICreditScoring>().PortfolioLoss(10_000, 5_000);
    Console.WriteLine($"{version,-7}  {loss,-20:N2}  {refused}");
}

using var last = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", "3.13", "credit.pyc"));
var credit = last.Bind<ICreditScoring>();
foreach (var (age, income, employed, late, housing, amount, months) in applicants)
{
    var (granted, score, risk, rate, instalment) = credit.Decide(age, income, employed, late, housing, amount, months);
    var (worst, lacking) = credit.Weakest(age, income, employed, late, housing);
    var terms = granted ? $"granted: {months} times {instalment:F2} at {rate:P1}" : "refused";
    Console.WriteLine(
        $"score {score,3}, grade {credit.Grade(score) ?? "-"}, default {risk:P1}, loses most by {attributes[worst]} ({lacking}); {amount:N0} {terms}");
}

credit.Cutoff = 90;                                                 // the global CUTOFF
Console.WriteLine($"refused with a cutoff of 90: {credit.PortfolioLoss(10_000, 5_000).Refused}");
try
{
    credit.Score(17, 9_000, 0);
}
catch (PythonException exception)
{
    Console.Write(exception.FormatTraceback(file => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))));
}
