using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pyc.Binding.Values;
using Pyc.Execution;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>Fits C# delegate types to Python functions that run in the interpreter.</summary>
internal static class InterpretedBinder
{
    // What makes the delegates of a type. Compiling an expression takes milliseconds, far more than to bind a function to what was compiled.
    private static readonly TypeCache<Maker> s_makers = new();

    /// <summary>Makes a delegate of a Python function.</summary>
    /// <exception cref="SignatureMismatchException">The delegate type does not fit.</exception>
    public static Delegate Bind(PycModule module, PycFunction function, DelegateShape shape)
    {
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            if (!Takes(module, shape.Parameters[i]))
                throw Mismatch(function, shape, $"{function.ParameterName(i)} cannot be of type {TypeNames.Of(shape.Parameters[i])}.");
        }
        var isAction = shape.Result == typeof(void);
        var result = isAction ? null : module.Converters.Find(shape.Result)
            ?? throw Mismatch(function, shape, $"its result cannot be of type {TypeNames.Of(shape.Result)}.");
        if (!function.Accepts(shape))
        {
            throw Mismatch(function, shape, $"it takes {function.ArgumentCounts}, {shape.Caller} passes {shape.Parameters.Length}.");
        }
        if (RuntimeFeature.IsDynamicCodeSupported && !Array.Exists(shape.Parameters, IsLentForCall))
            return BindCompiled(module, function, shape, result);
        if (shape.Parameters.Length <= DelegateShape.MaximumParameters)
            return DelegateTargets.Lending(module, function, version: null, shape);
        var which = RuntimeFeature.IsDynamicCodeSupported ? "a delegate with spans or memory" : "where code is compiled ahead of time, a delegate";
        throw Mismatch(function, shape, $"{which} can have {DelegateShape.MaximumParameters} parameters.");
    }

    [RequiresDynamicCode("It makes methods for types that are known at run time.")]
    private static Delegate BindCompiled(PycModule module, PycFunction function, DelegateShape shape, ValueConverter? result)
    {
        var converters = Array.ConvertAll(shape.Parameters, type => module.Converters.Find(type)!);             // Takes has found them
        var call = new InterpretedCall(module, function, shape.Names ?? function.NamesOfLast(shape.Parameters.Length));
        return s_makers.GetOrAdd(shape.CalledType, static (_, one) => Compile(one), shape)(call, converters, result);
    }

    /// <summary>Whether arguments of a type can be passed.</summary>
    public static bool Takes(PycModule module, Type type) => Passers.IsSpan(type) || module.Converters.Find(type) is not null;

    // What lies on the stack no expression tree can take; and of memory only its place says that it is the same twice.
    private static bool IsLentForCall(Type type) => Passers.IsSpan(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>))
            && Passers.IsSequence(type));

    /// <summary>Whether a result of native code could be had through a delegate: its type, or one that holds all of it.</summary>
    public static bool CanHold(PycModule module, Type result, PyValue example)
    {
        if (result == typeof(void))
            return example.IsNone;
        return module.Converters.Find(result) is { } converter
            && converter.Holds(new Marshalling(module.Runtime), example);
    }

    /// <summary>Makes a delegate of one type.</summary>
    /// <param name="call">Calls the function.</param>
    /// <param name="converters">The converter of each argument.</param>
    /// <param name="result">That of the result; null for none.</param>
    private delegate Delegate Maker(InterpretedCall call, ValueConverter[] converters, ValueConverter? result);

    /// <summary>
    /// Makes methods of the delegate's own signature: <c>call.Begin(); try { return call.Invoke(arguments); } finally { call.End(); }</c>.
    /// </summary>
    [RequiresDynamicCode("It makes methods for types that are known at run time.")]
    private static Maker Compile(DelegateShape shape)
    {
        var target = Expression.Parameter(typeof(InterpretedCall));
        var converters = Expression.Parameter(typeof(ValueConverter[]));
        var result = Expression.Parameter(typeof(ValueConverter));
        var marshalling = Expression.Variable(typeof(Marshalling), "marshalling");
        var parameters = Array.ConvertAll(shape.Parameters, type => Expression.Parameter(type));
        var arguments = Expression.NewArrayInit(typeof(PyValue), parameters.Select((parameter, i) => Expression.Call(
            ConverterOf(Expression.ArrayIndex(converters, Expression.Constant(i)), parameter.Type), ToPython(parameter.Type), marshalling, parameter)));
        var invoke = shape.Result == typeof(void)
            ? Expression.Call(target, s_invokeVoid, marshalling, arguments)
            : Expression.Call(target, typeof(InterpretedCall).GetMethod(nameof(InterpretedCall.Invoke))!.MakeGenericMethod(shape.Result), marshalling, arguments, ConverterOf(result, shape.Result));
        var body = Expression.Block(
            [marshalling],
            Expression.Assign(marshalling, Expression.Call(target, s_begin)),
            Expression.TryCatchFinally(
                invoke,
                Expression.Call(target, s_end),
                Catch(typeof(PythonError)), Catch(typeof(InsufficientExecutionStackException)), Catch(typeof(OutOfMemoryException))));
        return Expression.Lambda<Maker>(Expression.Lambda(shape.CalledType, body, parameters), target, converters, result).Compile();

        CatchBlock Catch(Type type)
        {
            var error = Expression.Parameter(type);
            return Expression.Catch(
                error, Expression.Throw(Expression.Call(target, s_translate, error), shape.Result));
        }
    }

    // They are members of those classes.
    private static readonly MethodInfo s_begin = typeof(InterpretedCall).GetMethod(nameof(InterpretedCall.Begin))!;
    private static readonly MethodInfo s_end = typeof(InterpretedCall).GetMethod(nameof(InterpretedCall.End))!;
    private static readonly MethodInfo s_invokeVoid = typeof(InterpretedCall).GetMethod(nameof(InterpretedCall.InvokeVoid))!;
    private static readonly MethodInfo s_translate = typeof(InterpretedCall).GetMethod(nameof(InterpretedCall.Translate))!;

    [RequiresDynamicCode("It makes a type of one that is known at run time.")]
    private static MethodInfo ToPython(Type type) =>
        typeof(ValueConverter<>).MakeGenericType(type).GetMethod(nameof(ValueConverter<>.ToPython))!;            // likewise

    [RequiresDynamicCode("It makes a type of one that is known at run time.")]
    private static UnaryExpression ConverterOf(Expression converter, Type type) =>
        Expression.Convert(converter, typeof(ValueConverter<>).MakeGenericType(type));

    private static SignatureMismatchException Mismatch(PycFunction function, DelegateShape shape, string problem) =>
        new(function.Declaration, "", TypeNames.Of(shape.Type), problem);
}
