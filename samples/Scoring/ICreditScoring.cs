namespace Pyc.Samples;

/// <summary>The module <c>credit.py</c>: a scorecard for loans to households.</summary>
/// <remarks>Incomes are per year. Housing is 0 for owners, 1 with a mortgage, 2 for tenants, 3 for others.</remarks>
public interface ICreditScoring
{
    /// <summary>The global <c>CUTOFF</c>: who has fewer points is refused.</summary>
    int Cutoff { get; set; }

    /// <summary>The points of each attribute.</summary>
    (int Age, int Income, int Employment, int LatePayments, int Housing) Points(
        int age, double income, double yearsEmployed, int latePayments, int housing);

    /// <summary>The points of a tenant who has never paid late: Python's defaults.</summary>
    int Score(int age, double income, double yearsEmployed);

    /// <summary>The sum of the points.</summary>
    int Score(int age, double income, double yearsEmployed, int latePayments, int housing);

    /// <summary>Which attribute lacks most to its best, counted from 0 in the order of <see cref="Points"/>, and the points it lacks.</summary>
    (int Attribute, int Points) Weakest(int age, double income, double yearsEmployed, int latePayments, int housing);

    /// <summary>The probability that somebody with so many points does not pay.</summary>
    double ProbabilityOfDefault(int total);

    /// <summary>A to D; null for who has too few points for any.</summary>
    string? Grade(int total);

    /// <summary>0 to 3 for A to D; null likewise.</summary>
    int? GradeIndex(int total);

    /// <summary>The tax on an income.</summary>
    double Tax(double income);

    /// <summary>What is paid each month for a loan at a yearly rate.</summary>
    /// <exception cref="PythonAssertionException">There are no months.</exception>
    double Instalment(double amount, double rate, int months);

    /// <summary>Whether an income bears an instalment for that time.</summary>
    bool CanPay(double income, double monthly, int months);

    /// <summary>Whether a loan is granted for 36 months, and the reasons.</summary>
    (bool Granted, int Score, double Risk, double Rate, double Instalment) Decide(
        int age, double income, double yearsEmployed, int latePayments, int housing, double amount);

    /// <summary>Likewise for another time.</summary>
    (bool Granted, int Score, double Risk, double Rate, double Instalment) Decide(
        int age, double income, double yearsEmployed, int latePayments, int housing, double amount, int months);

    /// <summary>The loss to expect of loans to made-up customers, and how many are refused.</summary>
    (double Loss, int Refused) PortfolioLoss(int size, double amount);
}
