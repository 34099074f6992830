namespace Pyc;

/// <summary>What may stop one call: the first parameter of a delegate, or of a method of a bound interface.</summary>
/// <param name="cancellationToken">Cancels the call, which then throws <see cref="OperationCanceledException"/> within some milliseconds.</param>
/// <param name="limits">Limits of this call, besides those of its module; null for none.</param>
/// <example><code>
/// delegate long Search(in PyCallContext context, long n);
///
/// var search = module.Get&lt;Search>("search");
/// long found = search(new PyCallContext(token), 1_000_000);
/// </code></example>
public readonly struct PyCallContext(CancellationToken cancellationToken = default, ExecutionLimits? limits = null) : IEquatable<PyCallContext>
{
    /// <summary>What cancels the call.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Limits of this call, besides those of its module; null for none.</summary>
    public ExecutionLimits? Limits { get; } = limits;

    /// <summary>Whether token and limits are the same.</summary>
    public static bool operator ==(PyCallContext left, PyCallContext right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PyCallContext left, PyCallContext right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(PyCallContext other) => CancellationToken == other.CancellationToken && Equals(Limits, other.Limits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PyCallContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CancellationToken, Limits);
}
