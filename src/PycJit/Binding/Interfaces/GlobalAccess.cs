namespace Pyc.Binding;

/// <summary>What a property of a bound interface is: a global variable.</summary>
/// <typeparam name="T">The property's type.</typeparam>
internal sealed class GlobalAccess<T>(PycModule module, string name)
{
    public T Get() => module.GetGlobal<T>(name);

    public void Set(T value) => module.SetGlobal(name, value);
}

/// <summary>Likewise, of a delegate type: a function.</summary>
/// <typeparam name="T">The property's type.</typeparam>
internal sealed class FunctionAccess<T>(T function)
{
    public T Get() => function;
}
