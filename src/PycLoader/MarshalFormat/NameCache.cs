using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Names of code objects, converted once for each object of the file.</summary>
/// <remarks>
/// A back reference of five bytes can give the same million names to any number of code objects. Converting per code object
/// would take time and memory out of all proportion to the file; per tuple it does not.
/// </remarks>
/// <param name="maximumSlots">
/// Slots that all distinct layouts together may have. They pair two shared objects, so that m tuples and n kinds could give m·n
/// layouts; in a file that a compiler wrote, each layout has names or kinds of its own, of at least a byte per slot.
/// </param>
internal sealed class NameCache(int maximumSlots)
{
    private int _slotsLeft = maximumSlots;
    private readonly Dictionary<Constant, string?> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TupleConstant, ImmutableArray<string>> _lists = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(TupleConstant Names, BytesConstant Kinds), FrameLayout> _layouts = [];

    /// <summary>The name that a constant holds; <see langword="null"/> when it is no <c>str</c> of that version.</summary>
    internal string? Text(Constant constant, PythonVersion version)
    {
        if (constant is StringConstant text)
            return version.Major == 2 ? null : text.Value;
        if (constant is not BytesConstant bytes || version.Major != 2)
            return null;
        if (!_texts.TryGetValue(bytes, out var decoded))
            _texts[bytes] = decoded = bytes.Decode();
        return decoded;
    }

    /// <summary>The names in a tuple.</summary>
    /// <param name="tuple">The tuple.</param>
    /// <param name="version">Says which constants are names.</param>
    /// <param name="wrong">The first element that is no name; <see langword="null"/> when all are.</param>
    internal ImmutableArray<string> Texts(TupleConstant tuple, PythonVersion version, out Constant? wrong)
    {
        wrong = null;
        if (tuple.Items.IsEmpty)
            return [];
        if (_lists.TryGetValue(tuple, out var names))
            return names;

        var builder = ImmutableArray.CreateBuilder<string>(tuple.Items.Length);
        foreach (var item in tuple.Items)
        {
            if (Text(item, version) is not { } name)
            {
                wrong = item;
                return [];
            }
            builder.Add(name);
        }
        return _lists[tuple] = builder.MoveToImmutable();
    }

    /// <summary>The slots of a frame from 3.11 on.</summary>
    /// <param name="names">The tuple <c>co_localsplusnames</c>.</param>
    /// <param name="kinds"><c>co_localspluskinds</c>.</param>
    /// <param name="texts">The names in <paramref name="names"/>, as many as there are kinds.</param>
    /// <returns><see langword="null"/> when the layouts of the file are out of proportion to it.</returns>
    internal FrameLayout? Layout(TupleConstant names, BytesConstant kinds, ImmutableArray<string> texts)
    {
        if (_layouts.TryGetValue((names, kinds), out var layout))
            return layout;
        if (texts.Length > _slotsLeft)
            return null;
        _slotsLeft -= texts.Length;
        return _layouts[(names, kinds)] = FrameLayout.From(texts, kinds.Value);
    }
}
