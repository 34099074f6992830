using System.Collections.Immutable;

namespace Pyc.Translation;

/// <summary>What a variable of a function holds, as it was found out for given parameter types.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">Qualified name of the function that it belongs to: the one that is compiled, or one that is compiled into it.</param>
/// <param name="File">The source file of that function.</param>
/// <param name="Types">Its types, in the order in which it gets them. With several, there is code for each.</param>
public sealed record VariableType(string Name, string Function, string File, ImmutableArray<TypeOfVariable> Types);

/// <summary>One type of a variable.</summary>
/// <param name="Type">The type in Python's words: <c>int</c>, <c>list of float</c>.</param>
/// <param name="Lines">The lines that store it, ascending; for a parameter that of the <c>def</c>.</param>
public sealed record TypeOfVariable(string Type, ImmutableArray<int> Lines);
