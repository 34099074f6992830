using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;

namespace Pyc.Differential.Support;

/// <summary>A signature of the fixtures, <c>long,long->bool</c>, as a delegate type.</summary>
internal sealed class FixtureSignature
{
    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get))!;

    /// <summary>Reads a signature; with <paramref name="big"/> an int result is a BigInteger.</summary>
    public FixtureSignature(string text, bool big)
    {
        var parts = text.Split("->");
        var parameters = parts[0].Length == 0 ? [] : parts[0].Split(',').Select(TypeOf).ToArray();
        Result = big && parts[1] == "long" ? typeof(BigInteger) : TypeOf(parts[1]);
        DelegateType = Expression.GetDelegateType([.. parameters, Result]);
    }

    public Type Result { get; }

    public Type DelegateType { get; }

    public Delegate Bind(PycModule module, string function) =>
        (Delegate)s_get.MakeGenericMethod(DelegateType).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [function], null)!;

    private static Type TypeOf(string name) => name switch
    {
        "long" => typeof(long),
        "bool" => typeof(bool),
        "long?" => typeof(long?),
        "void" => typeof(void),
        "double" => typeof(double),
        _ => typeof(object),                             // tuples and arrays, which no delegate can pass yet
    };
}
