using Pyc.Execution;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Fits C# delegate types to Python functions.</summary>
internal static class DelegateBinder
{
    // NativeFunc of n parameters, in the place n.
    private static readonly Type[] s_openTargets =
    [
        typeof(NativeFunc<>), typeof(NativeFunc<,>), typeof(NativeFunc<,,>), typeof(NativeFunc<,,,>), typeof(NativeFunc<,,,,>),
        typeof(NativeFunc<,,,,,>), typeof(NativeFunc<,,,,,,>), typeof(NativeFunc<,,,,,,,>), typeof(NativeFunc<,,,,,,,,>),
        typeof(NativeFunc<,,,,,,,,,>), typeof(NativeFunc<,,,,,,,,,,>), typeof(NativeFunc<,,,,,,,,,,,>),
        typeof(NativeFunc<,,,,,,,,,,,,>), typeof(NativeFunc<,,,,,,,,,,,,,>), typeof(NativeFunc<,,,,,,,,,,,,,,>),
        typeof(NativeFunc<,,,,,,,,,,,,,,,>), typeof(NativeFunc<,,,,,,,,,,,,,,,,>),
    ];

    /// <summary>Makes a delegate of a Python function.</summary>
    /// <exception cref="SignatureMismatchException">The delegate type does not fit.</exception>
    public static Delegate Bind(PycFunction function, DelegateShape shape)
    {
        var (delegateType, parameters, result) = (shape.Type, shape.Parameters, shape.Result);
        function.ThrowIfNotCompilable();
        CheckParameters(function, delegateType, parameters);
        var version = function.VersionFor([.. parameters.Select(IrTypeOf)]);
        CheckResult(function, delegateType, parameters, result, version.ResultType);

        var isAction = result == typeof(void);
        var target = s_openTargets[parameters.Length].MakeGenericType([.. parameters, isAction ? typeof(long) : result]);
        return Delegate.CreateDelegate(delegateType, Activator.CreateInstance(target, version)!, isAction ? "InvokeVoid" : "Invoke");
    }

    /// <summary>The IR type of an argument.</summary>
    public static IrType IrTypeOf(Type type) => type == typeof(bool) ? IrType.Bool : IrType.Int64;

    /// <summary>The C# type that fits an IR type best.</summary>
    public static Type NaturalResult(IrType type) => type switch
    {
        IrType.Bool => typeof(bool),
        IrType.None => typeof(void),
        _ => typeof(long),
    };

    private static void CheckParameters(PycFunction function, Type delegateType, Type[] parameters)
    {
        var count = function.Parameters.Count;
        if (count > DelegateShape.MaximumParameters)
        {
            throw new SignatureMismatchException(
                function.Declaration, "", TypeNames.Of(delegateType),
                $"it has {count} parameters, and a delegate can pass {DelegateShape.MaximumParameters}.");
        }
        var expected = Enumerable.Range(0, count)
            .Select(i => i < parameters.Length && NativeWord.IsArgumentType(parameters[i]) ? parameters[i] : typeof(long)).ToArray();
        if (parameters.Length != count)
        {
            var takes = count switch { 0 => "no parameters", 1 => "1 parameter", _ => $"{count} parameters" };
            throw Mismatch(function, delegateType, expected, null, $"it takes {takes}, the delegate passes {parameters.Length}.");
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!NativeWord.IsArgumentType(parameters[i]))
            {
                throw Mismatch(
                    function, delegateType, expected, null,
                    $"parameter {function.Parameters[i]} cannot be of type {TypeNames.Of(parameters[i])}.");
            }
        }
    }

    private static void CheckResult(PycFunction function, Type delegateType, Type[] parameters, Type result, IrType actual)
    {
        var underlying = Nullable.GetUnderlyingType(result);
        var holdsInt = NativeWord.IsArgumentType(underlying ?? result) && (underlying ?? result) != typeof(bool);
        var holdsBool = (underlying ?? result) == typeof(bool);
        var fits = actual switch
        {
            IrType.Int64 => holdsInt,
            IrType.Bool => holdsBool || holdsInt,                      // to Python a bool is an int
            _ => result == typeof(void) || underlying is not null && (holdsInt || holdsBool),
        };
        if (fits)
            return;
        var returned = actual switch { IrType.Int64 => "an int", IrType.Bool => "a bool", _ => "None" };
        var wanted = result == typeof(void) ? "nothing" : TypeNames.Of(result);
        throw Mismatch(
            function, delegateType, parameters, NaturalResult(actual), $"it returns {returned}, the delegate wants {wanted}.");
    }

    private static SignatureMismatchException Mismatch(
        PycFunction function, Type delegateType, Type[] expected, Type? result, string problem)
    {
        if (result is null)
        {
            // The result depends on the parameter types, and may not be known when those are wrong.
            try
            {
                result = NaturalResult(function.VersionFor([.. expected.Select(IrTypeOf)]).ResultType);
            }
            catch (PycJitException)
            {
                result = typeof(long);
            }
        }
        return new SignatureMismatchException(
            function.Declaration, TypeNames.OfDelegate(expected, result), TypeNames.Of(delegateType), problem);
    }
}
