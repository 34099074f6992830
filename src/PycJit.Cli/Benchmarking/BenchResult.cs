namespace Pyc.Cli.Benchmarking;

/// <summary>What <c>pycjit bench</c> has measured.</summary>
internal sealed record BenchResult
{
    /// <summary>The CPython series that compiled the file.</summary>
    public required string Python { get; init; }

    /// <summary>The function.</summary>
    public required PycFunction Function { get; init; }

    /// <summary>The type of the delegate that was called.</summary>
    public required string DelegateType { get; init; }

    /// <summary><c>repr</c> of what it returns, which is the same in both tiers.</summary>
    public required string Result { get; init; }

    /// <summary>Whether each call was given new arguments, because it changes them, and measured alone.</summary>
    public required bool ChangesArguments { get; init; }

    /// <summary>Why there is no native code; null where there is.</summary>
    public required string? WhyInterpreted { get; init; }

    /// <summary>Native code; null where there is none.</summary>
    public required Measurement? Native { get; init; }

    /// <summary>The interpreter.</summary>
    public required Measurement Interpreted { get; init; }

    /// <summary>Compiling it; null where there is no native code.</summary>
    public required CompileBenchmark? Compilation { get; init; }

    /// <summary>How many times as fast native code is, by the medians; null where there is none.</summary>
    public double? Ratio => Interpreted.Median / Native?.Median;
}
