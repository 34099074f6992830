using SkiaSharp;

namespace Pyc.Samples;

/// <summary>A picture in memory: four bytes a pixel, which filters read and write in place.</summary>
internal sealed class Picture : IDisposable
{
    private readonly SKBitmap _bitmap;

    /// <summary>An empty one.</summary>
    public Picture(int width, int height) =>
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));

    /// <summary>Reads a PNG or JPEG file.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Picture Read(string path)
    {
        using var decoded = SKBitmap.Decode(path) ?? throw new InvalidDataException($"{path} is no picture that can be read.");
        var picture = new Picture(decoded.Width, decoded.Height);
        decoded.CopyTo(picture._bitmap, SKColorType.Rgba8888);
        return picture;
    }

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    /// <summary>Red, green, blue and alpha of each pixel, row by row.</summary>
    public Span<byte> Pixels => _bitmap.GetPixelSpan();

    /// <summary>A copy.</summary>
    public Picture Copy()
    {
        var copy = new Picture(Width, Height);
        Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    /// <summary>Copies another picture to a place in this one.</summary>
    public void Put(Picture other, int left, int top)
    {
        for (var y = 0; y < other.Height; y++)
            other.Pixels.Slice(y * other.Width * 4, other.Width * 4).CopyTo(Pixels[(((top + y) * Width + left) * 4)..]);
    }

    /// <summary>Writes it as PNG.</summary>
    public void Write(string path)
    {
        using var file = File.Create(path);
        _bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }

    public void Dispose() => _bitmap.Dispose();
}
