using System.Globalization;
using Pyc.Fuzz.Execution;
using Pyc.Fuzz.Seeds;

namespace Pyc.Fuzz.Campaign;

/// <summary>Inputs that did what none before them did; later ones are made of them.</summary>
/// <remarks>
/// An input is made of what was kept before its epoch began, so that a number and the folder give the same bytes at any time.
/// </remarks>
public sealed class Corpus
{
    /// <summary>Inputs of an epoch.</summary>
    public const long Epoch = 10_000;

    private const int MostFiles = 6_000;
    private const int LongestFile = 4 << 10;
    private const long MostBytes = 16 << 20;               // what takes more would slow down all that come of it
    private readonly string _folder;
    private readonly string _featuresPath;
    private readonly byte[] _features = new byte[1 << 17];
    private readonly List<(long Number, SeedFile File)> _files = [];
    private List<SeedFile> _usable = [];
    private long _epoch = -1;

    /// <summary>Reads the corpus of a campaign.</summary>
    public Corpus(string folder)
    {
        _folder = Path.Combine(folder, "corpus");
        _featuresPath = Path.Combine(folder, "features.bin");
        Directory.CreateDirectory(_folder);
        foreach (var path in Directory.GetFiles(_folder, "*.pyc").Order(StringComparer.Ordinal))
            _files.Add((long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture), new SeedFile(File.ReadAllBytes(path))));
        if (File.Exists(_featuresPath) && File.ReadAllBytes(_featuresPath) is { } known && known.Length == _features.Length)
            known.CopyTo(_features, 0);
    }

    /// <summary>How many inputs it has.</summary>
    public int Count => _files.Count;

    /// <summary>What the input with a number may be made of.</summary>
    public IReadOnlyList<SeedFile> UsableFor(long number)
    {
        var epoch = number / Epoch;
        if (epoch != _epoch)
        {
            (_epoch, _usable) = (epoch, [.. _files.Where(file => file.Number < epoch * Epoch).Select(file => file.File)]);
            File.WriteAllBytes(_featuresPath, _features);
        }
        return _usable;
    }

    /// <summary>Keeps an input if it did something new.</summary>
    public void Offer(long number, byte[] input, InputReport report)
    {
        var isNew = false;
        foreach (var feature in report.Features)
        {
            var place = feature & (_features.Length * 8 - 1);
            if ((_features[place >> 3] >> (int)(place & 7) & 1) != 0)
                continue;
            _features[place >> 3] |= (byte)(1 << (int)(place & 7));
            isNew = true;
        }
        if (!isNew || input.Length > LongestFile || report.Bytes > MostBytes || _files.Count >= MostFiles)
            return;
        _files.Add((number, new SeedFile(input)));
        File.WriteAllBytes(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{number:D10}.pyc")), input);
    }
}
