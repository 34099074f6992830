using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pyc.Fuzz.Execution;

namespace Pyc.Fuzz.Campaign;

/// <summary>The folder of findings: a file and what it did, a few of each kind.</summary>
public sealed class Findings
{
    private const int MostOfAKind = 3;
    private readonly string _folder;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>Those of a campaign.</summary>
    public Findings(string folder)
    {
        _folder = Path.Combine(folder, "findings");
        Directory.CreateDirectory(_folder);
        foreach (var path in Directory.GetFiles(_folder, "*.txt"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var key = name[..name.LastIndexOf('-')];
            _known[key] = _known.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Keeps a finding, unless there are enough of its kind.</summary>
    public void Add(long number, byte[] input, Finding finding)
    {
        var key = $"{finding.Kind}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Key)))[..8]}";
        var count = _known[key] = _known.GetValueOrDefault(key) + 1;
        if (count > MostOfAKind)
            return;
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{key}-{number:D10}"));
        File.WriteAllBytes(path + ".pyc", input);
        File.WriteAllText(path + ".txt", $"{finding.Kind}: {finding.Key}\n{finding.Text}\n");
    }
}
