using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Pyc.Binding;

/// <summary>Makes classes that implement interfaces by calling delegates.</summary>
/// <remarks>
/// An interface has a class of its own, in an assembly of its own, which is collected with the interface. Its objects hold for each method
/// what the delegate of it is closed over, and call that directly; the delegate itself where its code was made at run time.
/// </remarks>
[RequiresDynamicCode("It makes classes at run time.")]
internal static class InterfaceEmitter
{
    // Where Python takes arguments by name, the order in which they are passed depends on the module, and so does what is called.
    private static readonly TypeCache<ConcurrentDictionary<string, Lazy<ConstructorInfo>>> s_classes = new();

    private static readonly ConstructorInfo s_objectConstructor = typeof(object).GetConstructor([])!;                // it has one
    private static readonly MethodInfo s_toString = typeof(object).GetMethod(nameof(ToString))!;                     // likewise

    /// <summary>Makes an object.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="description">What <c>ToString</c> says.</param>
    public static object Make(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type type, IReadOnlyList<BoundMethod> methods, string description)
    {
        // Which class the target is of depends on the tier and on limits.
        var orders = string.Join(';', methods.Select(method => $"{(method.IsValue ? "v" : Callee(method).GetType().Name)} {string.Join(',', method.Order)}"));
        var made = s_classes.GetOrAdd<object?>(type, static (_, _) => [], null).GetOrAdd(orders, _ => new Lazy<ConstructorInfo>(() => Emit(type, methods))).Value;
        return made.Invoke([methods.Select(Callee).ToArray(), description]);
    }

    private static object Callee(BoundMethod method) =>
        !method.IsValue && IsDirect(method.Target) ? method.Target.Target! : method.Target;         // it is closed over an object

    /// <summary>Whether the delegate is closed over an object of a class whose method can be called without it.</summary>
    private static bool IsDirect(Delegate target) =>
        target.Target is not null && !target.Method.IsStatic && target.Method.DeclaringType is { IsValueType: false };

    private static ConstructorInfo Emit(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type type, IReadOnlyList<BoundMethod> methods)
    {
        // Names in it mean what they mean where the interface is: that may be a context of a plug-in.
        using var context = AssemblyLoadContext.EnterContextualReflection(type.Assembly);
        var name = new AssemblyName($"PycJit.Interfaces.{type.Name}");
        var assembly = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.RunAndCollect);
        foreach (var hidden in HiddenAssemblies(type, methods))
            assembly.SetCustomAttribute(new CustomAttributeBuilder(IgnoresAccessChecksToAttribute.Constructor, [hidden]));

        var builder = assembly.DefineDynamicModule(name.Name!).DefineType(                                          // it has just been named
            $"PycJit.Interfaces.{type.Name}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, typeof(object), [type]);
        var fields = methods.Select((method, i) => builder.DefineField(
            $"_{i}_{method.Method.Name}", Callee(method).GetType(), FieldAttributes.Private | FieldAttributes.InitOnly)).ToList();
        var description = builder.DefineField("_description", typeof(string), FieldAttributes.Private | FieldAttributes.InitOnly);
        EmitConstructor(builder, fields, description);
        EmitToString(builder, description);
        for (var i = 0; i < methods.Count; i++)
            EmitMethod(builder, methods[i], fields[i], i);
        return builder.CreateTypeInfo().GetConstructor([typeof(object[]), typeof(string)])!;     // it has just been made
    }

    private static void EmitConstructor(TypeBuilder builder, List<FieldBuilder> fields, FieldBuilder description)
    {
        var il = builder.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(object[]), typeof(string)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, s_objectConstructor);
        for (var i = 0; i < fields.Count; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Castclass, fields[i].FieldType);
            il.Emit(OpCodes.Stfld, fields[i]);
        }
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Stfld, description);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitToString(TypeBuilder builder, FieldBuilder description)
    {
        var method = builder.DefineMethod(
            nameof(ToString), MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(string), []);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, description);
        il.Emit(OpCodes.Ret);
        builder.DefineMethodOverride(method, s_toString);
    }

    private static void EmitMethod(TypeBuilder builder, BoundMethod bound, FieldBuilder field, int number)
    {
        var parameters = bound.Method.GetParameters();
        var method = builder.DefineMethod(
            $"{number}_{bound.Method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            CallingConventions.HasThis, bound.Method.ReturnType, null, null, Array.ConvertAll(parameters, parameter => parameter.ParameterType),
            Array.ConvertAll(parameters, parameter => parameter.GetRequiredCustomModifiers()), null);       // in is one
        method.InitLocals = false;                              // what is called may be inlined, and has room for a frame among its locals
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        foreach (var index in bound.Order)
        {
            il.Emit(OpCodes.Ldarg, (short)(index + 1));
            // Nothing else is passed by reference.
            if (parameters[index].ParameterType is { IsByRef: true } reference)
                il.Emit(OpCodes.Ldobj, reference.GetElementType()!);                // a by-ref type has it
        }
        if (!bound.IsValue && IsDirect(bound.Target))
            il.Emit(OpCodes.Call, bound.Target.Method);
        else if (!bound.IsValue)
            il.Emit(OpCodes.Callvirt, DelegateShape.InvokeOf(field.FieldType)!);    // a delegate type has it
        il.Emit(OpCodes.Ret);
        builder.DefineMethodOverride(method, bound.Method);
    }

    /// <summary>Assemblies with types that others may not see: the class may all the same.</summary>
    private static IEnumerable<string> HiddenAssemblies(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type type, IEnumerable<BoundMethod> methods) =>
        methods.SelectMany(bound => bound.Method.GetParameters().Select(parameter => parameter.ParameterType).Append(bound.Method.ReturnType))
            .Append(type)
            .Concat(type.GetInterfaces())
            .Append(typeof(InterfaceEmitter))                                       // what is called is internal here
            .SelectMany(Parts)
            .Where(part => !part.IsVisible)
            .Select(part => part.Assembly.GetName().Name!)                          // a loaded assembly has a name
            .Distinct();

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)                         // it has one
        : type.GetGenericArguments().SelectMany(Parts).Append(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
}
