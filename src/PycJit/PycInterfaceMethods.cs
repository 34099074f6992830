using System.ComponentModel;
using Pyc.Binding;

namespace Pyc;

/// <summary>What the methods of a bound interface call: for the classes that PycJit's source generator writes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PycInterfaceMethods
{
    private readonly IReadOnlyList<BoundMethod> _methods;
    private readonly string _description;

    internal PycInterfaceMethods(IReadOnlyList<BoundMethod> methods, string description) => (_methods, _description) = (methods, description);

    /// <summary>What a method calls, or what the getter of a property returns whose type is a delegate type.</summary>
    /// <typeparam name="TDelegate">The <c>Func</c> or <c>Action</c> of the method's types; of such a property its type.</typeparam>
    /// <param name="declaring">The interface that declares it.</param>
    /// <param name="name">Its name, of an accessor as reflection has it.</param>
    /// <param name="parameters">Types of its parameters.</param>
    public TDelegate Find<TDelegate>(Type declaring, string name, params Type[] parameters)
        where TDelegate : Delegate
    {
        foreach (var bound in _methods)
        {
            if (bound.Method.DeclaringType == declaring && bound.Method.Name == name
                && Array.ConvertAll(bound.Method.GetParameters(), parameter => parameter.ParameterType).AsSpan().SequenceEqual(parameters))
            {
                return (TDelegate)bound.Target;
            }
        }
        throw new ArgumentException($"No method {name} of {declaring} is bound.", nameof(name));
    }

    /// <summary>What the object says of itself.</summary>
    public override string ToString() => _description;
}
