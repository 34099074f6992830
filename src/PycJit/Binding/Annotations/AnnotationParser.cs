using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>
/// Reads annotations that are kept as text, as <c>from __future__ import annotations</c> and quotes make them: names with dots, brackets
/// and <c>|</c>.
/// </summary>
internal sealed class AnnotationParser(AnnotatedTypes types, string text)
{
    private const int LongestText = 1000;
    private const int DeepestNesting = 50;
    private int _position;
    private int _depth;

    /// <summary>The C# type; null where there is none, or the text is something else.</summary>
    public Type? Parse()
    {
        if (text.Length > LongestText)
            return null;
        var type = Union();
        return Peek() == '\0' ? type : null;
    }

    private Type? Union()
    {
        if (++_depth > DeepestNesting)
            return null;
        var members = new List<Type?> { Member() };
        while (Peek() == '|')
        {
            _position++;
            members.Add(Member());
        }
        _depth--;
        return members.Count == 1 ? members[0] : AnnotatedTypes.Union([.. members]);
    }

    private Type? Member()
    {
        var first = Peek();
        if (first is '\'' or '"')
            return Quoted(first);
        if (first == '.' && text.AsSpan(_position).StartsWith("...", StringComparison.Ordinal))
        {
            _position += 3;
            return AnnotatedTypes.Ellipsis;
        }
        if (Name() is not { Length: > 0 } name)
            return null;
        var isNone = name == "None";
        var value = isNone ? PyValue.None : types.Lookup(name);
        while (Peek() == '.')
        {
            _position++;
            value = types.Attribute(value, Name());
        }
        return Peek() == '[' ? types.Apply(value, Arguments()) : types.Apply(value, null);
    }

    // Behind the bracket, up to the one that closes it: a list of annotations, or (), which is none.
    private Type?[] Arguments()
    {
        _position++;
        if (Peek() == '(')
        {
            _position++;
            var isEmpty = Take(')') && Take(']');
            return isEmpty ? [] : [null];
        }
        var arguments = new List<Type?> { Union() };
        while (Take(','))
            arguments.Add(Union());
        if (!Take(']'))
            arguments.Add(null);
        return [.. arguments];
    }

    private Type? Quoted(char quote)
    {
        var end = text.IndexOf(quote, _position + 1);
        if (end < 0)
            return null;
        var inner = new AnnotationParser(types, text[(_position + 1)..end]);
        _position = end + 1;
        return inner.Parse();
    }

    private string Name()
    {
        Peek();
        var start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
            _position++;
        return text[start.._position];
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted)
            return false;
        _position++;
        return true;
    }

    /// <summary>The next character that is no space; 0 at the end.</summary>
    private char Peek()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
        return _position < text.Length ? text[_position] : '\0';
    }
}
