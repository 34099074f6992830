namespace Pyc.Samples;

/// <summary>What filters.py has for C#: each works on the bytes of a picture where they are.</summary>
public interface IFilters
{
    void Paint(Span<byte> pixels, int width, int height);

    void Sepia(Span<byte> pixels);

    void Vignette(Span<byte> pixels, int width, int height, double strength);

    void Dither(Span<byte> pixels, int width, int height, int levels);

    void Blur(ReadOnlySpan<byte> source, Span<byte> target, int width, int height, int radius);

    void Sharpen(ReadOnlySpan<byte> source, Span<byte> target, int width, int height, double amount);

    void Edges(ReadOnlySpan<byte> source, Span<byte> target, int width, int height);
}
