using System.Linq.Expressions;

namespace Pyc.Cli.Benchmarking;

/// <summary>Calls a delegate of any type many times, as a loop in C# would: its type is known, and nothing is boxed on the way.</summary>
internal static class DelegateLoop
{
    /// <summary>The loop.</summary>
    /// <param name="target">What is called.</param>
    /// <returns>Takes the arguments, which it unpacks once, and how often it is called with them.</returns>
    public static Action<object?[], int> Of(Delegate target)
    {
        var arguments = Expression.Parameter(typeof(object?[]));
        var times = Expression.Parameter(typeof(int));
        var call = Expression.Variable(target.GetType());
        var types = target.GetType().GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToList();    // a delegate has one
        var unpacked = types.Select(Expression.Variable).ToList();
        var done = Expression.Label();
        return Expression.Lambda<Action<object?[], int>>(
            Expression.Block(
                [call, .. unpacked],
                [
                    Expression.Assign(call, Expression.Constant(target)),
                    .. unpacked.Select((variable, i) => Expression.Assign(
                        variable, Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), variable.Type))),
                    Expression.Loop(
                        Expression.IfThenElse(
                            Expression.GreaterThan(times, Expression.Constant(0)),
                            Expression.Block(Expression.Invoke(call, unpacked), Expression.PreDecrementAssign(times)),
                            Expression.Break(done)),
                        done),
                ]),
            arguments, times).Compile();
    }
}
