using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The words of the containers' errors where they differ between versions.</summary>
/// <param name="ListIndices">What an index of a list must be, up to <c>not</c>.</param>
/// <param name="TupleIndices">The same of a tuple.</param>
/// <param name="RangeIndices">The same of a range.</param>
/// <param name="NotSubscriptable">A value without items; <c>{0}</c> is its class.</param>
/// <param name="NotIndexable">A set or view without items.</param>
/// <param name="NoItemDeletion">A value whose items cannot be deleted.</param>
/// <param name="NoItems">A value that has no items to delete.</param>
/// <param name="NotAContainer">A value that <c>in</c> cannot look through.</param>
/// <param name="Unorderable">Two values without order; <c>{0}</c> is the operator, <c>{1}</c> and <c>{2}</c> their classes.</param>
internal sealed record ContainerWords(
    string ListIndices,
    string TupleIndices,
    string RangeIndices,
    string NotSubscriptable,
    string NotIndexable,
    string NoItemDeletion,
    string NoItems,
    string NotAContainer,
    string Unorderable)
{
    /// <summary>The words of one series.</summary>
    public static ContainerWords For(PythonVersion version)
    {
        var integers = version.IsAtLeast(3, 5) ? "integers or slices" : "integers";
        return new(
            $"list indices must be {integers}",
            $"tuple indices must be {integers}",
            version.IsAtLeast(3, 5) ? "range indices must be integers or slices" : "range indices must be integers",
            version.IsAtLeast(3, 0) ? "'{0}' object is not subscriptable" : "'{0}' object has no attribute '__getitem__'",
            version.IsAtLeast(3, 7) ? "'{0}' object is not subscriptable" : "'{0}' object does not support indexing",
            "'{0}' object doesn't support item deletion",
            "'{0}' object does not support item deletion",
            version.IsAtLeast(3, 14) ? "argument of type '{0}' is not a container or iterable" : "argument of type '{0}' is not iterable",
            version.IsAtLeast(3, 6) ? "'{0}' not supported between instances of '{1}' and '{2}'" : "unorderable types: {1}() {0} {2}()");
    }
}
