namespace Pyc.Translation.Interpretation;

/// <summary>The part of an expression that its outermost operator is: the sign of <c>a + b</c>, the brackets of <c>a[i]</c> and <c>f(x)</c>.</summary>
/// <param name="Kind">What the expression is.</param>
/// <param name="Start">Index of the first character of that part.</param>
/// <param name="End">Index behind its last one.</param>
/// <remarks>
/// CPython parses the source again to find it. Here the tokens of the expression do: at the outermost level of brackets the operator
/// that binds least is the root of the tree.
/// </remarks>
internal readonly record struct ExpressionAnchors(ExpressionKind Kind, int Start, int End)
{
    private const int Unary = 7;
    private const int Power = 8;

    /// <summary>Finds it; null where the text is no expression, or one of another kind.</summary>
    public static ExpressionAnchors? Find(string text)
    {
        if (PythonTokenizer.Tokenize(text) is not { Count: > 0 } tokens || Brackets(tokens) is not { } partners)
            return null;
        var (first, last) = (0, tokens.Count - 1);
        while (IsWrapped(tokens, partners, first, last))
        {
            first++;
            last--;
        }
        if (first > last || !TryFindRoot(tokens, partners, first, last, out var root))
            return null;
        return root < 0
            ? OfTrailer(tokens, partners, first, last)
            : new ExpressionAnchors(ExpressionKind.Binary, tokens[root].Start, SignEnd(text, tokens, partners, root, last));
    }

    /// <summary>For each bracket the index of its partner; null where they do not match.</summary>
    public static int[]? Brackets(List<PythonToken> tokens)
    {
        var partners = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Text is "(" or "[" or "{")
            {
                open.Push(i);
            }
            else if (tokens[i].Text is ")" or "]" or "}")
            {
                if (!open.TryPop(out var start) || "([{".IndexOf(tokens[start].Text[0], StringComparison.Ordinal) != ")]}".IndexOf(tokens[i].Text[0], StringComparison.Ordinal))
                    return null;
                partners[start] = i;
                partners[i] = start;
            }
        }
        return open.Count == 0 ? partners : null;
    }

    // Whether parentheses that make no tuple or generator are around it all.
    private static bool IsWrapped(List<PythonToken> tokens, int[] partners, int first, int last)
    {
        if (first >= last - 1 || !tokens[first].Is("(") || partners[first] != last)
            return false;
        for (var i = first + 1; i < last; i++)
        {
            if (tokens[i].Text is "(" or "[" or "{")
                i = partners[i];
            else if (tokens[i].Text is "," or "for" or "async")
                return false;
        }
        return true;
    }

    // The binary operator that is the root; -1 where there is no operator at all. False where the root is something else.
    private static bool TryFindRoot(List<PythonToken> tokens, int[] partners, int first, int last, out int root)
    {
        var (best, bestLevel) = (-1, int.MaxValue);
        root = -1;
        for (var i = first; i <= last; i++)
        {
            var token = tokens[i];
            if (token.Text is "(" or "[" or "{")
            {
                i = partners[i];
                continue;
            }
            if (token.Kind == PythonTokenKind.Keyword && !(token.Is("await") && i == first))
                return false;
            if (token.Kind != PythonTokenKind.Sign || token.Is("."))
                continue;
            var isBinary = i > first && EndsOperand(tokens[i - 1]);
            var level = isBinary ? Level(token.Text) : token.Text is "+" or "-" or "~" ? Unary : -1;
            if (level < 0)
                return false;
            // Operators of one level group to the left; powers, and signs before an operand, to the right.
            if (level < bestLevel || (level == bestLevel && level < Unary))
                (best, bestLevel) = (i, level);
        }
        // A sign is the root only where it comes first: -a ** b; in a ** -b the power is.
        if (bestLevel == Unary && best != first)
            best = First(tokens, partners, first, last);
        root = best;
        return bestLevel != Unary || best != first;
    }

    // The first power, where all else at this level are signs within its right operand.
    private static int First(List<PythonToken> tokens, int[] partners, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (tokens[i].Text is "(" or "[" or "{")
                i = partners[i];
            else if (tokens[i].Is("**"))
                return i;
        }
        return -1;
    }

    // CPython takes the character after the first one along unless it is blank or belongs to the right operand, whose own parentheses
    // it does not count in.
    private static int SignEnd(string text, List<PythonToken> tokens, int[] partners, int sign, int last)
    {
        var (operand, operandEnd) = (sign + 1, last);
        while (operand < operandEnd && IsWrapped(tokens, partners, operand, operandEnd))
        {
            operand++;
            operandEnd--;
        }
        var second = tokens[sign].Start + 1;
        return operand < tokens.Count && second < tokens[operand].Start && !char.IsWhiteSpace(text[second]) && text[second] is not ('\\' or '#')
            ? second + 1
            : second;
    }

    private static ExpressionAnchors? OfTrailer(List<PythonToken> tokens, int[] partners, int first, int last)
    {
        if (tokens[first].Is("await") || tokens[last].Text is not (")" or "]") || partners[last] <= first || !EndsOperand(tokens[partners[last] - 1]))
            return null;
        var kind = tokens[last].Is(")") ? ExpressionKind.Call : ExpressionKind.Subscript;
        return new ExpressionAnchors(kind, tokens[partners[last]].Start, tokens[last].End);
    }

    private static bool EndsOperand(PythonToken token) =>
        token.Kind is PythonTokenKind.Name or PythonTokenKind.Literal || token.Text is ")" or "]" or "}" or "...";

    private static int Level(string sign) => sign switch
    {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" or ">>" => 4,
        "+" or "-" => 5,
        "*" or "/" or "//" or "%" or "@" => 6,
        "**" => Power,
        _ => -1,
    };
}

/// <summary>The kinds of expressions that a traceback marks in two ways.</summary>
internal enum ExpressionKind
{
    /// <summary><c>a + b</c>.</summary>
    Binary,

    /// <summary><c>a[i]</c>.</summary>
    Subscript,

    /// <summary><c>f(x)</c>.</summary>
    Call,
}
