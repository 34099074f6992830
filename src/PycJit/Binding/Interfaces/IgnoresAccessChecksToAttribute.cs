using System.Reflection;

namespace System.Runtime.CompilerServices;

/// <summary>Lets an assembly use what is internal in another. The runtime knows it by its name; the framework does not declare it.</summary>
/// <param name="assemblyName">Name of the other assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>The constructor.</summary>
    public static ConstructorInfo Constructor { get; } = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;   // the one above

    /// <summary>Name of the other assembly.</summary>
    public string AssemblyName { get; } = assemblyName;
}
