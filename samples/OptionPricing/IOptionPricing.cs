namespace Pyc.Samples;

/// <summary>The module <c>pricing.py</c>: options in the model of Black and Scholes.</summary>
/// <remarks>
/// Time is in years, rates and volatilities are per year: 0.2 is 20 %. Where a value is out of range, all throw
/// <see cref="PythonValueException"/> with Python's message.
/// </remarks>
public interface IOptionPricing
{
    /// <summary>The global <c>RATE</c>: the riskless rate, continuously compounded.</summary>
    double Rate { get; set; }

    /// <summary>The global <c>DIVIDEND_YIELD</c>, likewise.</summary>
    double DividendYield { get; set; }

    /// <summary>The value of a European call: Python's default of <c>is_call</c>.</summary>
    double Price(double spot, double strike, double years, double volatility);

    /// <summary>The value of a European call or put.</summary>
    double Price(double spot, double strike, double years, double volatility, bool isCall);

    /// <summary>The value of a call and a put.</summary>
    double Straddle(double spot, double strike, double years, double volatility);

    /// <summary>How the value of an option changes with spot, spot twice, volatility, time and rate.</summary>
    (double Delta, double Gamma, double Vega, double Theta, double Rho) Greeks(
        double spot, double strike, double years, double volatility, bool isCall);

    /// <summary>The volatility at which a European option has a value, and the steps that it took; -1 where Newton's method failed.</summary>
    (double Volatility, int Steps) ImpliedVolatility(double market, double spot, double strike, double years, bool isCall);

    /// <summary>The value of an American put by a tree of 8 steps.</summary>
    double American(double spot, double strike, double years, double volatility);

    /// <summary>The value of an American option by a tree of 1 to 16 steps.</summary>
    double American(double spot, double strike, double years, double volatility, bool isCall, int steps);

    /// <summary>The value of an option on the average of monthly spots, by simulating 1000 paths, and its standard error.</summary>
    (double Value, double StandardError) Asian(double spot, double strike, double years, double volatility);

    /// <summary>Likewise, on the average of as many dates as are given.</summary>
    (double Value, double StandardError) Asian(
        double spot, double strike, double years, double volatility, bool isCall, int paths, int dates, int seed);
}
