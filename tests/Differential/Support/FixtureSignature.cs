using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;

namespace Pyc.Differential.Support;

/// <summary>A signature of the fixtures, <c>long,long->bool</c>, as a delegate type.</summary>
internal sealed class FixtureSignature
{
    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;

    /// <summary>Reads a signature; with <paramref name="big"/> an int result is a BigInteger.</summary>
    public FixtureSignature(string text, bool big, SequenceShape? shape = null)
    {
        var parts = text.Split("->", 2);
        Parameters = parts[0].Length == 0 ? [] : [.. parts[0].Split(',').Select(TypeOf).Select(type => shape?.Change(type) ?? type)];
        Result = big && parts[1] == "long" ? typeof(BigInteger) : TypeOf(parts[1]);
        DelegateType = Expression.GetDelegateType([.. Parameters, Result]);
    }

    public Type[] Parameters { get; }

    public Type Result { get; }

    public Type DelegateType { get; }

    /// <summary>The signature of a call: that of Python 3, but round(x) is a float in Python 2.</summary>
    public static string Of(ExpectedCall call, string module, string version) =>
        (module, call.Function, version) is ("mathfns", "rounding", "2.7") ? "double->double" : call.Signature;

    /// <summary>Whether a function compiles for these parameters, and why not.</summary>
    public bool Compiles(PycFunction function, out string whyNot)
    {
        try
        {
            var isCompilable = function.IsCompilable(out var reason, Parameters);
            whyNot = reason ?? "";
            return isCompilable;
        }
        catch (ArgumentException refusal)
        {
            // A parameter of a type that native code does not have: a list, an array.
            whyNot = refusal.Message;
            return false;
        }
    }

    public Delegate Bind(PycModule module, string function) =>
        (Delegate)s_get.MakeGenericMethod(DelegateType).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [function], null)!;

    private static Type TypeOf(string name) => name switch
    {
        ['(', .. var items, ')'] => TupleOf([.. items.Split(',').Select(TypeOf)]),
        [.. var item, '[', ']'] => TypeOf(item).MakeArrayType(),
        ['L', 'i', 's', 't', '<', .. var item, '>'] => typeof(List<>).MakeGenericType(TypeOf(item)),
        "long" => typeof(long),
        "bool" => typeof(bool),
        "long?" => typeof(long?),
        "void" => typeof(void),
        "double" => typeof(double),
        "object" => typeof(object),
        _ => throw new FormatException($"{name} is no type of the fixtures' signatures."),
    };

    private static Type TupleOf(Type[] items) => items.Length switch
    {
        2 => typeof(ValueTuple<,>).MakeGenericType(items),
        3 => typeof(ValueTuple<,,>).MakeGenericType(items),
        4 => typeof(ValueTuple<,,,>).MakeGenericType(items),
        _ => throw new FormatException($"A tuple of {items.Length} is not among the fixtures' signatures."),
    };
}
