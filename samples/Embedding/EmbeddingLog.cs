using Microsoft.Extensions.Logging;

namespace Embedding;

/// <summary>What the program logs.</summary>
internal static partial class EmbeddingLog
{
    [LoggerMessage(1, LogLevel.Information, "{Count} parcels cost {Sum} cents, such as {Label}")]
    public static partial void ParcelsSent(ILogger logger, int count, long sum, string label);

    [LoggerMessage(2, LogLevel.Information, "{Reason} ({File}:{Line})")]
    public static partial void ParcelRefused(ILogger logger, string reason, string file, int line);

    [LoggerMessage(3, LogLevel.Warning, "{Path} cannot be loaded; the version before stays")]
    public static partial void VersionRefused(ILogger logger, Exception error, string path);

    [LoggerMessage(4, LogLevel.Information, "{Instrument}: {Count}")]
    public static partial void Counted(ILogger logger, string instrument, long count);
}
