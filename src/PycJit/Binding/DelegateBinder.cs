using Pyc.Execution;
using Pyc.Translation.Interpretation;
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
    public static Delegate Bind(PycModule module, PycFunction function, DelegateShape shape)
    {
        var (delegateType, parameters, result) = (shape.Type, shape.Parameters, shape.Result);
        function.ThrowIfNotCompilable();
        CheckParameters(function, shape);
        var version = function.VersionFor([.. parameters.Select(NativeWord.IrTypeOf)]);
        CheckResult(module, function, shape, version.ResultType);

        var isAction = result == typeof(void);
        var target = s_openTargets[parameters.Length].MakeGenericType([.. parameters, isAction ? typeof(Discarded) : result]);
        return Delegate.CreateDelegate(
            delegateType, Activator.CreateInstance(target, function, version)!, isAction ? "InvokeVoid" : "Invoke");
    }

    /// <summary>The C# type that fits an IR type best.</summary>
    public static Type NaturalResult(IrType type) => type switch
    {
        IrType.Int64 => typeof(long),
        IrType.UInt64 => typeof(ulong),
        IrType.Float64 => typeof(double),
        IrType.Bool => typeof(bool),
        IrType.None => typeof(void),
        _ => typeof(object),
    };

    private static void CheckParameters(PycFunction function, DelegateShape shape)
    {
        var parameters = shape.Parameters;
        var count = function.Parameters.Count;
        if (count > DelegateShape.MaximumParameters)
        {
            throw new SignatureMismatchException(
                function.Declaration, "", TypeNames.Of(shape.Type),
                $"it has {count} parameters, and a delegate can pass {DelegateShape.MaximumParameters}.");
        }
        var expected = Enumerable.Range(0, count)
            .Select(i => i < parameters.Length && NativeWord.IsArgumentType(parameters[i]) ? parameters[i] : typeof(long)).ToArray();
        if (parameters.Length != count)
        {
            var takes = count switch { 0 => "no parameters", 1 => "1 parameter", _ => $"{count} parameters" };
            throw Mismatch(function, shape, expected, null, $"it takes {takes}, {shape.Caller} passes {parameters.Length}.");
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!NativeWord.IsArgumentType(parameters[i]))
            {
                throw Mismatch(
                    function, shape, expected, null,
                    $"parameter {function.Parameters[i]} cannot be of type {TypeNames.Of(parameters[i])}.");
            }
        }
    }

    private static void CheckResult(PycModule module, PycFunction function, DelegateShape shape, IrType actual)
    {
        // Where it depends on the call what is returned, the call has to say whether it fits.
        var fits = actual is IrType.Mixed or IrType.Void
            ? shape.Result == typeof(void) || module.Converters.Find(shape.Result) is not null
            : InterpretedBinder.CanHold(module, shape.Result, ExampleOf(actual));
        if (fits)
            return;
        var returned = actual switch
        {
            IrType.Int64 or IrType.UInt64 => "an int",
            IrType.Float64 => "a float",
            IrType.Bool => "a bool",
            IrType.None => "None",
            _ => "values of several types",
        };
        var wanted = shape.Result == typeof(void) ? "nothing" : TypeNames.Of(shape.Result);
        throw Mismatch(
            function, shape, shape.Parameters, NaturalResult(actual), $"it returns {returned}, {shape.Caller} wants {wanted}.");
    }

    private static PyValue ExampleOf(IrType type) => type switch
    {
        IrType.Float64 => PyValue.FromFloat(0.5),
        IrType.Bool => PyValue.False,
        IrType.None => PyValue.None,
        _ => PyValue.FromInt(0),
    };

    private static SignatureMismatchException Mismatch(
        PycFunction function, DelegateShape shape, Type[] expected, Type? result, string problem)
    {
        if (result is null)
        {
            // The result depends on the parameter types, and may not be known when those are wrong.
            try
            {
                result = NaturalResult(function.VersionFor([.. expected.Select(NativeWord.IrTypeOf)]).ResultType);
            }
            catch (PycJitException)
            {
                result = typeof(long);
            }
        }
        return new SignatureMismatchException(
            function.Declaration, shape.Suggest(function, expected, result), TypeNames.Of(shape.Type), problem);
    }
}
