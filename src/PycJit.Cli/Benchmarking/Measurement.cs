namespace Pyc.Cli.Benchmarking;

/// <summary>How long the calls of one tier take.</summary>
internal sealed record Measurement
{
    /// <summary>Makes one of batches.</summary>
    /// <param name="nanoseconds">Nanoseconds a call, of each batch; at least one.</param>
    /// <param name="callsPerBatch">Calls in each.</param>
    /// <param name="allocatedBytes">Bytes that all calls together allocated on the managed heap.</param>
    public Measurement(IEnumerable<double> nanoseconds, int callsPerBatch, long allocatedBytes)
    {
        double[] sorted = [.. nanoseconds.Order()];
        Batches = sorted.Length;
        CallsPerBatch = callsPerBatch;
        Minimum = sorted[0];
        Percentile5 = Quantile(sorted, 0.05);
        Median = Quantile(sorted, 0.5);
        Percentile95 = Quantile(sorted, 0.95);
        AllocatedBytes = (double)allocatedBytes / sorted.Length / callsPerBatch;
    }

    /// <summary>How many batches were measured.</summary>
    public int Batches { get; }

    /// <summary>How many calls there are in each.</summary>
    public int CallsPerBatch { get; }

    /// <summary>Nanoseconds a call, in the fastest batch.</summary>
    public double Minimum { get; }

    /// <summary>Nanoseconds a call, in the batch than which 5 % are faster.</summary>
    public double Percentile5 { get; }

    /// <summary>Nanoseconds a call, in the batch in the middle.</summary>
    public double Median { get; }

    /// <summary>Nanoseconds a call, in the batch than which 5 % are slower.</summary>
    public double Percentile95 { get; }

    /// <summary>Bytes that a call allocates on the managed heap.</summary>
    public double AllocatedBytes { get; }

    /// <summary>Calls a second, by the median.</summary>
    public double CallsPerSecond => 1e9 / Median;

    /// <summary>The value below which a share of others lies, between neighbours in proportion.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
