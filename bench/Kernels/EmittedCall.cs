using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Pyc.Benchmarks;

/// <summary>Makes calls with given arguments of functions of any signature. They return a long, the bits of a float, or 0.</summary>
/// <remarks>The addresses are constants that .NET does not know the functions of, so it puts none of them in line: each side has a call.</remarks>
internal static class EmittedCall
{
    private static readonly MethodInfo s_bits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;

    /// <summary>Of a delegate whose parameters are of the arguments' types.</summary>
    public static Func<long> Of(Delegate target, object[] arguments)
    {
        var invoke = target.GetType().GetMethod("Invoke")!;
        var (method, il) = Begin();
        LoadConstant(il, 0, target.GetType());
        for (var i = 0; i < arguments.Length; i++)
            Load(il, i + 1, arguments[i]);
        il.Emit(OpCodes.Callvirt, invoke);
        return End(method, il, invoke.ReturnType, [target, .. arguments]);
    }

    /// <summary>Of a static method that takes spans of the arrays, and numbers.</summary>
    public static Func<long> Of(MethodInfo target, object[] arguments)
    {
        var types = Array.ConvertAll(target.GetParameters(), parameter => parameter.ParameterType);
        var (method, il) = Begin();
        for (var i = 0; i < arguments.Length; i++)
        {
            Load(il, i, arguments[i]);
            if (arguments[i] is Array)
                il.Emit(OpCodes.Newobj, types[i].GetConstructor([arguments[i].GetType()])!);
            else if (types[i] == typeof(int))
                il.Emit(OpCodes.Conv_I4);
        }
        il.Emit(OpCodes.Ldc_I8, target.MethodHandle.GetFunctionPointer());
        il.Emit(OpCodes.Conv_I);
        il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, target.ReturnType, types, null);
        return End(method, il, target.ReturnType, arguments);
    }

    /// <summary>Of a function in C that takes the address and the length of each array, and numbers.</summary>
    public static Func<long> Of(nint address, Type result, object[] arguments)
    {
        var types = new List<Type>();
        var (method, il) = Begin();
        foreach (var argument in arguments)
        {
            if (argument is Array array)
            {
                il.Emit(OpCodes.Ldc_I8, Marshal.UnsafeAddrOfPinnedArrayElement(array, 0));
                il.Emit(OpCodes.Conv_I);
                il.Emit(OpCodes.Ldc_I8, array.LongLength);
                types.AddRange([typeof(nint), typeof(long)]);
            }
            else
            {
                Load(il, 0, argument);
                types.Add(argument.GetType());
            }
        }
        il.Emit(OpCodes.Ldc_I8, address);
        il.Emit(OpCodes.Conv_I);
        il.EmitCalli(OpCodes.Calli, CallingConvention.Cdecl, result, [.. types]);
        return End(method, il, result, arguments);
    }

    // The arrays and the delegate are elements of an array that the call is bound to.
    private static (DynamicMethod Method, ILGenerator Il) Begin()
    {
        var method = new DynamicMethod("call", typeof(long), [typeof(object[])], typeof(EmittedCall).Module, skipVisibility: true);
        return (method, method.GetILGenerator());
    }

    private static Func<long> End(DynamicMethod method, ILGenerator il, Type result, object[] constants)
    {
        if (result == typeof(double))
            il.Emit(OpCodes.Call, s_bits);
        else if (result == typeof(int))
            il.Emit(OpCodes.Conv_I8);
        else if (result == typeof(void))
            il.Emit(OpCodes.Ldc_I8, 0L);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<long>>(constants);
    }

    private static void Load(ILGenerator il, int index, object argument)
    {
        switch (argument)
        {
            case long number:
                il.Emit(OpCodes.Ldc_I8, number);
                break;
            case double number:
                il.Emit(OpCodes.Ldc_R8, number);
                break;
            default:
                LoadConstant(il, index, argument.GetType());
                break;
        }
    }

    private static void LoadConstant(ILGenerator il, int index, Type type)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Castclass, type);
    }
}
