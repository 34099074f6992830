using System.Reflection;
using Pyc.Binding;

namespace Pyc;

/// <summary>A program that was compiled ahead of time has no code for a type that it passes to Python or takes from it, and none can be made at run time.</summary>
public sealed class TypeNotCompiledException : PycJitException
{
    private TypeNotCompiledException(string type, string what, string remedy)
        : base($"{what}: this program is compiled ahead of time, and no code for it can be made at run time. {remedy}")
    {
        Type = type;
        Remedy = remedy;
    }

    /// <summary>The type, as C# writes it: a delegate, an interface or a value.</summary>
    public string Type { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }

    internal static TypeNotCompiledException OfDelegate(Type[] parameters, Type result, MethodInfo? method)
    {
        var type = TypeNames.OfDelegate(parameters, result);
        var isNumeric = Array.TrueForAll(parameters, NativeWord.IsArgumentType);
        var arguments = string.Join(", ", parameters.Append(result == typeof(void) ? typeof(Discarded) : result).Select(TypeNames.Of));
        return new(
            type, $"there is no code for calls of {type}",
            $"Name the types where PycJit's source generator sees them, in {(method is null ? $"Get<{type}>" : "Bind of the interface")}, or call PycBindings.{(isNumeric ? "AddNumbers" : "AddAny")}<{arguments}>() at the start.");
    }

    internal static TypeNotCompiledException OfInterface(Type type)
    {
        var name = TypeNames.Of(type);
        return new(
            name, $"there is no class that implements {name}",
            $"Call Bind<{name}> where PycJit's source generator sees it, with the interface itself and not a type parameter.");
    }

    internal static TypeNotCompiledException OfValue(Type type)
    {
        var name = TypeNames.Of(type);
        return new(
            name, $"there is no code that converts {name}",
            "Name the type where PycJit's source generator sees it, in the delegate type of a call of Get, or add it at the start by a method of PycBindings.");
    }
}
