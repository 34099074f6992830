using Pyc;

namespace NativeAot;

/// <summary>formulas.py, as the program calls it.</summary>
public interface IFormulas
{
    /// <summary>The yearly rate.</summary>
    [PythonName("RATE")]
    double Rate { get; set; }

    /// <summary>What a sum has become after some years.</summary>
    double Compound(double start, long years);

    /// <summary>A receipt, made in the interpreter: strings and a dict are nothing for native code.</summary>
    string Receipt(string customer, string[] items);

    /// <summary>What each gets, and what is left over.</summary>
    (long Each, long Left) Divide(long total, long people);
}
