namespace Pyc.Binding;

/// <summary>What a property of a bound interface is: a global variable.</summary>
internal abstract class GlobalAccess
{
    /// <summary>What reads it: a <c>Func&lt;T></c>.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>What sets it: an <c>Action&lt;T></c>.</summary>
    public abstract Delegate Setter { get; }

    /// <summary>Reads it, to see whether its value is of the type.</summary>
    public abstract void Check();
}

/// <inheritdoc/>
/// <typeparam name="T">The property's type.</typeparam>
internal sealed class GlobalAccess<T>(PycModule module, string name) : GlobalAccess
{
    public override Delegate Getter => new Func<T>(Get);

    public override Delegate Setter => new Action<T>(Set);

    public override void Check() => Get();

    public T Get() => module.GetGlobal<T>(name);

    public void Set(T value) => module.SetGlobal(name, value);
}
