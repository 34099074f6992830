using System.Numerics;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Says what came where a C# type cannot hold a Python value, and which type would.</summary>
internal static class ConversionErrors
{
    private const int LongestText = 60;
    private const int LongestDigits = 256;                      // bits
    private const int MostItems = 8;

    /// <summary>The exception for a result.</summary>
    /// <param name="runtime">The runtime, whose gate is held.</param>
    /// <param name="where">The function.</param>
    /// <param name="failure">What could not be converted.</param>
    /// <param name="result">The whole result, of which that is perhaps an item.</param>
    /// <param name="subject">What it is called.</param>
    public static Exception OfResult(
        PythonRuntime runtime, SourceLocation where, ConversionFailure failure, PyValue result, string subject = "the result")
    {
        var isWhole = failure.Value.IsSame(result);
        var (value, wanted) = (failure.Value, TypeNames.Of(failure.Wanted));
        if (failure.Kind == FailureKind.Type)
        {
            var what = isWhole
                ? $"{subject} is {Describe(runtime, value)}, which {wanted} does not hold"
                : $"{subject} is {Describe(runtime, result)}, and {wanted} does not hold {Describe(runtime, value)} in it";
            return new ResultTypeException(where, $"{what}. {Remedy(runtime, result)}");
        }
        var number = isWhole ? subject : $"a number in {subject}";
        if (failure.Kind == FailureKind.Inexact)
        {
            return new OverflowException(
                $"{where}: {number} is {Describe(runtime, value)}, which no {wanted} equals, and a wrong number is never returned. "
                + "Bind it as BigInteger.");
        }
        if (value.As<PyInteger>() is not null && failure.Wanted != typeof(Int128) && failure.Wanted != typeof(UInt128) && !IsFloat(failure.Wanted))
        {
            return new OverflowException(
                $"{where}: {number} is an integer beyond 64 bits, and a wrong number is never returned. Pass smaller numbers, bind the "
                + "result as BigInteger, or load with Integers = Wrap64 if wrapping is meant.");
        }
        return new OverflowException($"{where}: {number}, {Describe(runtime, value)}, does not fit {wanted}. Bind the function with a wider result.");
    }

    /// <summary>The exception for a list that was passed and cannot hold what Python put into it.</summary>
    public static Exception OfPassedList(PythonRuntime runtime, SourceLocation where, ConversionFailure failure)
    {
        var wanted = TypeNames.Of(failure.Wanted);
        return failure.Kind switch
        {
            FailureKind.Length => new ResultTypeException(
                where, $"Python changed the length of a list that was passed as {wanted}, which cannot change it. Pass a List."),
            FailureKind.Type => new ResultTypeException(
                where, $"Python put {Describe(runtime, failure.Value)} into a list that was passed, and {wanted} does not hold it."),
            _ => new OverflowException(
                $"{where}: Python put {Describe(runtime, failure.Value)} into a list that was passed, which does not fit {wanted}."),
        };
    }

    /// <summary>The type and, as far as it is short, the value: <c>a float, 0.5</c>.</summary>
    public static string Describe(PythonRuntime runtime, PyValue value)
    {
        if (value.IsNone)
            return "None";
        var name = value.Type.Name;
        var article = name is ['a' or 'e' or 'i' or 'o' or 'u', ..] ? "an" : "a";
        switch (value.Object)
        {
            case PyInteger integer when integer.Value.GetBitLength() > LongestDigits:
                return $"{article} {name} of {integer.Value.GetBitLength()} bits";
            case PyList { Memory.IsClosed: true }:
                return "a list";
            case PyList { Count: > MostItems } list:
                return $"a list of {list.Count} items";
            case PyTuple { Count: > MostItems } tuple:
                return $"a tuple of {tuple.Count} items";
            case PyStr or PyBytes or PyInteger or PyTuple or PyList or PyException or null:
                return $"{article} {name}, {Shorten(Repr(runtime, value))}";
            default:
                return $"{article} {name}";
        }
    }

    private static string Remedy(PythonRuntime runtime, PyValue result) => NaturalType(runtime, result) is { } type
        ? $"Bind it as {type}."
        : "Return numbers, strings, tuples or lists.";

    /// <summary>The C# type that holds a value; null where none does.</summary>
    private static string? NaturalType(PythonRuntime runtime, PyValue value) => value.Object switch
    {
        null => value.IsNone ? "void, or as a type that can be null"
            : value.IsBool ? "bool" : value.IsInt ? "long" : "double",
        PyInteger => "BigInteger",
        PyStr => "string",
        PyTuple { Count: > 0 and <= MostItems } tuple when ItemTypes(runtime, tuple) is var items && !items.Contains(null) =>
            items.Length == 1 ? $"ValueTuple<{items[0]}>" : $"({string.Join(", ", items)})",
        PyTuple => "object",
        PyList { Memory: not { IsClosed: true }, Count: > 0 } list
            when list.ItemAt(runtime, 0) is { IsNone: false, Object: not PyList } first && NaturalType(runtime, first) is { } item => $"List<{item}>",
        PyList => "object",
        _ => null,
    };

    private static string?[] ItemTypes(PythonRuntime runtime, PyTuple tuple)
    {
        var types = new string?[tuple.Count];
        for (var i = 0; i < types.Length; i++)
            types[i] = tuple[i].IsNone || tuple[i].Object is PyTuple or PyList ? "object" : NaturalType(runtime, tuple[i]);
        return types;
    }

    private static string Repr(PythonRuntime runtime, PyValue value)
    {
        try
        {
            return Operators.Repr(runtime, value);
        }
        catch (Exception error) when (error is PythonError or PycJitException)
        {
            return "...";                   // an item of it has no repr, which is another error than the one to be told
        }
    }

    private static string Shorten(string text) => text.Length <= LongestText ? text : text[..LongestText] + "...";

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);
}
