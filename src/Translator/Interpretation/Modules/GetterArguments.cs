namespace Pyc.Translation.Interpretation;

/// <summary>The one argument of what <c>itemgetter</c> and <c>attrgetter</c> make.</summary>
internal static class GetterArguments
{
    /// <summary>The argument.</summary>
    /// <exception cref="PythonError">There are more, or none: TypeError.</exception>
    public static PyValue Single(PythonRuntime runtime, string function, in CallArguments arguments)
    {
        if (!arguments.Names.IsEmpty)
            throw PyErrors.TypeError($"{function}() takes no keyword arguments");
        return arguments.Values.Length == 1
            ? arguments.Values[0]
            : throw PyErrors.TypeError(
                $"{function} expected 1 argument{(runtime.Semantics.Calls.HasSingular ? "" : "s")}, got {arguments.Values.Length}");
    }
}
