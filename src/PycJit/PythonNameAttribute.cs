namespace Pyc;

/// <summary>
/// The Python name that a method, a property or a parameter of an interface stands for, where it is not found by its own:
/// see <see cref="PycModule.Bind{TInterface}"/>.
/// </summary>
/// <param name="name">The name, exactly as in Python.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PythonNameAttribute(string name) : Attribute
{
    /// <summary>The name, exactly as in Python.</summary>
    public string Name { get; } = name;
}
