using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pyc.Translation;

namespace Pyc.Binding;

/// <summary>Gives a module as an implementation of an interface.</summary>
internal sealed class InterfaceBinder
{
    private readonly PycModule _module;
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)]
    private readonly Type _type;

    private readonly List<InterfaceProblem> _problems = [];
    private readonly List<BoundMethod> _methods = [];

    private InterfaceBinder(PycModule module, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type type) => (_module, _type) = (module, type);

    /// <summary>Makes the object.</summary>
    /// <exception cref="InterfaceMismatchException">Members of the interface do not fit.</exception>
    /// <exception cref="TypeNotCompiledException">There is no class for it, and none can be made.</exception>
    public static object Bind(PycModule module, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type type)
    {
        if (!type.IsInterface)
            throw new ArgumentException($"{TypeNames.Of(type)} is no interface.");
        return new InterfaceBinder(module, type).Make();
    }

    private object Make()
    {
        foreach (var member in InterfaceMember.Of(_type))
        {
            if (member.Refusal is { } refusal)
                Refuse(member, refusal);
            else if (member.Declaration is PropertyInfo property)
                BindProperty(member, property);
            else
                BindMethod(member, member.Methods[0]);
        }
        if (_problems.Count > 0)
            throw new InterfaceMismatchException(_module.Name, TypeNames.Of(_type), [.. _problems]);
        if (typeof(IDisposable).IsAssignableFrom(_type))
            _methods.Add(new BoundMethod(typeof(IDisposable).GetMethod(nameof(IDisposable.Dispose))!, (Action)_module.Dispose, []));   // it has it
        return InterfaceClasses.Make(_type, _methods, $"{TypeNames.Of(_type)} of {_module.Name}");
    }

    private void BindMethod(InterfaceMember member, MethodInfo method)
    {
        if (FindFunction(member) is not { } function)
            return;
        var context = DelegateShape.ContextOf(method);
        var parameters = method.GetParameters()[(context == ContextParameter.None ? 0 : 1)..];
        var names = Array.ConvertAll(
            parameters, parameter => parameter.GetCustomAttribute<PythonNameAttribute>()?.Name ?? parameter.Name ?? "");
        if (function.Plan(names, out var problem) is not { } plan)
        {
            Refuse(member, $"{function.Declaration} does not fit: {problem}");
            return;
        }
        if (!RuntimeFeature.IsDynamicCodeSupported && !plan.Order.SequenceEqual(Enumerable.Range(0, plan.Order.Length)))
        {
            Refuse(member, "where code is compiled ahead of time, parameters that Python takes by their names stand behind the others, in Python's order.");
            return;
        }
        Type[] types = [.. plan.Order.Select(index => parameters[index].ParameterType)];
        if (Array.Exists([.. types, method.ReturnType], type => type.IsPointer || (type.IsByRefLike && !Passers.IsSpan(type))))
        {
            Refuse(member, "Python knows no pointers, and only spans of numbers and bools. Pass an array.");
            return;
        }
        if (method.ReturnType.IsByRefLike)
        {
            Refuse(member, "Nothing holds the memory of a span that is returned. Return an array.");
            return;
        }
        Type[] passed = context == ContextParameter.None ? types : [typeof(PyCallContext), .. types];
        if (DelegateTypes.TryMake(passed, method.ReturnType) is not { } type)
        {
            Refuse(member, $"no delegate passes {passed.Length} arguments of which one is a span. Pass an array.");
            return;
        }
        var shape = new DelegateShape(type, types, method.ReturnType)
        {
            Context = context == ContextParameter.None ? context : ContextParameter.ByValue,
            Names = plan.Names,
            Method = method,
        };
        if (TryBind(member, function, shape) is { } target)
            _methods.Add(new BoundMethod(method, target, context == ContextParameter.None ? plan.Order : [0, .. plan.Order.Select(index => index + 1)]));
    }

    private void BindProperty(InterfaceMember member, PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type.IsSubclassOf(typeof(MulticastDelegate)))
        {
            BindFunction(member, property);
            return;
        }
        if (_module.Converters.Find(type) is not { } converter)
        {
            Refuse(member, $"no value of Python's is of type {TypeNames.Of(type)}.");
            return;
        }
        if (FindGlobal(member) is not { } name)
            return;
        var access = converter.MakeAccess(_module, name);
        foreach (var method in member.Methods)
        {
            var target = method == property.GetMethod ? access.Getter : access.Setter;
            if (method == property.GetMethod && !IsReadable(member, access, canBeSet: property.CanWrite))
                return;
            _methods.Add(new BoundMethod(method, target, [.. Enumerable.Range(0, method.GetParameters().Length)]));
        }
    }

    /// <summary>A property whose type is a delegate: the function itself.</summary>
    private void BindFunction(InterfaceMember member, PropertyInfo property)
    {
        if (property.CanWrite)
        {
            Refuse(member, "Python can hold no function of C#'s, so the property cannot be set.");
            return;
        }
        if (FindFunction(member) is not { } function || TryBind(member, function, DelegateShape.Of(property.PropertyType)) is not { } target)
            return;
        _methods.Add(new BoundMethod(member.Methods[0], target, []) { IsValue = true });
    }

    private Delegate? TryBind(InterfaceMember member, PycFunction function, DelegateShape shape)
    {
        try
        {
            return TierSelection.Bind(_module, function, shape);
        }
        catch (SignatureMismatchException mismatch)
        {
            var expected = mismatch.Expected.Length == 0 ? ""
                : $" Expected {(shape.Method is null ? "a delegate" : "a method")} such as {mismatch.Expected}.";
            Refuse(member, $"{mismatch.Function} does not fit: {mismatch.Problem}{expected} {mismatch.Hint}".TrimEnd());
        }
        catch (PycJitException reason)
        {
            Refuse(member, reason.Message);
        }
        return null;
    }

    /// <summary>Whether a global has a value of the property's type. One that could not be had can be set.</summary>
    private bool IsReadable(InterfaceMember member, GlobalAccess access, bool canBeSet)
    {
        try
        {
            access.Check();
            return true;
        }
        catch (UnavailableException) when (canBeSet)
        {
            return true;
        }
        catch (Exception error) when (error is PycJitException or OverflowException)
        {
            Refuse(member, error.Message);
            return false;
        }
    }

    private PycFunction? FindFunction(InterfaceMember member)
    {
        var functions = _module.Functions;
        var wanted = member.PythonName;
        var matches = wanted is null
            ? NameMatch.Of(member.Declaration.Name, functions.Select(function => function.Name))
            : [.. functions.Select(function => function.Name).Where(name => name == wanted)];
        // Two names of one function leave no doubt.
        if (matches.Count > 0 && matches.Select(name => _module[name].Callable).Distinct().Count() == 1)
            return _module[matches[0]];
        if (matches.Count > 1)
            return Refuse<PycFunction>(member, $"it is not clear which function is meant, {string.Join(" or ", matches)}. {Remedy}", matches);
        // What is bound to the name, if it is no function, or which names are close.
        var other = wanted is null ? NameMatch.Of(member.Declaration.Name, _module.GlobalNames()) : [];
        var error = _module.NotFound(wanted ?? (other.Count > 0 ? other[0] : NameMatch.InPython(member.Declaration.Name)));
        return Refuse<PycFunction>(member, error.Message, error is FunctionNotFoundException { IsClose: true } missing ? missing.Candidates : []);
    }

    private string? FindGlobal(InterfaceMember member)
    {
        var wanted = member.PythonName;
        var all = _module.GlobalNames(areValues: true);
        if (wanted is not null)
            return all.Contains(wanted) ? wanted : Missing(wanted);
        var matches = NameMatch.Of(member.Declaration.Name, all);
        return matches.Count switch
        {
            1 => matches[0],
            0 => Missing(NameMatch.InPython(member.Declaration.Name)),
            _ => Refuse<string>(member, $"it is not clear which global is meant, {string.Join(" or ", matches)}. {Remedy}", matches),
        };

        string? Missing(string name)
        {
            var close = CloseNames.Of(name, all);
            return Refuse<string>(member, new GlobalNotFoundException(_module.Name, name, close.Count > 0 ? close : all, close.Count > 0).Message, close);
        }
    }

    private static string Remedy => "Say it by [PythonName(\"...\")].";

    private void Refuse(InterfaceMember member, string reason) => Refuse<object>(member, reason, []);

    private T? Refuse<T>(InterfaceMember member, string reason, IReadOnlyList<string> candidates)
        where T : class
    {
        _problems.Add(new InterfaceProblem(member.Text, reason, candidates));
        return null;
    }
}

/// <summary>A method of an interface and what it calls.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">What it calls.</param>
/// <param name="Order">Which of its arguments that takes, in order.</param>
internal sealed record BoundMethod(MethodInfo Method, Delegate Target, ImmutableArray<int> Order)
{
    /// <summary>Whether it does not call the target but returns it.</summary>
    public bool IsValue { get; init; }
}
