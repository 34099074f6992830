namespace Pyc.Execution;

/// <summary>The version that a delegate runs: one with the values that globals have now.</summary>
/// <param name="function">The function.</param>
/// <param name="version">The version to begin with.</param>
internal sealed class CurrentVersion(PycFunction function, FunctionVersion version)
{
    private FunctionVersion _version = version;
    private FunctionVersion? _refused;                      // one that could not be compiled
    private long _interpretedGeneration = -1;               // the globals with whose values there is no native version

    /// <summary>The last version that there was, for what all versions have in common.</summary>
    public FunctionVersion Last => _version;

    /// <summary>The version; null where native code cannot hold the values of globals.</summary>
    public FunctionVersion? Get()
    {
        var current = _version;
        if (!current.IsStale)
            return current.Address != 0 ? current : Compiled(current);
        var generation = function.Generation;
        if (generation == Volatile.Read(ref _interpretedGeneration))
            return null;
        if (function.TryVersionFor(current.ParameterTypes) is not { } renewed)
        {
            Volatile.Write(ref _interpretedGeneration, generation);
            return null;
        }
        _version = renewed;
        return renewed;
    }

    private FunctionVersion? Compiled(FunctionVersion version)
    {
        if (version == Volatile.Read(ref _refused))
            return null;
        if (function.TryCompile(version))
            return version;
        Volatile.Write(ref _refused, version);
        return null;
    }
}
