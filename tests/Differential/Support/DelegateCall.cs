using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Pyc.Differential.Support;

/// <summary>Calls delegates of any type with boxed arguments; one whose parameter is a span gets the span of an array.</summary>
/// <remarks><see cref="Delegate.DynamicInvoke"/> cannot pass a span, which has no box, and takes microseconds.</remarks>
internal static class DelegateCall
{
    private static readonly ConcurrentDictionary<Type, Func<Delegate, object?[], object?>> s_calls = new();
    private static readonly ConcurrentDictionary<Type, Type[]> s_parameters = new();

    /// <summary>The types of a delegate's parameters.</summary>
    public static Type[] ParametersOf(Delegate function) => s_parameters.GetOrAdd(
        function.GetType(), type => Array.ConvertAll(InvokeOf(type).GetParameters(), parameter => parameter.ParameterType));

    /// <summary>Calls a delegate; what it throws comes as it is.</summary>
    public static object? Invoke(Delegate function, object?[] arguments) => s_calls.GetOrAdd(function.GetType(), Emit)(function, arguments);

    private static MethodInfo InvokeOf(Type type) => type.GetMethod("Invoke")!;                     // every delegate type has it

    private static Func<Delegate, object?[], object?> Emit(Type type)
    {
        var invoke = InvokeOf(type);
        var method = new DynamicMethod("Call", typeof(object), [typeof(Delegate), typeof(object?[])], typeof(DelegateCall).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, type);
        var parameters = invoke.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i].ParameterType;
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldelem_Ref);
            if (parameter.IsByRefLike)
            {
                var array = parameter.GetGenericArguments()[0].MakeArrayType();
                code.Emit(OpCodes.Castclass, array);
                code.Emit(OpCodes.Call, parameter.GetMethod("op_Implicit", [array])!);              // of Span<T> and ReadOnlySpan<T>
            }
            else
            {
                code.Emit(OpCodes.Unbox_Any, parameter);
            }
        }
        code.Emit(OpCodes.Callvirt, invoke);
        if (invoke.ReturnType == typeof(void))
            code.Emit(OpCodes.Ldnull);
        else if (invoke.ReturnType.IsValueType)
            code.Emit(OpCodes.Box, invoke.ReturnType);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<Delegate, object?[], object?>>();
    }
}
