using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pyc.Execution;

namespace Pyc.Binding;

/// <summary>The rule which object a delegate is closed over, and where its class comes from.</summary>
/// <remarks>
/// A delegate whose parameters are all numbers and bools is closed over a <c>NativeFunc</c> of their types, any other over a <c>LendingFunc</c>. A program
/// that has named the types (<see cref="PycBindings"/>) has the class; else it is made at run time. Where that cannot be, the error says what to name.
/// </remarks>
internal static class DelegateTargets
{
    // Types of the framework alone are parts of a signature, and what makes delegates is of PycJit: nothing of a plug-in is held here.
    private static readonly ConcurrentDictionary<DelegateSignature, Makers> s_known = [];

    /// <summary>Makes a delegate that calls native code with numbers and bools.</summary>
    internal delegate Delegate NumbersMaker(PycFunction function, FunctionVersion version);

    /// <summary>Makes a delegate that pins its arguments; <paramref name="version"/> is null where the interpreter is to run it.</summary>
    internal delegate Delegate LendingMaker(PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names);

    /// <summary>Makes a delegate whose calls have limits.</summary>
    internal delegate Delegate LimitedMaker(CallLimits limits, DelegateShape shape, Delegate inner);

    /// <summary>Notes a signature that a program has named.</summary>
    public static void Add(Type[] parameters, Type result, NumbersMaker? numbers, LendingMaker lending, LimitedMaker limited)
    {
        var signature = new DelegateSignature(parameters, result);
        var makers = new Makers(numbers, lending, limited);
        if (numbers is null)
            s_known.TryAdd(signature, makers);
        else
            s_known[signature] = makers;
    }

    /// <summary>The delegate of a version whose parameters are numbers and bools.</summary>
    /// <exception cref="TypeNotCompiledException">There is no code for the signature, and none can be made.</exception>
    public static Delegate OfNumbers(PycFunction function, FunctionVersion version, DelegateShape shape)
    {
        if (Find(shape)?.Numbers is { } make)
            return As(shape.CalledType, make(function, version));
        return RuntimeFeature.IsDynamicCodeSupported
            ? DynamicTargets.OfNumbers(function, version, shape)
            : throw TypeNotCompiledException.OfDelegate(shape.Parameters, shape.Result, shape.Method);
    }

    /// <summary>The delegate of a function whose arguments are pinned while it runs.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">The function.</param>
    /// <param name="version">The native code; null where the interpreter is to run it.</param>
    /// <param name="shape">The signature: parameters for each of which there is a <see cref="Passer"/>.</param>
    /// <exception cref="TypeNotCompiledException">There is no code for the signature, and none can be made.</exception>
    public static Delegate Lending(PycModule module, PycFunction function, FunctionVersion? version, DelegateShape shape)
    {
        var passers = Array.ConvertAll(shape.Parameters, type => Passers.Find(type, module.Converters)!);       // as the caller has seen
        var names = shape.Names ?? function.NamesOfLast(passers.Length);
        if (Find(shape)?.Lending is { } make)
            return As(shape.CalledType, make(module, function, version, passers, names));
        return RuntimeFeature.IsDynamicCodeSupported
            ? DynamicTargets.Lending(module, function, version, shape, passers, names)
            : throw TypeNotCompiledException.OfDelegate(shape.Parameters, shape.Result, shape.Method);
    }

    /// <summary>The delegate of one without a context whose calls have limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="shape">The signature of the delegate.</param>
    /// <param name="inner">What it calls: a <c>Func</c> or an <c>Action</c>.</param>
    /// <exception cref="TypeNotCompiledException">There is no code for the signature, and none can be made.</exception>
    public static Delegate Limited(CallLimits limits, DelegateShape shape, Delegate inner)
    {
        if (Find(shape)?.Limited is { } make)
            return As(shape.Type, make(limits, shape, inner));
        return RuntimeFeature.IsDynamicCodeSupported
            ? DynamicTargets.Limited(limits, shape, inner)
            : throw TypeNotCompiledException.OfDelegate(shape.Parameters, shape.Result, shape.Method);
    }

    /// <summary>The method of a <c>LimitedFunc</c> or <c>LimitedAction</c> that takes a context in that way.</summary>
    public static string LimitedMethod(ContextParameter context) => context switch
    {
        ContextParameter.None => "Invoke",
        ContextParameter.ByValue => "InvokeWith",
        _ => "InvokeIn",
    };

    private static Makers? Find(DelegateShape shape) =>
        s_known.GetValueOrDefault(new DelegateSignature(shape.Parameters, shape.Result == typeof(void) ? typeof(Discarded) : shape.Result));

    // What a delegate is closed over says nothing of its type, so the same target serves all of one signature.
    private static Delegate As(Type type, Delegate made) =>
        type == typeof(Delegate) || made.GetType() == type ? made : made.Method.CreateDelegate(type, made.Target);

    private sealed record Makers(NumbersMaker? Numbers, LendingMaker Lending, LimitedMaker Limited);

    /// <summary>Types of parameters and of a result, compared one by one.</summary>
    private readonly struct DelegateSignature(Type[] parameters, Type result) : IEquatable<DelegateSignature>
    {
        private readonly Type[] _parameters = parameters;
        private readonly Type _result = result;

        public bool Equals(DelegateSignature other) => _result == other._result && _parameters.AsSpan().SequenceEqual(other._parameters);

        public override bool Equals([NotNullWhen(true)] object? obj) => obj is DelegateSignature other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var parameter in _parameters)
                hash.Add(parameter);
            hash.Add(_result);
            return hash.ToHashCode();
        }
    }
}
